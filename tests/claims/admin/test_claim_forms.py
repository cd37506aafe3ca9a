from datetime import date

import pytest

from claims.admin import claim_forms
from claims.models import Claim


def claim_form(claim: Claim, **changes: object) -> claim_forms.ClaimForm:
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
    return claim_forms.ClaimForm(data | changes, instance=claim)


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


@pytest.mark.parametrize("typed", [{}, {"horizon": "x", "said_on": "soon", "language": "en"}])
def test_a_half_typed_question_about_a_window_is_not_valid(typed: dict[str, str]) -> None:
    assert not claim_forms.WindowQuery(typed).is_valid()
