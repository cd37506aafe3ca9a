"""Every write needs a role, is logged, and leaves nothing behind when it is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from claims import editorial, record, rules
from claims.models import Appearance, Claim, Claimant, Evidence, Outcome, RecordEntry, Topic, User, Verdict
from tests.makers import SOURCE, Maker


def actions(chain: str) -> list[str]:
    return list(RecordEntry.objects.filter(chain=chain).values_list("action", flat=True))


# --- Roles ---

WRITES: dict[str, Callable[[Maker, User], Any]] = {
    "save_claimant": lambda _make, by: editorial.save_claimant(claimant=Claimant(name="Jo"), by=by),
    "save_topic": lambda _make, by: editorial.save_topic(topic=Topic(name="Rail"), by=by),
    "log_claim": lambda make, by: editorial.log_claim(facts=make.facts, source=SOURCE, by=by),
    "revise_claim": lambda make, by: editorial.revise_claim(
        claim=make.draft(), facts=replace(make.facts, firmness="will"), by=by
    ),
    "revise_published": lambda make, by: editorial.revise_claim(
        claim=make.published(), facts=replace(make.facts, firmness="will"), by=by
    ),
    "publish_claim": lambda make, by: editorial.publish_claim(claim=make.draft(), by=by),
    "withdraw_claim": lambda make, by: editorial.withdraw_claim(
        claim=make.published(), reason="Wrong.", by=by
    ),
    "add_appearance": lambda make, by: editorial.add_appearance(claim=make.draft(), source=SOURCE, by=by),
    "add_evidence": lambda make, by: editorial.add_evidence(
        claim=make.published(), article=make.article(), stance="supports", by=by
    ),
    "accept_evidence": lambda make, by: editorial.accept_evidence(
        evidence=make.suggested(make.published()), stance="supports", by=by
    ),
    "reject_evidence": lambda make, by: editorial.reject_evidence(
        evidence=make.suggested(make.published()), by=by
    ),
    "return_to_queue": lambda make, by: editorial.return_to_queue(
        evidence=make.accepted(make.published()), by=by
    ),
    "rule": lambda make, by: editorial.rule(
        claim=make.published(),
        ruling=rules.Ruling(Outcome.MISSED, "It was cancelled.", can_no_longer_happen=True),
        by=by,
    ),
}
REPORTERS = {"save_claimant", "log_claim", "revise_claim", "add_appearance"}
CHIEFS = {"withdraw_claim"}


@pytest.mark.parametrize("name", WRITES)
def test_a_reporter_drafts_and_no_more(make: Maker, ben: User, name: str) -> None:
    if name in REPORTERS:
        WRITES[name](make, ben)
    else:
        with pytest.raises(rules.NotAllowed):
            WRITES[name](make, ben)


@pytest.mark.parametrize("name", WRITES)
def test_an_editor_does_all_but_withdraw(make: Maker, ada: User, name: str) -> None:
    if name in CHIEFS:
        with pytest.raises(rules.NotAllowed):
            WRITES[name](make, ada)
    else:
        WRITES[name](make, ada)


@pytest.mark.parametrize("name", WRITES)
def test_the_chief_does_everything(make: Maker, dora: User, name: str) -> None:
    WRITES[name](make, dora)


@pytest.mark.parametrize("name", WRITES)
def test_an_outsider_writes_nothing(make: Maker, cleo: User, name: str) -> None:
    with pytest.raises(rules.NotAllowed):
        WRITES[name](make, cleo)


def test_an_account_switched_off_writes_nothing(make: Maker, dora: User) -> None:
    draft = make.draft()
    dora.is_active = False

    with pytest.raises(rules.NotAllowed):
        editorial.publish_claim(claim=draft, by=dora)


@pytest.mark.parametrize("name", WRITES)
def test_every_write_leaves_a_record_that_holds_together(make: Maker, dora: User, name: str) -> None:
    WRITES[name](make, dora)

    assert list(record.verify()) == []
    assert RecordEntry.objects.filter(by=dora).exists()


# --- Claimants and topics ---


def test_a_second_person_of_the_name_gets_an_address_of_their_own(ada: User, claimant: Claimant) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Cyclist"), by=ada)

    assert (claimant.slug, other.slug) == ("mara-lindt", "mara-lindt-2")


def test_the_same_claimant_is_not_logged_twice(ada: User, claimant: Claimant) -> None:
    with pytest.raises(ValidationError, match="This claimant exists"):
        editorial.save_claimant(claimant=Claimant(name="Mara Lindt", description="Minister"), by=ada)


def test_a_renamed_claimant_keeps_the_address(ada: User, claimant: Claimant) -> None:
    claimant.name = "Mara Lindt-Berg"
    editorial.save_claimant(claimant=claimant, by=ada)

    claimant.refresh_from_db()
    assert claimant.slug == "mara-lindt"
    entry = RecordEntry.objects.get(chain=f"claimant:{claimant.pk}", action="revised")
    assert entry.changes == {"name": ["Mara Lindt", "Mara Lindt-Berg"]}


def test_saving_without_a_change_logs_nothing(ada: User, claimant: Claimant) -> None:
    editorial.save_claimant(claimant=claimant, by=ada)

    assert actions(f"claimant:{claimant.pk}") == ["logged"]


# --- Claims ---


def test_a_logged_claim_is_a_draft_with_its_window_and_first_appearance(make: Maker) -> None:
    claim = make.draft()

    assert claim.state == Claim.State.DRAFT
    assert (claim.opens_on, claim.closes_on) == (date(2026, 3, 2), date(2026, 12, 31))
    assert claim.appearances.get().quote == claim.quote
    assert actions(f"claim:{claim.pk}") == ["logged", "appeared"]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"address": "", "title": ""}, rules.CannotBeFound),
        ({"published_on": date(2026, 3, 1)}, rules.PublishedBeforeItWasSaid),
        ({"published_on": date(2026, 6, 18)}, rules.PublishedInTheFuture),
    ],
)
def test_a_claim_without_a_sound_source_is_not_logged(
    make: Maker, ada: User, wrong: dict[str, Any], rule: type[rules.BrokenRule]
) -> None:
    with pytest.raises(rule):
        editorial.log_claim(facts=make.facts, source=replace(SOURCE, **wrong), by=ada)

    assert not Claim.objects.exists()
    assert not RecordEntry.objects.filter(chain__startswith="claim:").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"statement": ""},
        {"quote": ""},
        {"language": "xx"},
        {"firmness": "perhaps"},
        {"horizon": "x" * 201},
        {"said_on": date(2026, 6, 18)},
        {"by_hand": (date(2027, 1, 2), date(2027, 1, 1))},
        {"by_hand": (date(2026, 1, 1), date(2026, 3, 1))},
    ],
)
def test_wrong_facts_are_refused_whole(make: Maker, ada: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        editorial.log_claim(facts=replace(make.facts, **wrong), source=SOURCE, by=ada)

    assert not Claim.objects.exists()
    assert not Appearance.objects.exists()


def test_a_claim_is_not_dated_ahead(make: Maker, ada: User) -> None:
    with pytest.raises(rules.SaidInTheFuture):
        editorial.revise_claim(
            claim=make.draft(), facts=replace(make.facts, said_on=date(2026, 6, 18)), by=ada
        )


def test_words_without_a_date_make_a_draft_without_a_window(make: Maker) -> None:
    claim = make.draft(horizon="bald")

    assert (claim.opens_on, claim.closes_on, claim.horizon_rule) == (None, None, "")


def test_days_by_hand_win_over_the_words(make: Maker) -> None:
    claim = make.draft(by_hand=(date(2026, 4, 1), date(2027, 6, 30)))

    assert (claim.closes_on, claim.horizon_rule) == (date(2027, 6, 30), Claim.BY_HAND)


def test_a_claim_is_published_with_a_window_only(make: Maker, ada: User) -> None:
    with pytest.raises(rules.NoWindow):
        editorial.publish_claim(claim=make.draft(horizon="bald"), by=ada)


def test_a_claim_is_published_with_criteria_only(make: Maker, ada: User) -> None:
    with pytest.raises(rules.NoCriteria):
        editorial.publish_claim(claim=make.draft(criteria=" "), by=ada)


def test_a_claim_is_published_once(claim: Claim, ada: User) -> None:
    with pytest.raises(rules.NotADraft):
        editorial.publish_claim(claim=claim, by=ada)


def test_a_published_claim_never_loses_its_window_or_criteria(claim: Claim, make: Maker, ada: User) -> None:
    with pytest.raises(rules.NoWindow):
        editorial.revise_claim(claim=claim, facts=replace(make.facts, horizon="bald"), by=ada)
    with pytest.raises(rules.NoCriteria):
        editorial.revise_claim(claim=claim, facts=replace(make.facts, criteria=""), by=ada)


def test_a_moved_window_gets_a_new_deadline_version(claim: Claim, make: Maker, ada: User) -> None:
    revised = editorial.revise_claim(claim=claim, facts=replace(make.facts, horizon="bis Ende 2027"), by=ada)

    assert revised.deadline_version == 2


def test_other_words_for_the_same_window_keep_the_deadline_version(
    claim: Claim, make: Maker, ada: User
) -> None:
    facts = replace(make.facts, horizon="bis zum 31. Dezember 2026", statement="It opens in 2026.")

    assert editorial.revise_claim(claim=claim, facts=facts, by=ada).deadline_version == 1


def test_the_window_under_a_verdict_does_not_move(claim: Claim, make: Maker, ada: User) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    with pytest.raises(rules.DeadlineOfADecidedClaim):
        editorial.revise_claim(claim=claim, facts=replace(make.facts, horizon="bis Ende 2027"), by=ada)


@pytest.mark.parametrize(
    "change",
    [
        {"statement": "The opposite."},
        {"quote": "Nie gesagt."},
        {"criteria": "Anything counts."},
        {"said_on": date(2026, 3, 1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_was_claimed_does_not_change_under_a_verdict(
    change: dict[str, Any], claim: Claim, make: Maker, ada: User
) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    with pytest.raises((rules.WordsOfADecidedClaim, rules.DeadlineOfADecidedClaim)):
        editorial.revise_claim(claim=claim, facts=replace(make.facts, **change), by=ada)


def test_what_a_verdict_does_not_rest_on_may_still_change(claim: Claim, make: Maker, ada: User) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    revised = editorial.revise_claim(claim=claim, facts=replace(make.facts, assigned_to=ada), by=ada)

    assert revised.assigned_to == ada


def test_the_window_does_not_move_while_a_verdict_waits_for_the_second_person(
    claim: Claim, make: Maker, ada: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    make.ruled(claim, "missed", can_no_longer_happen=True)

    with pytest.raises(rules.DeadlineOfADecidedClaim):
        editorial.revise_claim(claim=claim, facts=replace(make.facts, horizon="bis Ende 2028"), by=ada)


def test_a_verdict_on_a_claim_withdrawn_meanwhile_is_not_countersigned(
    claim: Claim, make: Maker, dora: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)
    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    with pytest.raises(rules.NotPublished):
        editorial.countersign(verdict=verdict, by=dora)


def test_a_withdrawn_claim_stays_as_it_was(claim: Claim, make: Maker, ada: User, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    with pytest.raises(rules.Withdrawn):
        editorial.revise_claim(claim=claim, facts=replace(make.facts, firmness="will"), by=ada)
    with pytest.raises(rules.Withdrawn):
        editorial.add_evidence(claim=claim, article=make.article(), stance="supports", by=ada)


@pytest.mark.parametrize(
    ("field", "value"),
    [("statement", "x" * 501), ("statement", "   "), ("quote", "x" * 2001), ("criteria", "x" * 2001)],
)
def test_a_text_too_long_or_blank_is_refused_at_its_field(field: str, value: str, make: Maker) -> None:
    with pytest.raises(ValidationError) as caught:
        make.draft(**{field: value})
    assert set(caught.value.message_dict) == {field}


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


def test_a_revision_logs_what_changed_before_and_after(claim: Claim, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Bridges"), by=ada)

    editorial.revise_claim(claim=claim, facts=replace(make.facts, firmness="will", topics=(topic,)), by=ada)

    entry = RecordEntry.objects.get(chain=f"claim:{claim.pk}", action="revised")
    assert entry.changes == {"firmness": ["expected", "will"], "topics": [[], [topic.pk]]}


def test_a_withdrawn_claim_keeps_its_reason(claim: Claim, dora: User) -> None:
    withdrawn = editorial.withdraw_claim(claim=claim, reason=" The quote was wrong. ", by=dora)

    assert (withdrawn.state, withdrawn.withdrawn_reason) == ("withdrawn", "The quote was wrong.")


def test_a_withdrawal_says_why(claim: Claim, dora: User) -> None:
    with pytest.raises(rules.NoReason):
        editorial.withdraw_claim(claim=claim, reason=" ", by=dora)


def test_a_draft_is_not_withdrawn(make: Maker, dora: User) -> None:
    with pytest.raises(rules.NotPublished):
        editorial.withdraw_claim(claim=make.draft(), reason="Wrong.", by=dora)


def test_one_address_is_one_appearance(claim: Claim, ada: User) -> None:
    editorial.add_appearance(claim=claim, source=SOURCE, by=ada)

    with pytest.raises(ValidationError):
        editorial.add_appearance(claim=claim, source=SOURCE, by=ada)


def test_an_outlets_own_wording_is_kept(claim: Claim, ada: User) -> None:
    source = replace(SOURCE, language="en", quote="The bridge will be open.")

    appearance = editorial.add_appearance(claim=claim, source=source, by=ada)

    assert (appearance.language, appearance.quote) == ("en", "The bridge will be open.")


# --- Evidence ---


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


# --- Verdicts ---


def test_a_verdict_decides_the_claim_and_is_logged(claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    claim.refresh_from_db()
    assert claim.outcome == Outcome.CONFIRMED
    assert actions(f"claim:{claim.pk}")[-2:] == ["ruled", "decided"]
    logged = RecordEntry.objects.get(subject=f"verdict:{verdict.pk}")
    assert logged.changes["evidence"] == [None, [verdict.evidence.get().pk]]


def test_a_correction_is_a_new_verdict_and_the_old_one_stays(claim: Claim, make: Maker) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    make.ruled(claim, "pending")

    claim.refresh_from_db()
    assert claim.outcome == Outcome.PENDING
    assert [verdict.outcome for verdict in claim.verdicts.order_by("pk")] == ["missed", "pending"]


def test_a_draft_or_withdrawn_claim_is_not_ruled_on(claim: Claim, make: Maker, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="Wrong.", by=dora)

    for refused in (make.draft(), claim):
        with pytest.raises(rules.NotPublished):
            make.ruled(refused, "missed", can_no_longer_happen=True)


def test_a_verdict_rests_on_accepted_evidence_of_its_own_claim(claim: Claim, make: Maker, ada: User) -> None:
    ruling = rules.Ruling(Outcome.CONFIRMED, "Cars cross it.", happened_on=date(2026, 6, 1))

    for foreign in (make.accepted(make.published()), make.suggested(claim)):
        with pytest.raises(rules.EvidenceOfAnotherClaim):
            editorial.rule(claim=claim, ruling=ruling, evidence=[foreign], by=ada)
    assert not Verdict.objects.exists()


def test_the_number_of_accepted_evidence_is_counted_not_claimed(claim: Claim, ada: User) -> None:
    ruling = rules.Ruling(Outcome.CONFIRMED, "Cars cross it.", happened_on=date(2026, 6, 1), evidence_count=3)

    with pytest.raises(rules.NoAcceptedEvidence):
        editorial.rule(claim=claim, ruling=ruling, by=ada)


def test_one_piece_of_evidence_named_twice_counts_once(claim: Claim, make: Maker, ada: User) -> None:
    evidence = make.accepted(claim)
    ruling = rules.Ruling(Outcome.CONFIRMED, "Cars cross it.", happened_on=date(2026, 6, 1))

    verdict = editorial.rule(claim=claim, ruling=ruling, evidence=[evidence, evidence], by=ada)

    assert list(verdict.evidence.all()) == [evidence]


@pytest.fixture
def waiting(settings: Settings, claim: Claim, make: Maker) -> Verdict:
    """Ada's verdict in a newsroom that asks for four eyes."""
    settings.FOUR_EYES = True
    return make.ruled(claim, "missed", can_no_longer_happen=True)


