from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import ProtectedError

from claims.models import Appearance, Claim, Outcome, Schedule, User, Verdict
from tests.makers import Maker
from tests.refusals import refused_by

OPENS, CLOSES = date(2026, 7, 1), date(2026, 9, 30)
DAY = timedelta(days=1)
PUBLISHED_AT = datetime(2026, 6, 1, tzinfo=UTC)


def dated(**changes: Any) -> Claim:
    """An unsaved claim with a window of three months; `schedule` and the like ask no database."""
    return Claim(**({"opens_on": OPENS, "closes_on": CLOSES} | changes))


# --- Where the window stands ---


@pytest.mark.parametrize(
    ("today", "schedule"),
    [
        (OPENS - DAY, Schedule.UPCOMING),
        (OPENS, Schedule.OPEN),
        (CLOSES, Schedule.OPEN),
        (CLOSES + DAY, Schedule.CLOSED),
    ],
)
def test_a_window_is_open_from_its_first_day_through_its_last(today: date, schedule: Schedule) -> None:
    assert dated().schedule(today) == schedule


def test_a_window_of_one_day_is_open_on_that_day() -> None:
    one_day = dated(closes_on=OPENS)

    days = [OPENS - DAY, OPENS, OPENS + DAY]

    assert [one_day.schedule(day) for day in days] == [Schedule.UPCOMING, Schedule.OPEN, Schedule.CLOSED]


@pytest.mark.parametrize("missing", ["opens_on", "closes_on"])
def test_without_both_days_there_is_no_schedule(missing: str) -> None:
    assert dated(**{missing: None}).schedule(OPENS) == Schedule.UNDATED


@pytest.mark.parametrize(("today", "overdue"), [(CLOSES, False), (CLOSES + DAY, True)])
def test_a_claim_is_overdue_from_the_day_after_its_window(today: date, overdue: bool) -> None:
    assert dated().is_overdue(today) is overdue


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome != Outcome.PENDING])
def test_a_decided_claim_is_never_overdue(outcome: Outcome) -> None:
    assert not dated(outcome=outcome).is_overdue(CLOSES + DAY)


def test_a_claim_without_a_date_is_never_overdue() -> None:
    assert not dated(opens_on=None, closes_on=None).is_overdue(date(2999, 1, 1))


@pytest.mark.parametrize(("today", "left"), [(CLOSES - 2 * DAY, 2), (CLOSES, 0), (CLOSES + DAY, -1)])
def test_days_left_reach_zero_on_the_last_day_and_go_on_below(today: date, left: int) -> None:
    assert dated().days_left(today) == left


def test_without_a_window_no_days_are_left_to_count() -> None:
    assert dated(opens_on=None, closes_on=None).days_left(OPENS) is None


# --- What readers see ---


@pytest.mark.parametrize(
    ("state", "public"),
    [(Claim.State.DRAFT, False), (Claim.State.PUBLISHED, True), (Claim.State.WITHDRAWN, True)],
)
def test_a_claim_once_published_keeps_its_page(state: Claim.State, public: bool) -> None:
    assert dated(state=state).is_public is public


def test_an_address_names_the_claim_in_words() -> None:
    claim = Claim(pk=7, statement="Die Brücke wird für den Verkehr geöffnet.")

    assert claim.get_absolute_url() == "/en/claims/7/die-bruecke-wird-fuer-den-verkehr-geoeffnet/"


def test_public_verdicts_are_those_in_effect_newest_first(claim: Claim, ada: User) -> None:
    days = [datetime(2026, 6, day, tzinfo=UTC) for day in (1, 2, 3)]
    first, second, waiting = (
        Verdict.objects.create(
            claim=claim,
            outcome=Outcome.VOID,
            reasoning="Checked.",
            by=ada,
            at=day,
            needs_countersignature=day == days[2],
            effective_at=None if day == days[2] else day,
        )
        for day in days
    )

    assert waiting
    assert claim.public_verdicts == [second, first]


