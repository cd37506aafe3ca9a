"""The public list's filters: what each finds, and that nonsense is named and left out."""

from datetime import date
from typing import Any

import pytest

from claims import editorial
from claims.models import Claim, Claimant, Topic, User
from claims.search import ClaimFilter
from tests.makers import Maker


def found(today: date, **asked: str) -> list[Claim]:
    form = ClaimFilter(asked)
    assert form.is_valid(), form.errors
    return list(form.chosen(Claim.objects.public(), today=today))


@pytest.fixture
def energy(ada: User) -> Topic:
    return editorial.save_topic(topic=Topic(name="Energy"), by=ada)


def test_without_filters_every_published_claim_is_found_newest_first(make: Maker, today: date) -> None:
    first, second, _draft = make.published(), make.published(), make.draft()

    assert found(today) == [second, first]


def test_a_claim_is_found_by_its_outcome(make: Maker, today: date) -> None:
    pending, decided = make.published(), make.published()
    make.ruled(decided, "confirmed", happened_on=today)

    assert found(today, outcome="confirmed") == [decided]
    assert found(today, outcome="pending") == [pending]


@pytest.mark.parametrize(
    ("schedule", "window"),
    [("upcoming", "upcoming"), ("open", "open"), ("closed", "closed"), ("overdue", "closed")],
)
def test_a_claim_is_found_by_its_schedule(make: Maker, today: date, schedule: str, window: str) -> None:
    windows = {
        "upcoming": (date(2026, 6, 18), date(2026, 12, 31)),
        "open": (date(2026, 6, 17), date(2026, 6, 17)),
        "closed": (date(2026, 3, 2), date(2026, 6, 16)),
    }
    claims = {name: make.published(by_hand=days) for name, days in windows.items()}

    assert found(today, schedule=schedule) == [claims[window]]


def test_a_decided_claim_is_closed_and_not_overdue(make: Maker, today: date) -> None:
    claim = make.published(by_hand=(date(2026, 3, 2), date(2026, 6, 10)))
    make.ruled(claim, "missed")

    assert found(today, schedule="closed") == [claim]
    assert found(today, schedule="overdue") == []


def test_the_filters_work_together(make: Maker, ada: User, energy: Topic, today: date) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Elena Marsh"), by=ada)
    make.published(claimant=other)
    make.published(topics=(energy,))
    wanted = make.published(claimant=other, topics=(energy,))

    assert found(today, claimant="elena-marsh", topic="energy", language="de", year="2026") == [wanted]
    assert found(today, claimant="elena-marsh", topic="energy", language="en") == []


def test_every_search_word_must_be_there(make: Maker, today: date) -> None:
    claim = make.published()

    assert found(today, q="bridge lindt") == [claim]
    assert found(today, q="bridge tunnel") == []


@pytest.mark.parametrize("words", ["ökostrom", "Ökostrom", "ÖKOSTROM"])
def test_umlauts_are_found_in_either_case(make: Maker, today: date, words: str) -> None:
    claim = make.published(statement="Alle Züge fahren mit Ökostrom.")

    assert found(today, q=words) == [claim]


@pytest.mark.parametrize("words", ["100%", "_", "\\", "' OR 1=1 --"])
def test_search_words_are_taken_literally(make: Maker, today: date, words: str) -> None:
    make.published()

    assert found(today, q=words) == []


@pytest.mark.parametrize(
    ("sort", "order"), [("closes", "abc"), ("-closes", "cba"), ("-said", "bca"), ("", "cba")]
)
def test_the_order_asked_for(make: Maker, today: date, sort: str, order: str) -> None:
    days = {"a": (2, date(2026, 7, 1)), "b": (9, date(2026, 8, 1)), "c": (5, date(2026, 9, 1))}
    claims = {
        name: make.published(said_on=date(2026, 3, day), by_hand=(date(2026, 3, day), closes_on))
        for name, (day, closes_on) in days.items()
    }

    assert found(today, sort=sort) == [claims[name] for name in order]


NONSENSE = [
    ("outcome", "perhaps"),
    ("schedule", "someday"),
    ("claimant", "nobody"),
    ("claimant", "a\x00b"),
    ("topic", "<script>"),
    ("language", "xx"),
    ("year", "99999999999"),
    ("sort", "password"),
    ("q", "x" * 201),
    ("q", "nul\x00byte"),
]


@pytest.mark.parametrize(("field", "value"), NONSENSE)
def test_nonsense_is_named_and_left_out(make: Maker, today: date, field: str, value: str) -> None:
    claim = make.published()
    form = ClaimFilter({field: value})

    assert not form.is_valid()
    ((label, text),) = form.faults
    assert label == form.fields[field].label
    assert text
    assert list(form.chosen(Claim.objects.public(), today=today)) == [claim]


def test_the_other_filters_hold_beside_a_bad_one(make: Maker, today: date) -> None:
    make.published()
    form = ClaimFilter({"outcome": "missed", "year": "banana"})

    form.is_valid()

    assert list(form.chosen(Claim.objects.public(), today=today)) == []
    assert form.is_narrowing


def test_only_what_published_claims_have_is_offered(make: Maker, ada: User, energy: Topic) -> None:
    make.draft(topics=(energy,), claimant=editorial.save_claimant(claimant=Claimant(name="Nobody"), by=ada))
    make.published()

    def offered(name: str) -> list[Any]:
        return [value for value, _label in ClaimFilter({}).fields[name].choices]  # type: ignore[attr-defined]

    assert (offered("topic"), offered("year")) == ([""], ["", "2026"])
    assert ClaimFilter({}).claimant_names == ["Mara Lindt"]


@pytest.mark.parametrize("typed", ["mara-lindt", "Mara Lindt", " Mara Lindt "])
def test_a_claimant_is_found_by_name_or_by_the_name_in_the_address(
    make: Maker, ada: User, today: date, typed: str
) -> None:
    claim = make.published()
    other = editorial.save_claimant(claimant=Claimant(name="Somebody Else"), by=ada)
    make.published(claimant=other)

    assert found(today, claimant=typed) == [claim]
    assert 'value="Mara Lindt"' in str(ClaimFilter({"claimant": typed})["claimant"])


def test_of_whom_only_drafts_exist_nobody_hears(make: Maker) -> None:
    make.draft()

    assert not ClaimFilter({"claimant": "Mara Lindt"}).is_valid()


def test_every_year_from_the_first_to_the_last_deadline_is_offered(make: Maker) -> None:
    for year in (2027, 2030):
        make.published(by_hand=(date(2026, 3, 2), date(year, 5, 1)))

    choices = ClaimFilter({}).fields["year"].choices  # type: ignore[attr-defined]
    assert [value for value, _label in choices] == ["", "2027", "2028", "2029", "2030"]


def test_the_order_alone_narrows_nothing(db: None) -> None:
    form = ClaimFilter({"sort": "closes"})

    form.is_valid()

    assert not form.is_narrowing
