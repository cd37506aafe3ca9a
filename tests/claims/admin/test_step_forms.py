from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from claims import rules
from claims.admin import step_forms
from claims.models import Claim, User
from tests.makers import Maker


def test_a_refusal_goes_to_its_field(claim: Claim) -> None:
    form = step_forms.WithdrawForm({"reason": ""}, claim=claim)
    form.is_valid()

    step_forms.show_refusal(form, rules.NoReason())

    assert form.errors == {"reason": ["Say why: readers will see the reason."]}


def test_a_refusal_of_no_field_goes_on_top(claim: Claim) -> None:
    form = step_forms.PublishForm({}, claim=claim)
    form.is_valid()

    step_forms.show_refusal(form, rules.NoCriteria())
    step_forms.show_refusal(form, ValidationError("No field at all."))

    assert len(form.non_field_errors()) == 2


def test_a_refusal_finds_its_field_under_the_forms_own_name(claim: Claim) -> None:
    form = step_forms.WithdrawForm({"reason": "x"}, claim=claim)
    form.is_valid()

    step_forms.show_refusal(form, rules.NoReasoning(), {"reasoning": "reason"})

    assert list(form.errors) == ["reason"]


def test_evidence_dated_by_day_falls_on_that_day_at_noon(claim: Claim, ada: User) -> None:
    data = {
        "address": "https://news.example/a",
        "title": "Opened",
        "publisher": "News",
        "published_on": "2026-06-01",
        "language": "en",
        "stance": "supports",
    }
    form = step_forms.EvidenceForm(data, claim=claim)
    assert form.is_valid(), form.errors

    form.write(ada)

    assert claim.evidence.get().published_at == datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_a_verdict_offers_only_its_own_claims_evidence(claim: Claim, make: Maker) -> None:
    foreign = make.accepted(make.published())
    form = step_forms.VerdictForm({"outcome": "void", "evidence": [foreign.pk]}, claim=claim)

    assert list(form.errors) == ["evidence"]


@pytest.mark.parametrize("form", [step_forms.AppearanceForm, step_forms.EvidenceForm])
def test_a_source_is_taken_to_be_in_the_claims_language(
    claim: Claim, form: type[step_forms.DeskForm]
) -> None:
    assert form(claim=claim)["language"].value() == "de"


@pytest.mark.parametrize("kind", [step_forms.AppearanceForm, step_forms.EvidenceForm])
def test_nothing_was_published_tomorrow(claim: Claim, kind: type[step_forms.FoundForm]) -> None:
    form = kind({"published_on": "2026-06-18"}, claim=claim)

    assert form.errors["published_on"] == [str(rules.PublishedInTheFuture.explanation)]
    assert form["language"].initial == claim.language
