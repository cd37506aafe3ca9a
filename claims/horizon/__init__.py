"""A deadline's words and the day they were said -> a window of days. Pure: no clock, no database, no Django.

`resolve` reads a phrase that someone picked as a horizon, `find` looks for horizons in a running text:

    text        "bis Ende 2027"
    tokens      words, numbers and written dates, each with what it can mean                      words
    times       the days that words name ("Ende 2027"), lengths ("12 to 18 months")               times
    horizon     a time or length under its limit ("bis"), or why there is none                    limits, durations
    not read    what stands beside it and changes it: then it is no answer                        unread
    answer      of a phrase, of a text                                                            resolving, running

`language_doubt` says where a phrase or its quote looks like another language than the one chosen.

A rule is a function of the tokens and a position. It gives what it read there and the position after it, or None;
its docstring gives wordings that it reads. Of several rules the one that reads the most words wins.

Where other tools count differently, the rule here is the latest reading that a fair reader would grant: "in two
years" is the whole year, "in two months" the whole month, early and late in a year are three months, the last day
of "May to July" is 31 July, "a few days" is no number, and a month's first week is the one mostly in it.

Why so: docs/decisions/0005-horizons-by-our-own-grammar.md
"""

from .doubts import LanguageDoubt, language_doubt, written_in
from .resolution import (
    Found,
    Note,
    NoWindowReason,
    Past,
    Precision,
    Resolution,
    Rule,
    Unresolved,
    Vague,
    Window,
)
from .resolving import LONGEST_PHRASE, resolve
from .running import find
from .words.languages import LANGUAGES

__all__ = [
    "LANGUAGES",
    "LONGEST_PHRASE",
    "Found",
    "LanguageDoubt",
    "NoWindowReason",
    "Note",
    "Past",
    "Precision",
    "Resolution",
    "Rule",
    "Unresolved",
    "Vague",
    "Window",
    "find",
    "language_doubt",
    "resolve",
    "written_in",
]
