from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from claims import desk_forms, rules
from claims.models import Claim, User
from tests.makers import Maker


def claim_form(claim: Claim, **changes: object) -> desk_forms.ClaimForm:
    data = {
        "claimant": claim.claimant_id,
        "statement": claim.statement,
        "quote": claim.quote,
        "statement_language": "de",
        "language": "de",
        "said_on": "2026-03-02",
        "firmness": "expected",
        "horizon": "bis Ende 2026",
    }
    return desk_forms.ClaimForm(data | changes, instance=claim)


def test_a_refusal_goes_to_its_field(claim: Claim) -> None:
    form = desk_forms.WithdrawForm({"reason": ""}, claim=claim)
    form.is_valid()

    desk_forms.show_refusal(form, rules.NoReason())

    assert form.errors == {"reason": ["Say why: readers will see the reason."]}


def test_a_refusal_of_no_field_goes_on_top(claim: Claim) -> None:
    form = desk_forms.PublishForm({}, claim=claim)
    form.is_valid()

    desk_forms.show_refusal(form, rules.NoCriteria())
    desk_forms.show_refusal(form, ValidationError("No field at all."))

    assert len(form.non_field_errors()) == 2


def test_a_refusal_finds_its_field_under_the_forms_own_name(claim: Claim) -> None:
    form = desk_forms.WithdrawForm({"reason": "x"}, claim=claim)
    form.is_valid()

    desk_forms.show_refusal(form, rules.NoReasoning(), {"reasoning": "reason"})

    assert list(form.errors) == ["reason"]


def test_the_facts_are_what_was_entered(claim: Claim) -> None:
    form = claim_form(claim, statement=" It opens. ")
    assert form.is_valid(), form.errors

    facts = form.facts()

    assert (facts.statement, facts.said_on, facts.by_hand) == ("It opens.", date(2026, 3, 2), None)


def test_days_by_hand_come_as_a_pair(claim: Claim) -> None:
    form = claim_form(claim, by_hand="on", opens_on="2026-04-01", closes_on="2026-04-01")
    assert form.is_valid(), form.errors

    assert form.facts().by_hand == (date(2026, 4, 1), date(2026, 4, 1))


def test_words_of_the_past_pass_when_the_days_are_set_by_hand(claim: Claim) -> None:
    days = {"by_hand": "on", "opens_on": "2026-04-01", "closes_on": "2026-05-01"}

    assert claim_form(claim, horizon="seit Ende 2025", **days).is_valid()


def test_a_day_that_is_no_day_is_one_fault_only(claim: Claim) -> None:
    form = claim_form(claim, by_hand="on", opens_on="2026-02-30", closes_on="2026-05-01")

    assert form.errors == {"opens_on": ["Enter a valid date."]}


def test_evidence_dated_by_day_falls_on_that_day_at_noon(claim: Claim, ada: User) -> None:
    data = {
        "address": "https://news.example/a",
        "title": "Opened",
        "publisher": "News",
        "published_on": "2026-06-01",
        "language": "en",
        "stance": "supports",
    }
    form = desk_forms.EvidenceForm(data, claim=claim)
    assert form.is_valid(), form.errors

    form.write(ada)

    assert claim.evidence.get().published_at == datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_a_verdict_offers_only_its_own_claims_evidence(claim: Claim, make: Maker) -> None:
    foreign = make.accepted(make.published())
    form = desk_forms.VerdictForm({"outcome": "void", "evidence": [foreign.pk]}, claim=claim)

    assert list(form.errors) == ["evidence"]


@pytest.mark.parametrize("form", [desk_forms.AppearanceForm, desk_forms.EvidenceForm])
def test_a_source_is_taken_to_be_in_the_claims_language(
    claim: Claim, form: type[desk_forms.DeskForm]
) -> None:
    assert form(claim=claim)["language"].value() == "de"


@pytest.mark.parametrize("typed", [{}, {"horizon": "x", "said_on": "soon", "language": "en"}])
def test_a_half_typed_question_about_a_window_is_not_valid(typed: dict[str, str]) -> None:
    assert not desk_forms.WindowQuery(typed).is_valid()


@pytest.mark.parametrize("kind", [desk_forms.AppearanceForm, desk_forms.EvidenceForm])
def test_nothing_was_published_tomorrow(claim: Claim, kind: type[desk_forms.FoundForm]) -> None:
    form = kind({"published_on": "2026-06-18"}, claim=claim)

    assert form.errors["published_on"] == [str(rules.PublishedInTheFuture.explanation)]
    assert form["language"].initial == claim.language