def test_with_four_eyes_a_verdict_waits_for_the_second_person(claim: Claim, waiting: Verdict) -> None:
    claim.refresh_from_db()

    assert claim.outcome == Outcome.PENDING
    assert claim.public_verdicts == []


def test_the_second_person_puts_it_into_effect(claim: Claim, waiting: Verdict, dora: User) -> None:
    editorial.countersign(verdict=waiting, by=dora)

    claim.refresh_from_db()
    assert claim.outcome == Outcome.MISSED
    assert list(record.verify()) == []


def test_nobody_countersigns_themselves(waiting: Verdict, ada: User) -> None:
    with pytest.raises(rules.SamePerson):
        editorial.countersign(verdict=waiting, by=ada)


def test_a_reporter_countersigns_nothing(waiting: Verdict, ben: User) -> None:
    with pytest.raises(rules.NotAllowed):
        editorial.countersign(verdict=waiting, by=ben)


def test_a_verdict_is_countersigned_once(waiting: Verdict, dora: User) -> None:
    editorial.countersign(verdict=waiting, by=dora)

    with pytest.raises(rules.AlreadyCountersigned):
        editorial.countersign(verdict=waiting, by=dora)


def test_signing_an_older_verdict_does_not_undo_a_newer_one(
    claim: Claim, waiting: Verdict, make: Maker, dora: User
) -> None:
    newer = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    editorial.countersign(verdict=newer, by=dora)
    editorial.countersign(verdict=waiting, by=dora)

    claim.refresh_from_db()
    assert claim.outcome == Outcome.CONFIRMED
