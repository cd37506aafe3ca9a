"""Evidence is offered once, and says what it does."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims import editorial, rules
from claims.models import Claim, Evidence, RecordEntry, User
from tests.makers import Maker, actions


def test_a_suggestion_waits_and_is_logged_as_the_trackers(claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim)

    assert evidence.status == Evidence.Status.SUGGESTED
    entry = RecordEntry.objects.get(subject=f"evidence:{evidence.pk}")
    assert (entry.by, entry.by_name) == (None, "tracker")
    assert evidence.matched_words == [{"word": "Elbe", "weight": 3.0}, {"word": "bridge", "weight": 2.0}]


@pytest.mark.parametrize("address", ["https://news.example/a", "HTTPS://News.Example/a?utm_source=feed#top"])
def test_a_rejected_story_is_not_offered_again(claim: Claim, make: Maker, ada: User, address: str) -> None:
    first = make.suggested(claim, address="https://news.example/a")
    editorial.reject_evidence(evidence=first, by=ada)

    assert editorial.suggest_evidence(claim=claim, article=make.article(address=address)) is None
    assert claim.evidence.count() == 1


def test_one_story_is_offered_to_each_claim(claim: Claim, make: Maker) -> None:
    other = make.published()
    article = make.article()

    for each in (claim, other):
        assert editorial.suggest_evidence(claim=each, article=article) is not None


def test_evidence_added_by_hand_takes_over_what_was_rejected(claim: Claim, make: Maker, ada: User) -> None:
    rejected = make.suggested(claim, address="https://news.example/a")
    editorial.reject_evidence(evidence=rejected, by=ada)

    added = editorial.add_evidence(
        claim=claim, article=make.article(address="https://news.example/a"), stance="context", by=ada
    )

    assert (added.pk, added.status, added.stance) == (rejected.pk, "accepted", "context")


@pytest.mark.parametrize("stance", ["", "maybe"])
def test_accepted_evidence_says_what_it_does(claim: Claim, make: Maker, ada: User, stance: str) -> None:
    with pytest.raises(rules.NoStance):
        editorial.accept_evidence(evidence=make.suggested(claim), stance=stance, by=ada)
    with pytest.raises(rules.NoStance):
        editorial.add_evidence(claim=claim, article=make.article(), stance=stance, by=ada)


def test_evidence_that_a_verdict_rests_on_stays_accepted(claim: Claim, make: Maker, ada: User) -> None:
    evidence = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1)).evidence.get()

    with pytest.raises(rules.EvidenceInUse):
        editorial.reject_evidence(evidence=evidence, by=ada)
    with pytest.raises(rules.EvidenceInUse):
        editorial.return_to_queue(evidence=evidence, by=ada)


def test_a_review_taken_back_waits_again_as_if_nobody_had_looked(
    claim: Claim, make: Maker, ada: User
) -> None:
    evidence = editorial.return_to_queue(evidence=make.accepted(claim), by=ada)

    assert (evidence.status, evidence.stance, evidence.reviewed_by) == ("suggested", "", None)
    assert actions(f"claim:{claim.pk}")[-3:] == ["suggested", "accepted", "returned"]


@pytest.mark.parametrize(
    "change",
    [
        {"address": "javascript:alert(1)"},
        {"publisher": "x" * 201},
        {"address": "https://a.example/" + "x" * 2000},
    ],
)
def test_what_cannot_be_evidence_is_not_suggested(change: dict[str, Any], claim: Claim, make: Maker) -> None:
    with pytest.raises(ValidationError):
        make.suggested(claim, **change)
    assert not Evidence.objects.exists()


def test_evidence_may_have_the_longest_address_there_is(claim: Claim, make: Maker) -> None:
    address = "https://xn--" + "a" * 40 + ".example/" + "ä" * 1900
    assert make.suggested(claim, address=address).address == address
