"""The words by which one language shows in a text that is read as another."""

import pytest

from claims.horizon.words.languages import LANGUAGES, foreign_words


@pytest.mark.parametrize(
    ("read_as", "word", "foreign"),
    [
        ("en", "vor", True),
        ("en", "im", True),
        ("en", "frühjahr", True),
        ("en", "april", False),
        ("en", "die", False),
        ("en", "rest", False),
        ("de", "before", True),
        ("de", "of", True),
        ("de", "spring", True),
        ("de", "start", False),
        ("de", "fall", False),
        ("de", "haus", False),
    ],
)
def test_a_word_of_time_that_only_the_other_language_has_is_foreign(
    read_as: str, word: str, foreign: bool
) -> None:
    assert (word in foreign_words(read_as)) is foreign


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_no_word_of_a_language_is_foreign_to_it(code: str) -> None:
    assert foreign_words(code).isdisjoint(LANGUAGES[code].phrases)
