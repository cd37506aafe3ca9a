"""Why an article does or doesn't match, whatever else is open."""

import pytest

from tests.tracker.match.cases import HARBOUR, english
from tracker.match import Document, Index, explain
from tracker.match.explaining import language_code, same_language

ABOUT_HARBOUR = english("Container cranes at Emden port now work without crews")


@pytest.mark.parametrize("document", [ABOUT_HARBOUR, english("Emden"), english("Gardens in Kiel")])
def test_an_explanation_needs_no_index_and_agrees_with_it(document: Document) -> None:
    alone = explain(HARBOUR, document)

    assert alone.matches == bool(Index([HARBOUR]).match(document))
    assert {word.word for word in alone.words} == {
        word.word for word in Index([HARBOUR]).explain(document, 1).words
    }


def test_languages_are_compared_without_their_country() -> None:
    assert language_code("en-GB") == "en"
    assert same_language(HARBOUR, ABOUT_HARBOUR)
