"""The year that a name is followed by: "2027", "of next year", "des Jahres 2027", "2026/27", "FY27", "Mai 28"."""

from typing import NamedTuple, cast

from ..almanac import Unit
from ..reading import TokenStream
from ..words.lexicon import Tag
from ..words.tokens import Written

SMALL = (Tag.OF, Tag.THE, Tag.JOINT)
A_YEAR = {Unit.YEAR, Unit.FISCAL_YEAR}
SHORT_YEARS_AHEAD = 34  # how far "Mai 28" can lie ahead; a number further off counts something else


class YearAfter(NamedTuple):
    """The year that a name is followed by, None for "of the year", and the position after its last word.

    `last_year` is the second one of "2026/27"; `fiscal` says that it need not be the calendar year.
    """

    year: int | None
    end: int
    last_year: int | None = None
    fiscal: bool = False


def after_next(ts: TokenStream, at: int) -> bool:
    """Whether "after next" stands here and does not go on: "the week after next", not "after next Friday"."""
    ends = not ts.has(at + 2, Tag.UNIT, Tag.UNITS, Tag.WEEKDAY, Tag.MONTH, Tag.SEASON, Tag.HOLIDAY)
    return ends and ts.has(at, Tag.AFTER) and ts.value(at + 1, Tag.SHIFT) == 1


def plain_year(ts: TokenStream, at: int) -> int | None:
    """A year in digits or words, also '27."""
    year = ts.value(at, Tag.YEAR)
    written = ts.token(at).written
    if year is None and written is not None and written == Written(year=written.year):
        year = written.year
    return cast("int | None", year)


def year_after(ts: TokenStream, at: int) -> YearAfter | None:
    """The year that begins here, small words before it passed over."""
    short = short_year(ts, at)
    if short:
        return YearAfter(short, at + 1)
    if ts.has(at, Tag.OPENED) and (ts.has(at + 2, Tag.CLOSED) or at + 2 == len(ts.tokens)):
        return written_year(ts, at + 1)  # "30 September (2027)"
    at = ts.skip(at, *SMALL, Tag.IN)
    shift = ts.value(at, Tag.SHIFT)
    if shift is not None and ts.value(at + 1, Tag.UNIT) in A_YEAR:
        return YearAfter(ts.said_on.year + shift, at + 2, fiscal=ts.has(at + 1, Tag.FISCAL))
    if ts.value(at, Tag.UNIT) in A_YEAR:
        return year_of_unit(ts, at)
    if ts.has(at, Tag.SHIFTED):  # heuer, the new year
        return YearAfter(ts.said_on.year + ts.value(at, Tag.SHIFTED)[0], at + 1)
    return written_year(ts, at)


def year_of_unit(ts: TokenStream, at: int) -> YearAfter:
    """The year (2027), the year (after next), the fiscal year (2026/27); the year by itself is the current one."""
    if after_next(ts, at + 1):
        return YearAfter(ts.said_on.year + 2, at + 3)
    found = written_year(ts, at + 1) or YearAfter(None, at + 1)
    return found._replace(fiscal=found.fiscal or ts.has(at, Tag.FISCAL))


def written_year(ts: TokenStream, at: int) -> YearAfter | None:
    """2027, 2026/27, FY27, 2027 fiscal year."""
    written = ts.token(at).written
    year = plain_year(ts, at)
    if year is None and written and (written.fiscal or written.last_year) and is_year(written):
        year = written.year
    if year is None:
        return None
    behind = ts.value(at + 1, Tag.UNIT) is Unit.FISCAL_YEAR
    last = written.last_year if written else None
    return YearAfter(year, at + 1 + behind, last, fiscal=behind or bool(written and written.fiscal))


def is_year(written: Written) -> bool:
    """Whether a date in numbers names a year and nothing smaller."""
    return not (written.month or written.day or written.quarter or written.half or written.week)


def short_year(ts: TokenStream, at: int) -> int | None:
    """(Mai) 28: two digits behind a month are a year where no month stands before its day, unless they count."""
    digits = ts.token(at).words
    number = ts.value(at, Tag.NUMBER)
    quarter = not ts.running and ts.value(at - 1, Tag.UNIT) in {Unit.QUARTER, Unit.HALF}
    named = ts.has(at - 1, Tag.MONTH) or quarter
    if not (ts.language.day_first and named and digits.rstrip(".").isdigit()):
        return None
    if len(digits.rstrip(".")) != 2 or counts(ts, at + 1) or (digits[-1] == "." and not ends(ts, at + 1)):
        return None
    year = ts.said_on.year // 100 * 100 + cast("int", number)
    return year if ts.said_on.year - 1 <= year <= ts.said_on.year + SHORT_YEARS_AHEAD else None


def counts(ts: TokenStream, at: int) -> bool:
    """Whether the number before counts what follows: "28 Werke", "28 neue Werke", "28 %"."""
    word, after = ts.token(at).words, ts.token(at + 1).words
    if ts.has(at, Tag.MONEY, Tag.UNIT, Tag.UNITS, Tag.LENGTH):
        return True
    if ts.senses[at] or not word[:1].isalpha():
        return False
    inflected = word.endswith(("e", "en", "er", "es")) and after[:1].isupper()
    return word[0].isupper() or (inflected and not ts.has(at + 1, Tag.MONTH))


def ends(ts: TokenStream, at: int) -> bool:
    """Whether a sentence can begin here, so that a dot before is its full stop."""
    word = ts.token(at).words
    return not word or word[0].isupper()
