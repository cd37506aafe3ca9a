"""Which of a phrase's horizons is its answer. Said on 12 February 2026."""

from datetime import date

import pytest

from claims.horizon import (
    LONGEST_PHRASE,
    NoWindowReason,
    Past,
    Resolution,
    Unresolved,
    Vague,
    Window,
    resolve,
)
from claims.horizon.resolving import languages_of, worth

SAID_ON = date(2026, 2, 12)


def read(phrase: str, language: str = "en") -> Resolution:
    return resolve(phrase, said_on=SAID_ON, language=language)


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", NoWindowReason.NOTHING),
        ("…", NoWindowReason.NOTHING),
        ("the plant", NoWindowReason.UNKNOWN),
        ("in the fifth quarter of 2027", NoWindowReason.FRAGMENT),
        ("on 30 February 2027", NoWindowReason.NO_SUCH_DAY),
        ("in 9999 years", NoWindowReason.BEYOND),
        ("by 2030 " * LONGEST_PHRASE, NoWindowReason.UNKNOWN),
    ],
)
def test_a_phrase_without_an_answer_says_why(phrase: str, reason: NoWindowReason) -> None:
    answer = read(phrase)

    assert isinstance(answer, Unresolved)
    assert answer.reason is reason


def test_an_answer_that_says_more_is_worth_more() -> None:
    answers = [read("the plant"), read("before the IPO"), read("soon"), read("last year"), read("2027")]

    assert [type(answer) for answer in answers] == [Unresolved, Unresolved, Vague, Past, Window]
    assert [worth(answer) for answer in answers] == [0, 1, 2, 3, 4]


def test_a_length_in_prose_is_no_deadline_and_by_itself_is_one() -> None:
    assert isinstance(read("two years"), Window)
    assert isinstance(read("two years of war"), Unresolved)


@pytest.mark.parametrize(
    ("tag", "codes"), [("de", ["de"]), ("en_GB", ["en"]), ("fr", ["de", "en"]), ("", ["de", "en"])]
)
def test_an_unknown_language_is_read_in_all(tag: str, codes: list[str]) -> None:
    assert [language.code for language in languages_of(tag)] == codes
