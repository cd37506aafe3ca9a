"""Evidence is offered once, and says what it does."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from claims import editorial, rules, stories
from claims.editorial.floor import lock_within_claim
from claims.models import Claim, Copy, Evidence, RecordEntry, User
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


def test_a_suggestion_asks_for_none_of_the_databases_constraints_before_it_is_written(
    claim: Claim, make: Maker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # A savepoint and its end; the claim, its evidence from there; the row; the chain's end, the entry, its content.
    with django_assert_max_num_queries(8):
        make.suggested(claim)


def test_evidence_may_have_the_longest_address_there_is(claim: Claim, make: Maker) -> None:
    address = "https://xn--" + "a" * 40 + ".example/" + "ä" * 1900
    assert make.suggested(claim, address=address).address == address


STORY = str(
    stories.fingerprint("The Elbe bridge is open to traffic, the ministry said on Tuesday morning. " * 3)
)


def test_the_same_story_elsewhere_is_one_more_source_of_it(claim: Claim, make: Maker) -> None:
    first = make.suggested(claim, fingerprint=STORY)

    again = editorial.suggest_evidence(claim=claim, article=make.article(fingerprint=STORY, publisher="Post"))

    assert again is None
    assert claim.evidence.get() == first
    copy = first.copies.get()
    assert (copy.publisher, copy.is_listed) == ("Post", False)
    assert actions(f"claim:{claim.pk}")[-2:] == ["suggested", "copied"]


def test_a_copy_seen_again_adds_nothing(claim: Claim, make: Maker) -> None:
    make.suggested(claim, fingerprint=STORY)
    copy = make.article(fingerprint=STORY)
    for _ in range(2):
        editorial.suggest_evidence(claim=claim, article=copy)

    assert Copy.objects.count() == 1


def test_one_story_for_two_claims_is_offered_to_both(claim: Claim, make: Maker) -> None:
    other = make.published()

    assert make.suggested(claim, fingerprint=STORY).claim != make.suggested(other, fingerprint=STORY).claim


def test_who_accepts_a_story_accepts_the_sources_found_so_far(claim: Claim, make: Maker, ada: User) -> None:
    evidence = make.suggested(claim, fingerprint=STORY)
    editorial.suggest_evidence(claim=claim, article=make.article(fingerprint=STORY))
    editorial.accept_evidence(evidence=evidence, stance="supports", by=ada)
    editorial.suggest_evidence(claim=claim, article=make.article(fingerprint=STORY))

    assert [copy.is_listed for copy in evidence.copies.order_by("pk")] == [True, False]
    editorial.accept_evidence(evidence=evidence, stance="supports", by=ada)
    assert evidence.copies.filter(is_listed=True).count() == 2


@pytest.mark.parametrize("decide", [editorial.reject_evidence, editorial.return_to_queue])
def test_readers_see_no_source_of_what_was_taken_back(
    claim: Claim, make: Maker, ada: User, decide: Any
) -> None:
    evidence = make.accepted(claim, fingerprint=STORY)
    editorial.add_evidence(claim=claim, article=make.article(fingerprint=STORY), stance="supports", by=ada)
    assert evidence.copies.get().is_listed

    decide(evidence=evidence, by=ada)

    assert not evidence.copies.get().is_listed


def test_evidence_added_by_hand_from_a_copys_address_accepts_the_story(
    claim: Claim, make: Maker, ada: User
) -> None:
    evidence = make.suggested(claim, fingerprint=STORY)
    editorial.suggest_evidence(
        claim=claim, article=make.article(fingerprint=STORY, address="https://post.example/a")
    )

    added = editorial.add_evidence(
        claim=claim, article=make.article(address="https://post.example/a"), stance="context", by=ada
    )

    assert (added, claim.evidence.count()) == (evidence, 1)


def test_the_second_of_two_editors_changes_nothing_and_is_told(
    claim: Claim, make: Maker, ada: User, dora: User
) -> None:
    evidence = make.suggested(claim)
    editorial.accept_evidence(evidence=evidence, stance="supports", by=dora, only_waiting=True)

    with pytest.raises(rules.ReviewedMeanwhile):
        editorial.reject_evidence(evidence=evidence, by=ada, only_waiting=True)

    evidence.refresh_from_db()
    assert (evidence.status, evidence.reviewed_by) == ("accepted", dora)


def test_a_double_click_is_one_review(claim: Claim, make: Maker, ada: User) -> None:
    evidence = make.suggested(claim)
    for _ in range(2):
        editorial.accept_evidence(evidence=evidence, stance="supports", by=ada, only_waiting=True)

    assert actions(f"claim:{claim.pk}").count("accepted") == 1


def test_a_withdrawn_claim_gets_no_more_evidence_and_may_lose_some(
    claim: Claim, make: Maker, ada: User, dora: User
) -> None:
    waiting, accepted = make.suggested(claim), make.accepted(claim)
    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    with pytest.raises(rules.Withdrawn):
        editorial.accept_evidence(evidence=waiting, stance="supports", by=ada, only_waiting=True)
    assert editorial.reject_evidence(evidence=accepted, by=ada).status == "rejected"


def test_nobody_takes_back_anothers_review_by_undo(claim: Claim, make: Maker, dora: User) -> None:
    evidence = make.accepted(claim)

    with pytest.raises(rules.ReviewedMeanwhile):
        editorial.return_to_queue(evidence=evidence, by=dora, only_own=True)
    assert editorial.return_to_queue(evidence=evidence, by=dora).status == "suggested"


def test_many_are_rejected_at_once_but_for_those_reviewed_meanwhile(
    claim: Claim, make: Maker, ada: User
) -> None:
    waiting = [make.suggested(claim) for _ in range(3)]
    accepted = make.accepted(claim)

    rejected = editorial.reject_waiting(evidence=[*waiting, accepted], by=ada)

    assert {item.pk for item in rejected} == {item.pk for item in waiting}
    accepted.refresh_from_db()
    assert accepted.status == "accepted"


def test_several_own_reviews_are_taken_back_at_once_and_no_others(
    claim: Claim, make: Maker, ada: User, dora: User
) -> None:
    mine = [editorial.reject_evidence(evidence=make.suggested(claim), by=ada) for _ in range(2)]
    theirs = editorial.reject_evidence(evidence=make.suggested(claim), by=dora)
    resting = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1)).evidence.get()

    done = editorial.take_back(evidence=[*mine, theirs, resting, make.suggested(claim)], by=ada)

    assert {item.pk for item in done} == {item.pk for item in mine}
    assert {item.status for item in done} == {"suggested"}
    theirs.refresh_from_db()
    assert theirs.reviewed_by == dora


def test_an_outsider_takes_nothing_back(claim: Claim, make: Maker, cleo: User) -> None:
    with pytest.raises(rules.NotAllowed):
        editorial.take_back(evidence=[make.accepted(claim)], by=cleo)


def test_an_outsider_rejects_nothing(claim: Claim, make: Maker, cleo: User) -> None:
    with pytest.raises(rules.NotAllowed):
        editorial.reject_waiting(evidence=[make.suggested(claim)], by=cleo)


def test_the_stance_of_evidence_under_a_verdict_is_not_turned_round(
    claim: Claim, make: Maker, ada: User
) -> None:
    evidence = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1)).evidence.get()

    with pytest.raises(rules.EvidenceInUse):
        editorial.accept_evidence(evidence=evidence, stance="contradicts", by=ada)
    editorial.accept_evidence(evidence=evidence, stance="supports", by=ada)


def test_a_withdrawn_claim_is_suggested_nothing(claim: Claim, make: Maker, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    assert editorial.suggest_evidence(claim=claim, article=make.article()) is None
    assert not claim.evidence.exists()


def test_a_story_in_the_fold_comes_into_the_queue_when_another_outlet_tells_it_plainly(
    claim: Claim, make: Maker
) -> None:
    first = make.suggested(claim, fingerprint=STORY, level="perhaps")
    plainer = make.article(fingerprint=STORY, address="https://post.example/1", level="offered")

    assert editorial.suggest_evidence(claim=claim, article=plainer) is None

    first.refresh_from_db()
    assert first.level == Evidence.Level.OFFERED


def test_much_evidence_is_locked_in_one_order_so_that_no_two_desks_wait_in_a_circle(
    make: Maker, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make.published(), make.published()
    waiting = [make.suggested(claim) for claim in (second, first, second)]
    locked: list[tuple[int, int]] = []

    def watched(item: Evidence) -> Evidence:
        locked.append((item.claim_id, item.pk))
        return lock_within_claim(item)

    monkeypatch.setattr("claims.editorial.evidence.lock_within_claim", watched)
    editorial.reject_waiting(evidence=reversed(waiting), by=ada)

    assert locked[:3] == sorted((item.claim_id, item.pk) for item in waiting)
