"""Whether the language chosen for a deadline's words may be the wrong one. Said on 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import LanguageDoubt, Unresolved, Window, language_doubt, resolve, written_in

SAID_ON = date(2026, 2, 12)
GERMAN_QUOTE = "Das Werk wird vor 2028 nicht fertig sein, aber wir arbeiten daran."
ENGLISH_QUOTE = "The plant will not be ready before 2028, but we are working on it."
BETTER = [
    ("en", "vor 2028", "de", "2027-12-31"),
    ("en", "bis Ende 2027", "de", "2027-12-31"),
    ("en", "im Frühjahr 2027", "de", "2027-05-31"),
    ("en", "in zwei Jahren", "de", "2028-12-31"),
    ("en", "spätestens im dritten Quartal 2027", "de", "2027-09-30"),
    ("de", "before 2028", "en", "2027-12-31"),
    ("de", "by the end of 2027", "en", "2027-12-31"),
    ("de", "in spring 2027", "en", "2027-05-31"),
    ("de", "within two years", "en", "2028-02-12"),
    ("de", "no later than the third quarter of 2027", "en", "2027-09-30"),
]
SAME = [
    ("en", "by the end of 2027"),
    ("en", "Q3 2027"),
    ("en", "2027"),
    ("en", "in 2027"),
    ("en", "soon"),
    ("en", "tomorrow we will see"),
    ("de", "bis Ende 2027"),
    ("de", "Q3 2027"),
    ("de", "in 2027"),
    ("de", "bald"),
    ("de", "wir werden sehen"),
]
TEXTS = [
    (GERMAN_QUOTE, "de"),
    (ENGLISH_QUOTE, "en"),
    ("Wir schaffen das.", "de"),
    ("We can do it.", "en"),
    ("Fünfzig neue Züge für die Küste", "de"),
    ("Nvidia", ""),
    ("", ""),
    ("Das ist the end of the road für uns, not more.", ""),
    ("1.000 2027 – …", ""),
]


@pytest.mark.parametrize(("language", "phrase", "other", "closes_on"), BETTER)
def test_words_that_only_another_language_reads_are_doubted(
    language: str, phrase: str, other: str, closes_on: str
) -> None:
    doubt = language_doubt(phrase, said_on=SAID_ON, language=language)

    assert doubt is not None
    assert (doubt.language, doubt.of_quote) == (other, False)
    assert isinstance(doubt.resolution, Window)
    assert doubt.resolution.closes_on.isoformat() == closes_on


@pytest.mark.parametrize(("language", "phrase", "other", "closes_on"), BETTER)
def test_words_in_another_language_give_no_window_meanwhile(
    language: str, phrase: str, other: str, closes_on: str
) -> None:
    assert isinstance(resolve(phrase, said_on=SAID_ON, language=language), Unresolved)


@pytest.mark.parametrize(("language", "phrase"), SAME)
def test_words_that_the_language_reads_best_raise_no_doubt(language: str, phrase: str) -> None:
    assert language_doubt(phrase, said_on=SAID_ON, language=language) is None


@pytest.mark.parametrize(
    ("language", "quote", "other"), [("en", GERMAN_QUOTE, "de"), ("de", ENGLISH_QUOTE, "en")]
)
def test_a_quote_in_another_language_is_pointed_out(language: str, quote: str, other: str) -> None:
    doubt = language_doubt("2028", said_on=SAID_ON, language=language, quote=quote)

    assert doubt == LanguageDoubt(language=other, of_quote=True, resolution=None)


def test_days_that_differ_are_a_doubt_unless_the_quote_settles_it() -> None:
    alone = language_doubt("by 3/4/2027", said_on=SAID_ON, language="en")
    settled = language_doubt("3/4/2027", said_on=SAID_ON, language="en", quote=ENGLISH_QUOTE)
    unsettled = language_doubt("3/4/2027", said_on=SAID_ON, language="en")

    assert alone is None  # "by" is no German
    assert settled is None
    assert unsettled is not None
    assert isinstance(unsettled.resolution, Window)
    assert unsettled.resolution.closes_on == date(2027, 4, 3)


def test_a_language_that_is_not_read_raises_no_doubt() -> None:
    assert language_doubt("vor 2028", said_on=SAID_ON, language="fr") is None


def test_a_tag_with_its_country_is_that_language() -> None:
    doubt = language_doubt("vor 2028", said_on=SAID_ON, language="en-GB")

    assert doubt is not None
    assert doubt.language == "de"


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_common_words_tell_a_texts_language(text: str, language: str) -> None:
    assert written_in(text) == language


def test_every_language_that_is_read_can_be_told() -> None:
    assert set(horizon.doubts.COMMON_WORDS) == set(horizon.LANGUAGES)
