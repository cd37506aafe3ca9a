"""The labels that are stored and shown."""

import pytest

from claims.horizon import Note, NoWindowReason, Precision, Rule
from claims.models import Claim


@pytest.mark.parametrize("rule", list(Rule))
def test_a_rule_is_a_short_label_with_one_sentence(rule: Rule) -> None:
    assert rule == rule.value
    assert len(rule) <= 20
    assert rule.explanation.endswith(".")


def test_a_stored_label_finds_its_rule() -> None:
    assert Rule("relative range") is Rule.RELATIVE_RANGE


@pytest.mark.parametrize("sentence", [*NoWindowReason, *Note])
def test_notes_and_reasons_are_sentences(sentence: str) -> None:
    assert sentence == Note.NONE or sentence.endswith(".")


def test_precisions_fit_a_short_column() -> None:
    assert max(len(precision) for precision in Precision) <= 10


def test_how_finely_a_time_is_named_is_what_a_claim_keeps() -> None:
    assert [each.value for each in Precision] == Claim.Precision.values
