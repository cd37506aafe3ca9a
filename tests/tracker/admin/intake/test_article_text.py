"""An article's text in paragraphs, its sentences marked, whatever a form sends as their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.admin.intake.article_text import Piece, paragraphs, read_spans, spans_in_words

TEXT = "One. Two.\nThree."


def test_sentences_are_marked_with_their_row() -> None:
    assert paragraphs(TEXT, ["5-9", "10-16"]) == [
        [Piece("One. "), Piece("Two.", 0)],
        [Piece("Three.", 1)],
    ]


def test_a_sentence_over_two_lines_is_marked_in_both() -> None:
    assert paragraphs(TEXT, ["5-16"]) == [[Piece("One. "), Piece("Two.", 0)], [Piece("Three.", 0)]]


def test_a_merged_sentence_is_marked_at_each_of_its_places() -> None:
    assert paragraphs(TEXT, ["0-4,10-16"]) == [[Piece("One.", 0), Piece(" Two.")], [Piece("Three.", 0)]]


@pytest.mark.parametrize("wrong", ["", "x", "9-5", "4-4", "0-999", "-1-4", "²-4"])
def test_a_place_that_is_none_marks_nothing(wrong: str) -> None:
    pieces = [piece for line in paragraphs(TEXT, [wrong]) for piece in line]

    assert "".join(piece.text for piece in pieces) == TEXT.replace("\n", "")


@given(st.text(), st.lists(st.text("0123456789-,", max_size=20), max_size=5))
def test_no_letter_is_lost_whatever_is_marked(text: str, rows: list[str]) -> None:
    shown = "".join(piece.text for line in paragraphs(text, rows) for piece in line)

    assert shown == text.replace("\n", "")


def test_spans_are_read_as_they_are_written() -> None:
    assert read_spans(spans_in_words([(0, 4), (10, 16)])) == [(0, 4), (10, 16)]
