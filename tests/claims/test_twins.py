"""What may be on record already is found by words, source and claimant, exactly and nearly."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import editorial
from claims.models import Claim, Claimant, User
from claims.twins import Sameness, Typed, twins_of, twins_of_many
from tests.makers import Maker

BRIDGE = "The bridge over the Elbe will be open to traffic by the end of 2026."
QUOTE = "Die Brücke wird bis Ende 2026 für den Verkehr frei sein."


def named(typed: Typed, besides: Claim | None = None) -> list[tuple[Claim, Sameness]]:
    return [(twin.claim, twin.sameness) for twin in twins_of(typed, besides=[besides.pk] if besides else [])]


def test_the_same_words_of_the_same_claimant_are_a_twin(make: Maker, claimant: Claimant) -> None:
    claim = make.draft()
    assert named(Typed(claimant=claimant.pk, statement=BRIDGE.upper())) == [(claim, Sameness.WORDS)]
    assert named(
        Typed(claimant=claimant.pk, quote="Die Bruecke wird bis Ende 2026 für den Verkehr frei sein")
    ) == [(claim, Sameness.WORDS)]


def test_nearly_the_same_words_are_a_near_twin(make: Maker, claimant: Claimant) -> None:
    claim = make.published()
    near = "By the end of 2027 the bridge over the Elbe opens to all traffic."
    assert named(Typed(claimant=claimant.pk, statement=near)) == [(claim, Sameness.ALIKE)]


def test_a_new_name_in_nearly_the_same_letters_is_compared_with_whom_it_may_be(make: Maker) -> None:
    claim = make.published()
    assert named(Typed(name="Mára Lindt", statement=BRIDGE)) == [(claim, Sameness.WORDS)]


def test_the_same_quote_is_found_whoever_is_said_to_have_said_it(make: Maker, ada: User) -> None:
    claim = make.published()
    other = editorial.save_claimant(claimant=Claimant(name="Jonas Weiden"), by=ada)
    assert named(Typed(claimant=other.pk, quote=QUOTE)) == [(claim, Sameness.WORDS)]


def test_the_same_source_is_named_in_any_spelling_of_its_address(make: Maker) -> None:
    claim = make.published()
    address = claim.appearances.get().address
    assert named(Typed(address=f"{address}?utm_source=mail#top")) == [(claim, Sameness.SOURCE)]


def test_a_claim_is_no_twin_of_itself_and_a_withdrawn_one_of_none(
    make: Maker, claimant: Claimant, dora: User
) -> None:
    claim = make.published()
    typed = Typed(claimant=claimant.pk, statement=BRIDGE)
    assert named(typed, besides=claim) == []
    editorial.withdraw_claim(claim=claim, reason="Never said.", by=dora)
    assert named(typed) == []


@pytest.mark.parametrize(
    "statement", ["", "The bridge.", "Rents fall by a third in all large cities before 2031."]
)
def test_other_words_are_no_twin(make: Maker, claimant: Claimant, statement: str) -> None:
    make.published()
    assert named(Typed(claimant=claimant.pk, statement=statement)) == []


def test_five_are_named_at_most_the_nearest_first(make: Maker, claimant: Claimant) -> None:
    for year in range(2027, 2034):
        make.draft(statement=f"The bridge over the Elbe will be open to traffic by the end of {year}.")
    same = make.draft(quote="Anders gesagt.")
    found = named(Typed(claimant=claimant.pk, statement=BRIDGE))
    assert len(found) == 5
    assert found[0] == (same, Sameness.WORDS)


def test_many_claims_are_compared_at_once_as_one_is(make: Maker, claimant: Claimant) -> None:
    claim = make.published()
    address = claim.appearances.get().address
    typed = [
        Typed(claimant=claimant.pk, statement=BRIDGE.upper()),
        Typed(
            name="Mára Lindt", statement="By the end of 2027 the bridge over the Elbe opens to all traffic."
        ),
        Typed(name="Jonas Weiden", quote=QUOTE),
        Typed(name="Jonas Weiden", address=f"{address}?utm_source=mail#top"),
        Typed(name="Jonas Weiden", statement=BRIDGE),
        Typed(),
    ]
    assert twins_of_many(typed) == [twins_of(each) for each in typed]


def test_many_claims_take_as_many_queries_as_few(make: Maker, claimant: Claimant) -> None:
    make.published()

    def queries(number: int) -> int:
        typed = [Typed(claimant=claimant.pk, statement=f"{BRIDGE} {each}") for each in range(number)]
        with CaptureQueriesContext(connection) as asked:
            found = twins_of_many(typed)
        assert all(twin.sameness == Sameness.ALIKE for twins in found for twin in twins)
        return len(asked)

    assert queries(400) == queries(1) <= 6


def test_of_one_who_said_much_the_newest_are_compared(
    make: Maker, claimant: Claimant, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.draft(), make.draft()
    newest = make.draft()
    monkeypatch.setattr("claims.twins.COMPARED", 1)
    (found,) = twins_of_many([Typed(claimant=claimant.pk, statement=BRIDGE)])
    assert [twin.claim for twin in found] == [newest]
