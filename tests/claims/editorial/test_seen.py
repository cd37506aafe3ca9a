"""Every write carries what its author saw: another's change is told, the same write sent again gives the first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from claims import editorial, record, rules, rulings
from claims.models import Appearance, Claim, Outcome, RecordEntry, User, Verdict
from tests.makers import SOURCE, Maker, actions

CANCELLED = rulings.Ruling(outcome=Outcome.MISSED, reasoning="It was cancelled.", can_no_longer_happen=True)
UNTIL = date(2026, 7, 1)
Write = Callable[[Claim, Maker, User, int | None], Any]

WRITES: dict[str, Write] = {
    "revise": lambda claim, make, by, seen: editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(make.facts, must_terms="Elbe"), by=by, seen=seen
    ),
    "rule": lambda claim, _make, by, seen: editorial.rule(claim=claim, ruling=CANCELLED, by=by, seen=seen),
    "withdraw": lambda claim, _make, by, seen: editorial.withdraw_claim(
        claim=claim, reason="Logged twice.", by=by, seen=seen
    ),
    "snooze": lambda claim, _make, by, seen: editorial.snooze_claim(
        claim=claim, until=UNTIL, reason="Nothing before July.", by=by, seen=seen
    ),
    "hand_on": lambda claim, _make, by, seen: editorial.hand_on_claim(claim=claim, to=by, by=by, seen=seen),
}
# What another did meanwhile, for each of them.
MEANWHILE: dict[str, tuple[Callable[[Claim, Maker, User], Any], ...]] = {
    "revise": (
        lambda claim, _make, by: editorial.hand_on_claim(claim=claim, to=by, by=by),
        lambda claim, make, by: editorial.revise_claim(
            reason="A slip.", claim=claim, facts=replace(make.facts, any_terms="bridge"), by=by
        ),
        lambda claim, _make, by: editorial.rule(claim=claim, ruling=CANCELLED, by=by),
    ),
    "rule": (
        lambda claim, _make, by: editorial.rule(
            claim=claim, ruling=replace(CANCELLED, reasoning="It was given up."), by=by
        ),
        lambda claim, make, by: editorial.revise_claim(
            reason="A slip.", claim=claim, facts=replace(make.facts, any_terms="bridge"), by=by
        ),
    ),
    "withdraw": (lambda claim, _make, by: editorial.rule(claim=claim, ruling=CANCELLED, by=by),),
    "snooze": (
        lambda claim, _make, by: editorial.snooze_claim(
            claim=claim, until=UNTIL + timedelta(days=9), reason="On holiday.", by=by
        ),
    ),
    "hand_on": (lambda claim, _make, by: editorial.hand_on_claim(claim=claim, to=by, by=by),),
}
CASES = [(name, number) for name, others in MEANWHILE.items() for number in range(len(others))]


def seen_of(claim: Claim) -> int:
    return record.length_of(f"claim:{claim.pk}")


@pytest.mark.parametrize(("name", "number"), CASES)
def test_anothers_change_in_between_is_told_and_nothing_is_written(
    name: str, number: int, claim: Claim, make: Maker, dora: User
) -> None:
    eve, seen = User.objects.create_superuser("eve", is_staff=True), seen_of(claim)
    MEANWHILE[name][number](claim, make, eve)
    before = seen_of(claim)

    with pytest.raises(rules.ChangedMeanwhile, match="eve: "):
        WRITES[name](claim, make, dora, seen)
    assert seen_of(claim) == before


@pytest.mark.parametrize("name", WRITES)
def test_what_its_author_saw_does_not_hold_a_write_up(
    name: str, claim: Claim, make: Maker, dora: User
) -> None:
    seen = seen_of(claim)
    make.suggested(claim)  # the tracker's work concerns no editor's form

    WRITES[name](claim, make, dora, seen)

    assert actions(f"claim:{claim.pk}")[-1] != "suggested"


@pytest.mark.parametrize("name", WRITES)
def test_the_same_write_sent_again_gives_the_first(name: str, claim: Claim, make: Maker, dora: User) -> None:
    seen = seen_of(claim)
    WRITES[name](claim, make, dora, seen)
    before = actions(f"claim:{claim.pk}")

    WRITES[name](claim, make, dora, seen)

    assert actions(f"claim:{claim.pk}") == before
    assert Verdict.objects.count() == (name == "rule")


@pytest.mark.parametrize("name", ["revise", "snooze", "hand_on"])
def test_sent_again_after_another_has_changed_it_anew_it_is_told_and_writes_nothing(
    name: str, claim: Claim, make: Maker, dora: User
) -> None:
    eve, seen = User.objects.create_superuser("eve", is_staff=True), seen_of(claim)
    WRITES[name](claim, make, dora, seen)
    MEANWHILE[name][0](claim, make, eve)

    with pytest.raises(rules.ChangedMeanwhile, match=r"changed it: eve: [^;]+\. Nothing"):
        WRITES[name](claim, make, dora, seen)


@pytest.mark.parametrize("name", ["snooze", "hand_on"])
def test_what_another_did_just_the_same_is_told(name: str, claim: Claim, make: Maker, dora: User) -> None:
    eve, seen = User.objects.create_superuser("eve", is_staff=True), seen_of(claim)
    if name == "hand_on":
        editorial.hand_on_claim(claim=claim, to=dora, by=eve)
    else:
        WRITES[name](claim, make, eve, seen)

    with pytest.raises(rules.ChangedMeanwhile, match="eve: "):
        WRITES[name](claim, make, dora, seen)


def test_ones_own_other_change_from_another_window_is_told(claim: Claim, make: Maker, dora: User) -> None:
    seen = seen_of(claim)
    editorial.hand_on_claim(claim=claim, to=dora, by=dora)

    with pytest.raises(rules.ChangedMeanwhile):
        WRITES["revise"](claim, make, dora, seen)


def test_a_change_that_waits_for_its_second_person_sent_again_is_one(
    claim: Claim, make: Maker, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    seen, facts = seen_of(claim), replace(make.facts, criteria="Trains cross it.")
    for _ in range(2):
        editorial.revise_claim(claim=claim, facts=facts, reason="A slip.", by=make.editor, seen=seen)

    assert actions(f"claim:{claim.pk}").count("proposed") == 1


def test_saved_and_published_twice_it_waits_once(make: Maker, settings: Settings) -> None:
    settings.PUBLICATION_DELAY_MINUTES = 10
    draft = make.draft()
    seen, facts = seen_of(draft), replace(make.facts, criteria="Trains cross it.")
    for _ in range(2):
        saved = editorial.revise_claim(claim=draft, facts=facts, by=make.editor, seen=seen)
        editorial.publish_claim(claim=saved, by=make.editor)

    assert actions(f"claim:{draft.pk}")[2:] == ["revised", "publication_set"]


def test_a_draft_revised_meanwhile_is_not_published_unseen(make: Maker, dora: User) -> None:
    draft = make.draft()
    seen = seen_of(draft)
    editorial.revise_claim(
        reason="A slip.", claim=draft, facts=replace(make.facts, statement="It never opens."), by=dora
    )

    with pytest.raises(rules.ChangedMeanwhile):
        editorial.publish_claim(claim=draft, by=make.editor, seen=seen)


def test_published_sent_twice_is_published_once(claim: Claim, make: Maker) -> None:
    editorial.publish_claim(claim=claim, by=make.editor)

    assert actions(f"claim:{claim.pk}").count("published") == 1


def test_a_new_claim_sent_twice_is_one(make: Maker) -> None:
    first, second = (editorial.log_claim(facts=make.facts, source=SOURCE, by=make.editor) for _ in range(2))

    assert first == second
    assert (Claim.objects.count(), Appearance.objects.count()) == (1, 1)


def test_the_same_words_by_another_are_another_claim(make: Maker, dora: User) -> None:
    first, second = (
        editorial.log_claim(facts=make.facts, source=SOURCE, by=person) for person in (make.editor, dora)
    )

    assert first != second


def test_evidence_and_appearances_sent_twice_are_there_once(claim: Claim, make: Maker) -> None:
    article = make.article()
    for _ in range(2):
        editorial.add_evidence(claim=claim, article=article, stance="supports", by=make.editor)
        editorial.add_appearance(claim=claim, source=SOURCE, by=make.editor)

    assert actions(f"claim:{claim.pk}") == ["logged", "appeared", "published", "added", "appeared"]


def test_a_countersignature_sent_twice_is_one(
    claim: Claim, make: Maker, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)
    for _ in range(2):
        editorial.countersign(verdict=verdict, by=dora)

    assert actions(f"claim:{claim.pk}").count("countersigned") == 1


def test_a_ruling_given_again_after_it_was_reopened_is_a_new_one(claim: Claim, make: Maker) -> None:
    editorial.rule(claim=claim, ruling=CANCELLED, by=make.editor)
    claim.refresh_from_db()
    reopened = rulings.Ruling(outcome=Outcome.PENDING, reasoning="It goes on.")
    editorial.rule(claim=claim, ruling=reopened, by=make.editor)
    editorial.rule(claim=claim, ruling=CANCELLED, by=make.editor)

    assert Verdict.objects.count() == 3
    assert RecordEntry.objects.filter(action="ruled").count() == 3
