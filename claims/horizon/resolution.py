"""What reading a deadline's words can give: a window, or an honest word on why there is none."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claims.gettext import gettext_noop


class Precision(StrEnum):
    """How finely the words name the time, from a day to a century."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Rule(StrEnum):
    """Which rule gave a window; the value is the label to store and show."""

    explanation: str

    def __new__(cls, label: str, explanation: str = "") -> "Rule":
        """Keep the one-sentence explanation beside the label; a look-up by label, `Rule(label)`, has none."""
        rule = str.__new__(cls, label)
        rule._value_ = label
        rule.explanation = explanation
        return rule

    RELATIVE_RANGE = (
        gettext_noop("relative range"),
        gettext_noop("The window opens after the smaller number of units and closes after the larger one."),
    )
    WITHIN = (
        gettext_noop("within a span"),
        gettext_noop("The window runs from the day it was said for the stated length of time."),
    )
    IN_UNITS = (
        gettext_noop("in N units"),
        gettext_noop(
            "The time is counted from the day it was said; of months and longer units the whole one counts."
        ),
    )
    UNIT = (
        gettext_noop("a named unit"),
        gettext_noop("The window is the whole week, month, quarter, year or decade that the words name."),
    )
    PART = (
        gettext_noop("part of a unit"),
        gettext_noop(
            "Early, mid and late are fixed parts of the unit: of a year, three, four and three months."
        ),
    )
    END = (
        gettext_noop("end of a unit"),
        gettext_noop("The window runs from the day it was said to the last day of the unit."),
    )
    BY = (
        gettext_noop("by a date"),
        gettext_noop("The window runs from the day it was said to the last day that the words name."),
    )
    BEFORE = (
        gettext_noop("before a unit"),
        gettext_noop("The window closes on the day before the named time begins."),
    )
    RANGE = (
        gettext_noop("range of dates"),
        gettext_noop(
            "The window opens with the first named time and closes with the last day of the second."
        ),
    )
    START = (
        gettext_noop("from a date on"),
        gettext_noop("The words name only a beginning; the window is the time in which it has to begin."),
    )
    DAY = (
        gettext_noop("a named day"),
        gettext_noop("The window is one day; without a year it is the nearest one not yet over."),
    )
    SEASON = (
        gettext_noop("a named season"),
        gettext_noop("Seasons are three whole months: spring is March to May, winter December to February."),
    )
    HOLIDAY = (
        gettext_noop("a holiday"),
        gettext_noop("The day comes from the calendar of fixed and movable holidays."),
    )
    OFFSET = (
        gettext_noop("counted from a date"),
        gettext_noop("The time is counted from another date that the words name."),
    )
    DURATION = (
        gettext_noop("bare duration"),
        gettext_noop("The words name a length of time only; it is counted from the day it was said."),
    )


class Note(StrEnum):
    """What an editor should look at again; `NONE` is empty and false."""

    NONE = ""
    BY_UNIT = gettext_noop(
        "“By” such a time can mean before it begins or before it ends; the later reading was taken."
    )
    DECADE = gettext_noop(
        "Decades and centuries are counted from 0; counted from 1 this one would end a year later."
    )
    DAY_OR_MONTH = gettext_noop(
        "The numbers can be read as day and month or as month and day; the language's usual order was taken."
    )
    NEXT = gettext_noop("“Next” can mean the nearest one or the one after it; the later reading was taken.")
    ROLLING = gettext_noop(
        "The words can mean the span that begins now or the next calendar unit; it was counted from now."
    )
    ABOUT = gettext_noop("The time is only approximate; the window is the time named.")
    FISCAL = gettext_noop("A fiscal year need not be the calendar year, which was taken here.")
    SPLIT_YEAR = gettext_noop(
        "The label spans two years; the window reaches as far as such a label can mean."
    )
    WINTER = gettext_noop("A winter spans two years; the one that begins in the named year was taken.")
    START_ONLY = gettext_noop("The words name a beginning and no end.")
    DURATION = gettext_noop(
        "The words do not say from when the time is counted; the day it was said was taken."
    )
    COUPLE = gettext_noop("“A couple” was counted as two.")
    PART_ALONE = gettext_noop("The words do not say of what; the year was taken.")
    EVENT_YEAR = gettext_noop(
        "Of the event only the year is named; the window reaches to the end of the year."
    )
    OPEN_END = gettext_noop("The words leave the end open; the window ends with the time that they name.")
    WEEKDAY = gettext_noop("The weekday does not fit the date; the date was kept.")


class NoWindowReason(StrEnum):
    """Why words give no window."""

    NOTHING = gettext_noop("There is nothing to resolve.")
    UNKNOWN = gettext_noop("No rule reads these words as a time.")
    FRAGMENT = gettext_noop("Only a part of these words was read as a time; the rest may change it.")
    EVENT = gettext_noop("The words are bound to an event, not to a date.")
    NO_END = gettext_noop("The words name a beginning and no end.")
    NO_SUCH_DAY = gettext_noop("There is no such day in the calendar.")
    BEYOND = gettext_noop("The time lies beyond the calendar.")
    NO_DATE = gettext_noop("The words point ahead and name no date.")
    SINCE = gettext_noop("The words look back on something that began earlier.")
    OVER = gettext_noop("The time named was over on the day it was said.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days `opens_on` to `closes_on`, both included, and the rule that gave them."""

    opens_on: date
    closes_on: date
    precision: Precision
    rule: Rule
    note: Note = Note.NONE


@dataclass(frozen=True, slots=True)
class Vague:
    """The words look ahead and name no date: an editor has to set one."""

    words: str
    reason: NoWindowReason


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No window can be computed from the words; `reason` says why."""

    words: str
    reason: NoWindowReason


@dataclass(frozen=True, slots=True)
class Past:
    """The words name a time that was over when they were said: never a deadline."""

    words: str
    reason: NoWindowReason


Resolution = Window | Vague | Unresolved | Past


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A horizon in a running text: `text[start:end] == words`, and what the words resolve to."""

    start: int
    end: int
    words: str
    resolution: Resolution
