"""Blind codings: by who had no part in the claim, once, of what is decided."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from claims import editorial, record, rules
from claims.models import Claim, Coding, Outcome, User
from tests.makers import Maker, actions

WINDOW = (date(2026, 3, 2), date(2026, 12, 31))


def code(claim: Claim, by: User, **changes: object) -> Coding:
    said = {"window": WINDOW, "firmness": "will", "outcome": Outcome.MISSED, **changes}
    return editorial.code_claim(claim=claim, by=by, **said)  # type: ignore[arg-type]


@pytest.fixture
def decided(make: Maker, claim: Claim) -> Claim:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    claim.refresh_from_db()
    return claim


def test_a_reading_is_kept_and_logged(decided: Claim, dora: User) -> None:
    coding = code(decided, dora)

    assert (coding.opens_on, coding.closes_on, coding.firmness, coding.outcome) == (*WINDOW, "will", "missed")
    assert actions(f"claim:{decided.pk}")[-1] == "coded"
    assert list(record.verify()) == []


def test_sent_twice_it_is_made_once_and_stays_as_it_was(decided: Claim, dora: User) -> None:
    first = code(decided, dora)
    assert code(decided, dora, firmness="could") == first
    assert Coding.objects.get().firmness == "will"


def test_words_without_a_date_are_a_reading_too(decided: Claim, dora: User) -> None:
    assert code(decided, dora, window=None).closes_on is None


def test_who_has_written_on_the_claim_does_not_read_it_blind(decided: Claim, ada: User) -> None:
    with pytest.raises(rules.KnowsTheClaim):
        code(decided, ada)


def test_what_is_not_decided_or_not_public_is_not_coded(make: Maker, claim: Claim, dora: User) -> None:
    with pytest.raises(rules.NotDecidedYet):
        code(claim, dora)
    with pytest.raises(rules.NotPublished):
        code(make.draft(), dora)


def test_a_reading_is_never_changed(decided: Claim, dora: User) -> None:
    coding = code(decided, dora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Coding.objects.filter(pk=coding.pk).update(firmness="could")
    with pytest.raises(IntegrityError), transaction.atomic():
        coding.delete()
