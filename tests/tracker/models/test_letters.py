"""What the database itself refuses of letters to readers."""

import pytest

from claims.models import Claim, Verdict, Wish
from tests.conftest import NOW
from tests.makers import Maker
from tests.refusals import refused_by
from tracker.models import Letter


@pytest.fixture
def wish(claim: Claim) -> Wish:
    return Wish.objects.create(address="eve@example.org", address_digest="e" * 64, language="en", claim=claim)


@pytest.fixture
def verdict(claim: Claim, make: Maker) -> Verdict:
    return make.ruled(claim, "missed", can_no_longer_happen=True)


def letter(wish: Wish, **values: object) -> Letter:
    whole: dict[str, object] = {
        "address_digest": wish.address_digest,
        "message_id": f"<letter-{Letter.objects.count()}@example.org>",
        "noticed_at": NOW,
        "next_try_at": NOW,
    }
    return Letter.objects.create(wish=wish, **(whole | values))


def test_a_wish_has_one_letter_of_each_kind(wish: Wish) -> None:
    letter(wish, kind="confirm")
    letter(wish, kind="withdrawn")
    with refused_by("letter_once_per_kind"):
        letter(wish, kind="confirm")


def test_an_address_has_one_letter_of_a_decision_however_many_wishes(wish: Wish, verdict: Verdict) -> None:
    other = Wish.objects.create(
        address="eve@example.org",
        address_digest=wish.address_digest,
        language="en",
        claimant=verdict.claim.claimant,
    )
    letter(wish, kind="decision", verdict=verdict)
    with refused_by("letter_once_per_address_and_verdict"):
        letter(other, kind="decision", verdict=verdict)


def test_a_letter_of_a_decision_names_it_and_no_other_does(wish: Wish, verdict: Verdict) -> None:
    for values in ({"kind": "decision"}, {"kind": "confirm", "verdict": verdict}):
        with refused_by("letter_of_a_decision_names_it"):
            letter(wish, **values)


def test_a_wish_that_is_deleted_takes_its_letters_along(wish: Wish) -> None:
    assert letter(wish, kind="confirm").short_id == "letter-0"
    wish.delete()
    assert not Letter.objects.exists()
