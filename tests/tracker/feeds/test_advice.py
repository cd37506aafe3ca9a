"""What the desk reads about faults and doubts."""

from dataclasses import replace

import pytest
from django.utils import translation

from tests.tracker.feeds.test_probe import SOUND
from tracker.feeds import advice
from tracker.feeds.probe import Doubt
from tracker.models import Fault


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_comes_with_what_to_do(fault: Fault) -> None:
    assert advice.what_to_do(fault).endswith(".")


def test_an_unknown_fault_has_no_advice() -> None:
    assert advice.what_to_do("") == ""


@pytest.mark.parametrize("doubt", Doubt)
@pytest.mark.parametrize("reader", ["en", "de"])
def test_every_doubt_is_a_sentence(doubt: Doubt, reader: str) -> None:
    with translation.override(reader):
        sentence = advice.in_words(doubt, SOUND)

    assert len(sentence) > 20
    assert "%" not in sentence


def test_a_doubt_names_what_it_is_about() -> None:
    found = replace(SOUND, language="fr", declared="en", asked_seconds=7200)

    assert "declares English, but is written in French" in advice.in_words(Doubt.DECLARES_ANOTHER, found)
    assert "2\xa0hours" in advice.in_words(Doubt.ASKS_FOR_TIME, found)


def test_a_language_without_a_name_keeps_its_code() -> None:
    assert advice.language_in_words("xx") == "xx"
