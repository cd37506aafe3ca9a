"""Claims are logged whole, and change only as the rules allow."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from claims import editorial, rules
from claims.models import Appearance, Claim, RecordEntry, Topic, User
from tests.makers import SOURCE, Maker, actions


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
            reason="A slip.", claim=make.draft(), facts=replace(make.facts, said_on=date(2026, 6, 18)), by=ada
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


def test_a_claim_is_published_once(claim: Claim, dora: User) -> None:
    with pytest.raises(rules.NotADraft):
        editorial.publish_claim(claim=claim, by=dora)


def test_a_published_claim_never_loses_its_window_or_criteria(claim: Claim, make: Maker, ada: User) -> None:
    with pytest.raises(rules.NoWindow):
        editorial.revise_claim(
            reason="A slip.", claim=claim, facts=replace(make.facts, horizon="bald"), by=ada
        )
    with pytest.raises(rules.NoCriteria):
        editorial.revise_claim(reason="A slip.", claim=claim, facts=replace(make.facts, criteria=""), by=ada)


def test_a_moved_window_gets_a_new_deadline_version(claim: Claim, make: Maker, ada: User) -> None:
    revised = editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(make.facts, horizon="bis Ende 2027"), by=ada
    )

    assert revised.deadline_version == 2


def test_other_words_for_the_same_window_keep_the_deadline_version(
    claim: Claim, make: Maker, ada: User
) -> None:
    facts = replace(make.facts, horizon="bis zum 31. Dezember 2026", statement="It opens in 2026.")

    assert editorial.revise_claim(reason="A slip.", claim=claim, facts=facts, by=ada).deadline_version == 1


def test_the_window_under_a_verdict_does_not_move(claim: Claim, make: Maker, ada: User) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    with pytest.raises(rules.DeadlineOfADecidedClaim):
        editorial.revise_claim(
            reason="A slip.", claim=claim, facts=replace(make.facts, horizon="bis Ende 2027"), by=ada
        )


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
        editorial.revise_claim(reason="A slip.", claim=claim, facts=replace(make.facts, **change), by=ada)


def test_what_a_verdict_does_not_rest_on_may_still_change(claim: Claim, make: Maker, ada: User) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    revised = editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(make.facts, assigned_to=ada), by=ada
    )

    assert revised.assigned_to == ada


def test_the_window_does_not_move_while_a_verdict_waits_for_the_second_person(
    claim: Claim, make: Maker, ada: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    make.ruled(claim, "missed", can_no_longer_happen=True)

    with pytest.raises(rules.DeadlineOfADecidedClaim):
        editorial.revise_claim(
            reason="A slip.", claim=claim, facts=replace(make.facts, horizon="bis Ende 2028"), by=ada
        )


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
        editorial.revise_claim(
            reason="A slip.", claim=claim, facts=replace(make.facts, firmness="will"), by=ada
        )
    with pytest.raises(rules.Withdrawn):
        editorial.add_evidence(claim=claim, article=make.article(), stance="supports", by=ada)
    with pytest.raises(rules.Withdrawn):
        editorial.add_appearance(claim=claim, source=SOURCE, by=ada)


@pytest.mark.parametrize(
    ("field", "value"),
    [("statement", "x" * 501), ("statement", "   "), ("quote", "x" * 2001), ("criteria", "x" * 2001)],
)
def test_a_text_too_long_or_blank_is_refused_at_its_field(field: str, value: str, make: Maker) -> None:
    with pytest.raises(ValidationError) as caught:
        make.draft(**{field: value})
    assert set(caught.value.message_dict) == {field}


def test_a_revision_logs_what_changed_before_and_after(claim: Claim, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Bridges"), by=ada)

    editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(make.facts, firmness="will", topics=(topic,)), by=ada
    )

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
        editorial.add_appearance(claim=claim, source=replace(SOURCE, title="Another title"), by=ada)


def test_an_outlets_own_wording_is_kept(claim: Claim, ada: User) -> None:
    source = replace(SOURCE, language="en", quote="The bridge will be open.")

    appearance = editorial.add_appearance(claim=claim, source=source, by=ada)

    assert (appearance.language, appearance.quote) == ("en", "The bridge will be open.")


@pytest.mark.parametrize(
    "change",
    [
        {"firmness": "will"},
        {"statement_language": "de"},
        {"language": "en"},
        {"condition": "if elected"},
        {"criteria": "Trains cross it, too."},
    ],
)
def test_what_was_said_stays_as_it_is_under_a_verdict(
    claim: Claim, make: Maker, ada: User, change: dict[str, str]
) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    with pytest.raises((rules.WordsOfADecidedClaim, rules.DeadlineOfADecidedClaim)):
        editorial.revise_claim(reason="A slip.", claim=claim, facts=replace(make.facts, **change), by=ada)  # type: ignore[arg-type]


def test_topics_stay_as_they_are_under_a_verdict(claim: Claim, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Rail"), by=ada)
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    with pytest.raises(rules.WordsOfADecidedClaim):
        editorial.revise_claim(
            reason="A slip.", claim=claim, facts=replace(make.facts, topics=(topic,)), by=ada
        )


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"said_on": date(206, 3, 2)}, rules.BeyondTheYears),
        ({"by_hand": (date(206, 1, 1), date(2026, 12, 31))}, rules.OpensBeyondTheYears),
        ({"by_hand": (date(2026, 3, 2), date(9999, 12, 31))}, rules.ClosesBeyondTheYears),
        ({"by_hand": (date(2026, 3, 2), date(3000, 1, 1))}, rules.ClosesBeyondTheYears),
    ],
)
def test_years_are_bounded_where_they_come_in(make: Maker, change: dict[str, Any], rule: type) -> None:
    with pytest.raises(rule):
        make.draft(**change)


def test_the_last_day_of_the_years_is_one(make: Maker) -> None:
    assert make.draft(by_hand=(date(2026, 3, 2), rules.LAST_DAY)).closes_on == date(2999, 12, 31)


def test_words_beyond_the_years_give_no_window(make: Maker) -> None:
    assert make.draft(horizon="bis Ende 3500").closes_on is None


def test_restating_goes_in_no_circle(make: Maker, ada: User) -> None:
    first = make.draft()
    second = make.draft(restates=first)
    third = make.draft(restates=second)

    for earlier in (second, third, first):
        with pytest.raises(rules.RestatesInACircle):
            editorial.revise_claim(
                reason="A slip.", claim=first, facts=replace(make.facts, restates=earlier), by=ada
            )
