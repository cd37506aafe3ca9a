"""How ambiguous wordings are decided, and what is flagged for an editor."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Note, NoWindowReason, Precision, Rule, Unresolved, Window

SAID_ON = date(2026, 2, 12)


def window(phrase: str, language: str, said_on: date = SAID_ON) -> Window:
    """The phrase's window; fails where it has none."""
    answer = horizon.resolve(phrase, said_on=said_on, language=language)
    assert isinstance(answer, Window)
    return answer


@pytest.mark.parametrize(
    ("language", "phrase", "closes_on", "note"),
    [
        ("en", "by May", "2026-05-31", Note.BY_UNIT),
        ("en", "next Friday", "2026-02-20", Note.NEXT),
        ("de", "im nächsten Sommer", "2027-08-31", Note.NEXT),
        ("en", "in the next decade", "2036-02-12", Note.ROLLING),
        ("de", "im nächsten Jahrzehnt", "2039-12-31", Note.DECADE),
        ("en", "on 3/4/2027", "2027-03-04", Note.DAY_OR_MONTH),
        ("de", "am 3/4/2027", "2027-04-03", Note.DAY_OR_MONTH),
        ("en", "on 13/4/2027", "2027-04-13", Note.NONE),
        ("de", "um 2030", "2030-12-31", Note.ABOUT),
        ("en", "in fiscal 2027", "2027-12-31", Note.FISCAL),
        ("de", "im Geschäftsjahr 2026/27", "2027-12-31", Note.FISCAL),
        ("de", "in der Saison 2026/27", "2027-12-31", Note.SPLIT_YEAR),
        ("de", "im Winter 2026", "2027-02-28", Note.WINTER),
        ("en", "from 2028 onwards", "2028-12-31", Note.START_ONLY),
        ("de", "12 bis 18 Monate", "2027-08-12", Note.DURATION),
        ("en", "within a couple of years", "2028-02-12", Note.COUPLE),
        ("de", "bis Mitte", "2026-06-30", Note.PART_ALONE),
        ("de", "am Dienstag, 16. Februar 2026", "2026-02-16", Note.WEEKDAY),
    ],
)
def test_the_decision_is_written_and_flagged(language: str, phrase: str, closes_on: str, note: Note) -> None:
    found = window(phrase, language)

    assert (found.closes_on.isoformat(), found.note) == (closes_on, note)


@pytest.mark.parametrize(
    ("phrase", "precision"),
    [
        ("by 2 May 2027", Precision.DAY),
        ("next week", Precision.WEEK),
        ("by May 2027", Precision.MONTH),
        ("early 2027", Precision.QUARTER),
        ("H1 2027", Precision.HALF),
        ("summer 2027", Precision.SEASON),
        ("by the end of 2027", Precision.YEAR),
        ("this decade", Precision.DECADE),
        ("by the end of the century", Precision.CENTURY),
    ],
)
def test_the_precision_is_that_of_the_words(phrase: str, precision: Precision) -> None:
    assert window(phrase, "en").precision is precision


def test_a_name_whose_limit_is_over_means_next_years() -> None:
    assert window("before May", "en", date(2026, 5, 10)).closes_on == date(2027, 4, 30)


def test_a_window_never_opens_before_it_was_said() -> None:
    assert window("this year", "en").opens_on == SAID_ON


def test_a_second_half_phrase_gives_the_window_that_has_a_date() -> None:
    assert window("hopefully soon, by 2028 at the latest", "en").closes_on == date(2028, 12, 31)


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", NoWindowReason.NOTHING),
        (" \n", NoWindowReason.NOTHING),
        ("purple", NoWindowReason.UNKNOWN),
        ("in the garden", NoWindowReason.UNKNOWN),
        ("on February 30", NoWindowReason.NO_SUCH_DAY),
        ("on 29 February 2027", NoWindowReason.NO_SUCH_DAY),
        ("in 10000 years", NoWindowReason.BEYOND),
        ("after 2030", NoWindowReason.NO_END),
        ("after the vote", NoWindowReason.EVENT),
    ],
)
def test_what_cannot_be_resolved_says_why(phrase: str, reason: NoWindowReason) -> None:
    answer = horizon.resolve(phrase, said_on=SAID_ON, language="en")

    assert answer == Unresolved(phrase.strip(), reason)


def test_an_unknown_language_is_tried_in_every_table() -> None:
    answers = [
        horizon.resolve(words, said_on=SAID_ON, language="nl") for words in ("bis Ende 2027", "by late 2027")
    ]

    assert [getattr(answer, "closes_on", None) for answer in answers] == [date(2027, 12, 31)] * 2


@pytest.mark.parametrize("tag", ["de-AT", "de_DE", "DE"])
def test_a_language_tag_may_name_a_region(tag: str) -> None:
    answer = horizon.resolve("bis Ende 2027", said_on=SAID_ON, language=tag)

    assert isinstance(answer, Window)
    assert answer.rule is Rule.END
