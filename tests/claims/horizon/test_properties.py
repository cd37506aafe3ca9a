"""Whatever the words, the resolver answers: no error, no window that ends before it begins."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims import horizon
from claims.horizon import Past, Unresolved, Vague, Window
from claims.horizon.words.english import ENGLISH
from claims.horizon.words.german import GERMAN
from claims.horizon.words.lexicon import TimeWords

NUMBERS = [
    "2",
    "12.",
    "31",
    "1999",
    "2027",
    "9999",
    "123456789",
    "3/4",
    "31.2.",
    "2027-13-01",
    "Q3",
    "2030er",
    "1,5",
]
MARKS = [",", ".", "-", "–", "/", "'", "’", "\u00a0", "\u00ad", "%", "\n"]


def words_of(language: TimeWords) -> st.SearchStrategy[str]:
    """Any of the words that the language knows, as they can stand in a text."""
    forms = sorted({" ".join(words) for found in language.phrases.values() for words, _ in found})
    return st.sampled_from(forms) | st.sampled_from(NUMBERS + MARKS)


DAYS = st.dates()
PHRASES = st.lists(words_of(GERMAN), max_size=9) | st.lists(words_of(ENGLISH), max_size=9)
TAGS = st.sampled_from(["de", "en", "fr", ""])


def check(answer: horizon.Resolution, said_on: date) -> None:
    """The promises that hold for every answer."""
    assert isinstance(answer, Window | Vague | Unresolved | Past)
    if isinstance(answer, Window):
        assert said_on <= answer.opens_on <= answer.closes_on


@given(phrase=st.text(), said_on=DAYS, tag=TAGS)
@example(phrase="in 999999999 years", said_on=date.max, tag="en")
@example(phrase="gestern", said_on=date.min, tag="de")
@example(phrase="²⁷ ٢٠٢٧ 😀\x00", said_on=date(2026, 2, 12), tag="en")
def test_any_text_gets_an_answer(phrase: str, said_on: date, tag: str) -> None:
    check(horizon.resolve(phrase, said_on=said_on, language=tag), said_on)


@given(phrase=PHRASES, said_on=DAYS, tag=TAGS)
def test_a_phrase_longer_than_any_deadline_is_not_read(phrase: list[str], said_on: date, tag: str) -> None:
    endless = " ".join(["in 2027", *phrase]) + ", and so on" * 50

    answer = horizon.resolve(endless, said_on=said_on, language=tag)

    assert isinstance(answer, Unresolved)
    assert answer.reason is horizon.NoWindowReason.UNKNOWN
    assert answer.words == endless[: horizon.LONGEST_PHRASE]


@settings(max_examples=300)
@given(words=PHRASES, said_on=DAYS, tag=TAGS)
def test_any_mixture_of_known_words_gets_an_answer(words: list[str], said_on: date, tag: str) -> None:
    check(horizon.resolve(" ".join(words), said_on=said_on, language=tag), said_on)


@settings(max_examples=200)
@given(words=PHRASES, said_on=DAYS, tag=TAGS)
def test_what_is_found_lies_in_the_text_in_order(words: list[str], said_on: date, tag: str) -> None:
    text = " ".join(words)

    found = horizon.find(text, said_on=said_on, language=tag)

    for each in found:
        assert text[each.start : each.end] == each.words
        check(each.resolution, said_on)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "word", ["bis ", "end of ", "1 year ", "2027 - ", "second half of ", "noch ", "1.", "("]
)
def test_endless_repetition_gets_an_answer(word: str) -> None:
    answers = [
        horizon.resolve(word * 1000, said_on=date(2026, 2, 12), language=language)
        for language in ("de", "en")
    ]

    assert len(answers) == 2
