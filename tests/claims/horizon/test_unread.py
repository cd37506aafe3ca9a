"""What stays unread around a horizon: words of time make a fragment of it, prose does not. Said on 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import LANGUAGES, NoWindowReason, Unresolved, Window
from claims.horizon.reading import TokenStream
from claims.horizon.unread import cut_short, is_free, is_time
from claims.horizon.words.tokens import tokenize

SAID_ON = date(2026, 2, 12)

IMPOSSIBLE = [
    ("en", "in the fifth quarter of 2027"),
    ("en", "on the fifth Monday of February 2027"),
    ("en", "on the 32nd day of March 2027"),
    ("en", "in the third half of 2027"),
    ("en", "on the 45th of May"),
    ("en", "32 March 2027"),
    ("en", "on March 32"),
    ("en", "March 32, 2027"),
    ("en", "in week 60 of 2027"),
    ("en", "in Q5 2027"),
    ("en", "in the fourteenth month"),
    ("en", "in the sixth week of May 2027"),
    ("en", "three fifths of 2027"),
    ("de", "im fünften Quartal 2027"),
    ("de", "Freitag, den 32. März 2027"),
    ("de", "am fünften Montag im Februar 2027"),
    ("de", "in der sechsten Maiwoche 2027"),
    ("de", "im letzten Drittel 2027"),
    ("de", "Ende Woche 70"),
    ("de", "am 0. Mai 2027"),
    ("de", "in 0 Jahren"),
]
CONTRADICTING = [
    ("en", "by the end of March in May 2027"),
    ("en", "in spring of the summer 2027"),
    ("en", "by June July 2027"),
    ("en", "Tuesday of the year 2027"),
    ("en", "by the end of this year or early in the fifth"),
    ("de", "am dreizehnten Dezember im März"),
    ("de", "im Mai des Dezembers 2027"),
    ("de", "am Montag am Wochenende"),
]
COUNTED_FROM = [
    ("en", "the month after Easter"),
    ("en", "in the week before Christmas"),
    ("en", "the Tuesday after the election"),
    ("de", "in der Woche nach dem fünften Quartal"),
    ("de", "am Wochenende nach Ostern"),
    ("de", "im Jahr nach der Wahl"),
]
NO_TIMES = [
    ("en", "by 20 percent"),
    ("en", "in 2027 cases"),
    ("en", "in 3 points"),
    ("de", "in 3 Punkten"),
    ("de", "bis 2000 Euro"),
    ("de", "bis 2027 Meter"),
    ("de", "in 2027 Fällen"),
]
PROSE = [
    ("en", "the plant will open by the end of 2027", "2027-12-31"),
    ("en", "a second plant will open by the end of 2027", "2027-12-31"),
    ("en", "for a second time by the end of 2027", "2027-12-31"),
    ("en", "by 2027 two plants", "2027-12-31"),
    ("en", "half of all cars by 2030", "2030-12-31"),
    ("en", "two thirds by 2030", "2030-12-31"),
    ("en", "sales may double by 2027", "2027-12-31"),
    ("en", "prices will fall by 2027", "2027-12-31"),
    ("en", "this 2027 plan", "2027-12-31"),
    ("en", "a 2027 goal", "2027-12-31"),
    ("en", "by 2027, two years earlier than planned", "2027-12-31"),
    ("en", "opens on 3 March 2027 at 8:30", "2027-03-03"),
    ("en", "by 2027 5 %", "2027-12-31"),
    ("de", "spätestens aber wohl bis Ende 2027", "2027-12-31"),
    ("de", "spätestens jedoch im Mai 2027", "2027-05-31"),
    ("de", "das Werk soll bis Ende 2027 stehen", "2027-12-31"),
    ("de", "der Abschluss bis Ende 2027", "2027-12-31"),
    ("de", "bis März 40 Werke", "2026-03-31"),
    ("de", "zum zweiten Mal 2027", "2027-12-31"),
    ("de", "am 3. März 2027, 14:05", "2027-03-03"),
    ("de", "am 3. März 2027, 14 Uhr", "2027-03-03"),
    ("de", "bis 2027, zwei Jahre früher als geplant", "2027-12-31"),
]


def reading(text: str, language: str = "en") -> TokenStream:
    words = LANGUAGES[language]
    return TokenStream(text, tokenize(text, words), SAID_ON, words, running=False)


@pytest.mark.parametrize(("language", "phrase"), IMPOSSIBLE + CONTRADICTING + COUNTED_FROM + NO_TIMES)
def test_a_fragment_of_an_unreadable_time_is_no_window(language: str, phrase: str) -> None:
    answer = horizon.resolve(phrase, said_on=SAID_ON, language=language)

    assert isinstance(answer, Unresolved)
    assert answer.words == phrase
    assert answer.reason in {NoWindowReason.FRAGMENT, NoWindowReason.UNKNOWN}


@pytest.mark.parametrize(("language", "phrase", "closes_on"), PROSE)
def test_prose_around_a_horizon_leaves_it_as_it_is(language: str, phrase: str, closes_on: str) -> None:
    answer = horizon.resolve(phrase, said_on=SAID_ON, language=language)

    assert isinstance(answer, Window)
    assert answer.closes_on.isoformat() == closes_on


def test_a_past_time_is_not_read_from_a_fragment_either() -> None:
    answer = horizon.resolve("on 32 March 2019", said_on=SAID_ON, language="en")

    assert answer == Unresolved("on 32 March 2019", NoWindowReason.FRAGMENT)


def test_of_two_horizons_in_prose_the_one_of_more_words_counts() -> None:
    phrase = "the month will tell if they open by the end of 2027"

    answer = horizon.resolve(phrase, said_on=SAID_ON, language="en")

    assert isinstance(answer, Window)
    assert answer.closes_on == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("text", "start", "end", "short"),
    [
        ("by the end of 2027", 0, 5, False),
        ("fifth quarter", 1, 2, True),
        ("fifth big quarter", 2, 3, False),
        ("Monday will be in May", 3, 5, False),
        ("Monday in May", 1, 3, True),
        ("the year after", 0, 2, True),
        ("next year after", 0, 2, False),
    ],
)
def test_only_a_word_of_time_that_is_tied_to_it_cuts_a_horizon_short(
    text: str, start: int, end: int, short: bool
) -> None:
    assert cut_short(reading(text), start, end) is short


@pytest.mark.parametrize(
    ("word", "free"), [("plant", True), ("percent", True), ("of", False), ("7", False), ("1234567890", False)]
)
def test_a_noun_is_free_and_a_small_word_ties(word: str, free: bool) -> None:
    assert is_free(reading(word), 0) is free


@pytest.mark.parametrize(
    ("text", "at", "time"),
    [("may", 0, False), ("in may", 1, True), ("May", 0, True), ("now", 0, False), ("tomorrow", 0, True)],
)
def test_a_verb_that_could_be_a_month_is_a_time_only_after_a_small_word(
    text: str, at: int, time: bool
) -> None:
    assert is_time(reading(text), at) is time