# --- What the database refuses ---


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"opens_on": date(2027, 1, 1)}, "claim_window_has_two_ends_in_order"),
        ({"opens_on": None}, "claim_window_has_two_ends_in_order"),
        ({"said_on": date(2027, 1, 1)}, "claim_window_closes_after_it_was_said"),
        ({"opens_on": None, "closes_on": None}, "claim_published_has_a_window"),
        ({"published_at": None, "published_by": None}, "claim_published_has_a_window"),
        ({"published_by": None}, "claim_published_by_and_at_together"),
        ({"state": "withdrawn"}, "claim_withdrawn_with_a_reason"),
    ],
)
def test_a_published_claim_stays_whole(claim: Claim, changes: dict[str, Any], constraint: str) -> None:
    with refused_by(constraint):
        Claim.objects.filter(pk=claim.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"closes_on": None}, "claim_window_has_two_ends_in_order"),
        ({"opens_on": None}, "claim_window_has_two_ends_in_order"),
        ({"published_at": PUBLISHED_AT}, "claim_published_by_and_at_together"),
        ({"state": "published"}, "claim_published_has_a_window"),
    ],
)
def test_a_draft_is_held_to_the_same_order(make: Maker, changes: dict[str, Any], constraint: str) -> None:
    draft = make.draft()

    with refused_by(constraint):
        Claim.objects.filter(pk=draft.pk).update(**changes)


def test_a_draft_may_do_without_a_window(make: Maker) -> None:
    draft = make.draft()

    assert Claim.objects.filter(pk=draft.pk).update(opens_on=None, closes_on=None) == 1


def test_a_window_may_close_on_the_day_it_was_said(claim: Claim) -> None:
    assert claim.opens_on is not None
    day = claim.opens_on

    assert Claim.objects.filter(pk=claim.pk).update(said_on=day, closes_on=day) == 1


def test_a_claim_restates_another_and_never_itself(claim: Claim, make: Maker) -> None:
    later = make.draft(restates=claim)

    assert later.restates == claim
    with refused_by("claim_never_restates_itself"):
        Claim.objects.filter(pk=claim.pk).update(restates=claim)


# --- Appearances ---


def appearance(claim: Claim, **changes: object) -> Appearance:
    values = {
        "address": "https://abendpost.example/1",
        "publisher": "Abendpost",
        "title": "Bridge to open",
        "published_on": claim.said_on,
        "language": "en",
        "quote": claim.quote,
    }
    return Appearance.objects.create(claim=claim, **(values | changes))


def test_one_address_appears_once_for_a_claim_and_again_for_another(claim: Claim, make: Maker) -> None:
    appearance(claim)
    appearance(make.draft())

    with refused_by("appearance_once_per_claim_and_address"):
        appearance(claim)


def test_printed_appearances_have_no_address_to_be_one_of(claim: Claim) -> None:
    appearance(claim, address="")
    appearance(claim, address="", title="Bridge to open next year")

    assert claim.appearances.filter(address="").count() == 2


def test_an_appearance_without_address_and_title_could_not_be_found_again(claim: Claim) -> None:
    with refused_by("appearance_can_be_found_again"):
        appearance(claim, address="", title="")


def test_appearances_stand_in_the_order_of_publication(claim: Claim) -> None:
    later = appearance(claim, published_on=claim.said_on + DAY)
    earlier = appearance(claim, address="https://nachtpost.example/1", published_on=claim.said_on - DAY)
    first_source = claim.appearances.exclude(pk__in=[later.pk, earlier.pk]).get()

    assert list(claim.appearances.all()) == [earlier, first_source, later]


@pytest.mark.parametrize(("title", "shown"), [("Bridge", "Abendpost: Bridge"), ("", "Abendpost")])
def test_an_appearance_is_shown_by_outlet_and_title(title: str, shown: str) -> None:
    assert str(Appearance(publisher="Abendpost", title=title)) == shown


def test_a_claim_with_appearances_is_not_deleted(claim: Claim) -> None:
    with pytest.raises(ProtectedError):
        claim.delete()
