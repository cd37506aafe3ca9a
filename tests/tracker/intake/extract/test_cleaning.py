"""Text from a page or a clipboard, as a person would type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.intake.extract import cleaned


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("One.\r\n\r\nTwo.\r", "One.\nTwo."),
        ("  a \t b\u00a0c  ", "a b c"),
        ("har\u00adbour\u200b \u202eopens", "harbour opens"),
        (" \n ", ""),
    ],
)
def test_lines_are_paragraphs_and_nothing_is_hidden(pasted: str, clean: str) -> None:
    assert cleaned(pasted) == clean


@given(st.text())
def test_a_browser_may_send_it_back_without_a_change(text: str) -> None:
    once = cleaned(text)

    assert cleaned(once.replace("\n", "\r\n")) == once
