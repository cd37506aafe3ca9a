"""Two people, or a person and the tracker, write to one claim at once: both writes stand, or one is refused."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import permutations

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings

from claims import editorial, record, rules, rulings
from claims.models import Claim, Evidence, Outcome, RecordEntry, User
from tests.makers import SOURCE, Maker
from tests.races import at_once, needs_postgresql, overlap

pytestmark = [needs_postgresql, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

Write = Callable[[], object]
CANCELLED = rulings.Ruling(outcome=Outcome.MISSED, reasoning="It was cancelled.", can_no_longer_happen=True)
ELSEWHERE = replace(SOURCE, address="https://abendpost.example/bridge")


@pytest.fixture(autouse=True)
def _roles(transactional_db: None) -> None:
    assert Group.objects.exists(), "the roles that the migrations made are back"


def appear(make: Maker, claim: Claim) -> Write:
    return partial(editorial.add_appearance, claim=claim, source=ELSEWHERE, by=make.editor)


def revise(make: Maker, claim: Claim) -> Write:
    return partial(
        editorial.revise_claim,
        reason="A slip.",
        claim=claim,
        facts=replace(make.facts, any_terms="bridge"),
        by=make.editor,
    )


def suggest(make: Maker, claim: Claim) -> Write:
    return partial(editorial.suggest_evidence, claim=claim, article=make.article())


def accept(make: Maker, claim: Claim) -> Write:
    evidence = make.suggested(claim)
    return partial(editorial.accept_evidence, evidence=evidence, stance="context", by=make.editor)


def give_back(make: Maker, claim: Claim) -> Write:
    return partial(editorial.return_to_queue, evidence=make.accepted(claim), by=make.editor)


def rule(make: Maker, claim: Claim) -> Write:
    return partial(editorial.rule, claim=claim, ruling=CANCELLED, by=make.editor)


WRITES = (appear, revise, suggest, accept, give_back, rule)


@pytest.mark.parametrize(("first", "second"), list(permutations(WRITES, 2)), ids=lambda write: write.__name__)
def test_two_writes_to_one_claim_both_stand_in_one_chain(
    first: Callable[[Maker, Claim], Write],
    second: Callable[[Maker, Claim], Write],
    make: Maker,
    claim: Claim,
) -> None:
    writes = first(make, claim), second(make, claim)
    chain = RecordEntry.objects.filter(chain=f"claim:{claim.pk}")
    before = chain.count()

    assert overlap(*writes) is None
    assert chain.count() >= before + 2
    assert list(record.verify()) == []


def test_many_suggestions_at_once_are_all_in_the_queue_and_in_the_chain(make: Maker, claim: Claim) -> None:
    at_once(*(suggest(make, claim) for _ in range(8)))

    assert claim.evidence.count() == 8
    assert list(record.verify()) == []


def test_a_story_that_two_workers_found_is_offered_once(make: Maker, claim: Claim) -> None:
    found = suggest(make, claim)

    assert overlap(found, found) is None
    assert claim.evidence.count() == 1


def test_a_story_added_by_hand_as_the_tracker_suggests_it_is_one_piece_of_evidence(
    make: Maker, claim: Claim
) -> None:
    article = make.article()
    tracker = partial(editorial.suggest_evidence, claim=claim, article=article)
    person = partial(editorial.add_evidence, claim=claim, article=article, stance="supports", by=make.editor)

    assert overlap(tracker, person) is None
    assert claim.evidence.get().status == Evidence.Status.ACCEPTED


def test_of_two_who_publish_a_draft_one_is_told_that_it_is_out(make: Maker, dora: User) -> None:
    draft = make.draft()
    first, second = (partial(editorial.publish_claim, claim=draft, by=by) for by in (make.editor, dora))

    assert isinstance(overlap(first, second), rules.NotADraft)


def test_evidence_is_not_rejected_under_a_verdict_that_is_just_given(make: Maker, claim: Claim) -> None:
    evidence = make.accepted(claim)
    verdict = partial(editorial.rule, claim=claim, ruling=CANCELLED, evidence=[evidence], by=make.editor)
    reject = partial(editorial.reject_evidence, evidence=evidence, by=make.editor)

    assert isinstance(overlap(verdict, reject), rules.EvidenceInUse)
    assert list(record.verify()) == []


def test_a_verdict_does_not_rest_on_evidence_that_is_just_rejected(make: Maker, claim: Claim) -> None:
    evidence = make.accepted(claim)
    verdict = partial(editorial.rule, claim=claim, ruling=CANCELLED, evidence=[evidence], by=make.editor)
    reject = partial(editorial.reject_evidence, evidence=evidence, by=make.editor)

    assert isinstance(overlap(reject, verdict), rules.EvidenceOfAnotherClaim)
    assert not claim.verdicts.exists()


def test_a_deadline_does_not_move_under_a_verdict_that_is_just_given(make: Maker, claim: Claim) -> None:
    moved = replace(make.facts, horizon="bis Ende 2027")
    move = partial(editorial.revise_claim, reason="A slip.", claim=claim, facts=moved, by=make.editor)

    assert isinstance(overlap(rule(make, claim), move), rules.DeadlineOfADecidedClaim)


def test_a_claim_that_is_just_withdrawn_is_not_ruled_on(make: Maker, claim: Claim, dora: User) -> None:
    withdraw = partial(editorial.withdraw_claim, claim=claim, reason="Logged twice.", by=dora)

    assert isinstance(overlap(withdraw, rule(make, claim)), rules.NotPublished)


@pytest.mark.parametrize("write", [appear, revise])
def test_a_draft_that_is_just_published_is_no_longer_a_reporters(
    write: Callable[[Maker, Claim], Write], make: Maker, ben: User
) -> None:
    draft = make.draft()
    publish = partial(editorial.publish_claim, claim=draft, by=make.editor)
    make.editor = ben

    assert isinstance(overlap(publish, write(make, draft)), rules.NotAllowed)


def test_of_two_who_countersign_one_verdict_one_is_told_that_it_is_done(
    make: Maker, claim: Claim, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    verdict = editorial.rule(claim=claim, ruling=CANCELLED, by=make.editor)
    eve = User.objects.create_superuser("eve")
    first, second = (partial(editorial.countersign, verdict=verdict, by=by) for by in (dora, eve))

    assert isinstance(overlap(first, second), rules.AlreadyCountersigned)


def test_two_verdicts_countersigned_at_once_leave_the_later_ones_outcome(
    make: Maker, claim: Claim, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    older = editorial.rule(claim=claim, ruling=CANCELLED, by=make.editor)
    newer = make.ruled(claim, "confirmed", happened_on=claim.said_on)
    sign_newer, sign_older = (
        partial(editorial.countersign, verdict=each, by=dora) for each in (newer, older)
    )

    assert overlap(sign_newer, sign_older) is None
    claim.refresh_from_db()
    assert claim.outcome == Outcome.CONFIRMED
    assert list(record.verify()) == []


def test_of_two_different_verdicts_at_once_the_second_is_told_of_the_first(
    make: Maker, claim: Claim, dora: User
) -> None:
    seen = record.length_of(f"claim:{claim.pk}")
    first = partial(editorial.rule, claim=claim, ruling=CANCELLED, by=make.editor, seen=seen)
    other = replace(CANCELLED, reasoning="It was given up.")
    second = partial(editorial.rule, claim=claim, ruling=other, by=dora, seen=seen)

    assert isinstance(overlap(first, second), rules.ChangedMeanwhile)
    assert claim.verdicts.count() == 1


def test_a_double_click_makes_one_verdict(make: Maker, claim: Claim) -> None:
    seen = record.length_of(f"claim:{claim.pk}")
    click = partial(editorial.rule, claim=claim, ruling=CANCELLED, by=make.editor, seen=seen)

    assert overlap(click, click) is None
    assert claim.verdicts.count() == 1


def test_a_double_click_makes_one_draft(make: Maker) -> None:
    click = partial(editorial.log_claim, facts=make.facts, source=SOURCE, by=make.editor)

    assert overlap(click, click) is None
    assert Claim.objects.count() == 1


def test_two_who_close_a_circle_from_both_ends_close_none(make: Maker, dora: User) -> None:
    one, two = make.draft(), make.draft()
    there, back = (
        partial(
            editorial.revise_claim,
            reason="A slip.",
            claim=claim,
            facts=replace(make.facts, restates=other),
            by=dora,
        )
        for claim, other in ((one, two), (two, one))
    )

    assert isinstance(overlap(there, back), rules.RestatesInACircle)


def test_a_claim_that_is_just_withdrawn_is_suggested_nothing(make: Maker, claim: Claim, dora: User) -> None:
    withdraw = partial(editorial.withdraw_claim, claim=claim, reason="Logged twice.", by=dora)

    assert overlap(withdraw, suggest(make, claim)) is None
    assert not claim.evidence.exists()
