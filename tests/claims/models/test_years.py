"""Every day and moment of the record lies between 1800 and 2999, by whatever door it comes in."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.test import Client

from claims import editorial, rules
from claims.models import Claim, Claimant, Evidence, Tenure, User
from claims.models.years import Dated
from claims.record.entries import RECORDED_MODELS
from tests.makers import Maker
from tests.tampering import guards_off

FIELDS = [
    pytest.param(model, field, id=f"{model.__name__}.{field.name}")
    for model in RECORDED_MODELS
    for field in model._meta.concrete_fields
    if isinstance(field, models.DateField)
]
WEST = timezone(timedelta(hours=-12))
BEYOND = (date(1799, 12, 31), date(3000, 1, 1), date.min, date.max)
TODAY = date(2026, 6, 17)
LAST_MOMENT = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)


def value_of(field: models.DateField[date, date], day: date) -> date:
    if not isinstance(field, models.DateTimeField):
        return day
    return datetime(day.year, day.month, day.day, 23, 30, tzinfo=WEST)


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_no_row_is_saved_or_passes_a_form_with_a_day_beyond(
    model: type[models.Model], field: models.DateField[date, date]
) -> None:
    assert issubclass(model, Dated)
    for day in BEYOND:
        row = model(**{field.name: value_of(field, day)})
        for check in (row.save, row.clean_fields):
            with pytest.raises(ValidationError) as refusal:
                check()
            assert refusal.value.message_dict[field.name] == ["This year is not between 1800 and 2999."]


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_the_database_holds_the_field_to_the_years_too(
    db: None, model: type[models.Model], field: models.DateField[date, date]
) -> None:
    held = next(rule for rule in model._meta.constraints if rule.name.endswith("_within_the_years"))
    assert isinstance(held, models.CheckConstraint)
    others = {each.name: None for each in model._meta.concrete_fields if isinstance(each, models.DateField)}
    for day in (rules.FIRST_DAY, rules.LAST_DAY, None):
        value = value_of(field, day) if day else None
        held.validate(model, model(**others | {field.name: value}))
    for day in (date(1799, 12, 1), date(3000, 1, 4)):
        with pytest.raises(ValidationError):
            held.validate(model, model(**others | {field.name: value_of(field, day)}))


def test_not_even_a_hand_in_the_database_writes_such_a_day(claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)
    guards_off()
    for rows, values in (
        (Claim.objects.all(), {"snoozed_until": date(3000, 1, 1), "snooze_reason": "X."}),
        (Evidence.objects.filter(pk=evidence.pk), {"published_at": datetime(3000, 2, 1, tzinfo=UTC)}),
    ):
        with pytest.raises(IntegrityError, match="within_the_years"), transaction.atomic():
            rows.update(**values)


Write = Callable[[Claim, Maker, User, date], object]
DOORS: dict[str, tuple[Write, str]] = {
    "reply asked": (
        lambda c, _m, by, day: editorial.ask_for_reply(
            claim=c, asked_of="Jo", asked_on=day, due_on=TODAY, by=by
        ),
        "asked_on",
    ),
    "reply due": (
        lambda c, _m, by, day: editorial.ask_for_reply(
            claim=c, asked_of="Jo", asked_on=TODAY, due_on=day, by=by
        ),
        "due_on",
    ),
    "office since": (
        lambda c, _m, by, day: editorial.save_tenure(
            tenure=Tenure(claimant=c.claimant, office="Mayor", since=day), by=by
        ),
        "since",
    ),
    "office until": (
        lambda c, _m, by, day: editorial.save_tenure(
            tenure=Tenure(claimant=c.claimant, office="Mayor", until=day), by=by
        ),
        "until",
    ),
    "evidence suggested": (
        lambda c, m, _by, day: editorial.suggest_evidence(
            claim=c, article=m.article(published_at=noon_of(day))
        ),
        "published_at",
    ),
    "evidence added": (
        lambda c, m, by, day: editorial.add_evidence(
            claim=c, article=m.article(published_at=noon_of(day)), stance="context", by=by
        ),
        "published_at",
    ),
}


def noon_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("day", [date(26, 6, 17), date(9999, 12, 31)])
def test_a_day_beyond_the_years_is_refused_at_its_field(
    name: str, day: date, claim: Claim, make: Maker, ada: User
) -> None:
    write, field = DOORS[name]

    with pytest.raises(ValidationError) as refusal:
        write(claim, make, ada, day)
    assert field in refusal.value.message_dict


def test_evidence_of_the_calendars_last_moment_breaks_no_page(
    client: Client, claim: Claim, make: Maker
) -> None:
    with pytest.raises(ValidationError, match="between 1800 and 2999"):
        editorial.suggest_evidence(claim=claim, article=make.article(published_at=LAST_MOMENT))

    assert client.get(claim.get_absolute_url()).status_code == 200


def test_pages_bear_the_years_last_day(client: Client, claimant: Claimant, make: Maker, ada: User) -> None:
    claim = make.published(by_hand=(date(2026, 3, 2), rules.LAST_DAY))
    editorial.ask_for_reply(claim=claim, asked_of="Jo", asked_on=TODAY, due_on=rules.LAST_DAY, by=ada)
    editorial.save_tenure(
        tenure=Tenure(claimant=claimant, office="Mayor", since=rules.FIRST_DAY, until=rules.LAST_DAY), by=ada
    )
    make.accepted(claim, published_at=datetime(2999, 12, 31, 23, 59, tzinfo=UTC))

    for path in (claim.get_absolute_url(), claimant.get_absolute_url(), "/en/", "/de/", "/en/claims/"):
        assert client.get(path).status_code == 200
