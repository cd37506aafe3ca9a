"""A text as tokens: its words with what they mean in a language, its numbers and written dates."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .lexicon import WORDS, Sense, Tag, TimeWords, key

NUMBER_DIGITS = 9  # longer numbers are no count and no year
WEEKS_A_YEAR = 53
FIRST_SHORT_YEAR = 20  # 05/27 is of this century, 05/13 is of none
BARE_YEARS = range(1500, 3000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date written in numbers: any part may be missing, and `swapped` is its other reading."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    last_week: int | None = None
    decade: int | None = None
    last_year: int | None = None
    swapped: bool = False
    fiscal: bool = False


class Token(NamedTuple):
    """A word, number, written date or mark, where it stands in the text, and what it can mean."""

    start: int
    end: int
    words: str
    senses: Sense
    written: Written | None = None


UNKNOWN: Sense = {}
END = Token(start=0, end=0, words="", senses={})
DASHES = "-\u2010\u2011\u2012\u2013\u2212"
D = rf"[{DASHES}]"
YEAR_AFTER_CODE = rf"(?:\s?(?:[/'’]|{D})\s?(?=\d)|\s{{0,2}}(?=\d{{4}})|(?<=[QH])(?=\d{{2}}\b))"
DASH_TO_HYPHEN = str.maketrans(dict.fromkeys(DASHES, "-"))


# The two digits of the year after the one before the dash, as in 2026-27; 2026-30 is a range.
NEXT_YEAR = "(?:" + "|".join(rf"(?<=20{n:02d}[{DASHES}]){n + 1:02d}" for n in range(12, 99)) + ")"
WEEKS = r"(?:KW|CW|Kalenderwochen?|Wochen?|(?:calendar\s)?weeks?)\.?"
# Where a word's first letters can begin Q3, FY27, KW23 or "weeks 23-25".
CODE_LETTER = rf"(?:[QH]\s{{0,2}}[1-4]|FY\s?['’]?\d|[KC]W\d|{WEEKS}\s{{0,2}}\d{{1,2}}\s?(?:{D}|/)\s?\d)"
# Each alternative is named after the function in READERS that reads it. Words come first: most of a text is words.
PATTERN = re.compile(
    rf"""
    (?P<word>(?!{CODE_LETTER}){WORDS})
    | (?P<week>\b{WEEKS}\s{{0,2}}(?P<w1>\d{{1,2}})
            (?:\s?(?P<wto>{D}|/)\s?(?P<w2>\d{{1,2}})(?!\d))?(?:\s?/\s?(?P<wy>20\d\d))?(?![\d/]))
    | (?P<isoweek>(?<!\d)(?P<wiy>\d{{4}})-?W(?P<wiw>\d{{2}})(?!\d))
    | (?P<iso>(?<!\d)(?P<iy>\d{{4}})(?:{D}|/|\.)(?P<im>\d{{1,2}})(?:{D}|/|\.)(?P<id>\d{{1,2}})(?!\d))
    | (?P<dotted>(?<![\d.])(?P<dd>\d{{1,2}})\.[^\S\n]{{0,2}}(?P<dm>\d{{1,2}})\.
            (?:[^\S\n]{{0,2}}(?P<dy>\d{{4}}|\d{{2}})(?!\d|:|\.\d))?(?!\d))
    | (?P<slashed>(?<![\d/])(?P<s1>\d{{1,2}})/(?P<s2>\d{{1,2}})(?:/(?P<sy>\d{{4}}|\d{{2}}))?(?![\d/]))
    | (?P<dashed>(?<![\d-])(?P<h1>\d{{1,2}}){D}(?P<h2>\d{{1,2}}){D}(?P<hy>\d{{4}})(?!\d))
    | (?P<monthyear>(?<![\d/])(?P<mm>\d{{1,2}})\s?/\s?(?P<my>\d{{4}})(?![\d/]))
    | (?P<yearmonth>(?<!\d)(?P<ymy>\d{{4}})-(?P<ymm>0[1-9]|1[0-2])(?![\d-]))
    | (?P<monthdash>(?<![\d-])(?P<mdm>0[1-9]|1[0-2])-(?P<mdy>\d{{4}})(?!\d))
    | (?P<split>(?<!\d)(?P<y1>\d{{4}})\s?/\s?(?P<y2>\d{{4}}|\d{{1,2}})(?![\d/]))
    | (?P<splitdash>(?<![\d-])(?P<yd1>20\d\d){D}(?P<yd2>{NEXT_YEAR})(?![\d-]))
    | (?P<decade>(?<![\d.,])(?P<dec>(?:\d{{2}})?\d0)\s?(?:ern?|['’]?s)(?![^\W\d_]))
    | (?P<code>\b(?:(?P<cy1>\d{{4}}|\d{{2}})\s?{D}?\s?(?P<c1>[QH])(?P<n1>[1-4])
              |(?P<c2>[QH])\s{{0,2}}(?P<n2>[1-4])(?:{YEAR_AFTER_CODE}(?P<cy2>20\d\d|\d{{2}}))?
              |(?P<n3>[1-4])(?P<c3>Q|H(?=.?.?\d|\sFY))(?:{YEAR_AFTER_CODE}(?P<cy3>20\d\d|\d{{2}}))?)
            (?:(?<=20\d\d)(?:/|{D})(?P<cl>\d\d))?\b(?!\s?%))
    | (?P<fiscal>\bFY\s?['’]?(?P<fy>20\d\d|\d{{2}})(?:(?:/|{D})(?P<fl>(?:20)?\d\d))?\b)
    | (?P<shortyear>['’](?P<yy>\d{{2}})\b(?!['’]))
    | (?P<ordinal>(?<![\d.,])(?P<on>\d{{1,2}})(?:st|nd|rd|th|te[nrsm]?)\b)
    | (?P<dot>(?<![\d.,])(?P<dn>\d{{1,2}})\.(?!\d))
    | (?P<decimal>(?<![\d.,])(?P<whole>\d{{1,3}})[.,](?P<part>\d{{1,2}})(?![\d.,]*\d))
    | (?P<thousands>\d{{1,3}}(?:[.,]\d{{3}})+)
    | (?P<number>\d+)
    | (?P<letters>{WORDS})
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def full_year(digits: str | None) -> int | None:
    """A year from two or four digits; two digits are of this century."""
    if digits is None:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def following(year: int | None, digits: str | None) -> int | None:
    """The second year of 2026/27, if the digits are those of the year after."""
    last = full_year(digits)
    return last if year is not None and last == year + 1 else None


def month_and_day(first: int, second: int, *, day_first: bool) -> Written | None:
    """Two numbers as a day: in the language's order, or in the only one that is possible."""
    month, day = (second, first) if day_first else (first, second)
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Written(month=month, day=day, swapped=first <= 12 and second <= 12 and first != second)


def with_year(written: Written | None, digits: str | None) -> Written | None:
    """The same with a year, if there are digits for one."""
    if written is None or digits is None:
        return written
    return Written(year=full_year(digits), month=written.month, day=written.day, swapped=written.swapped)


Groups = re.Match[str]


def read_iso(found: Groups, _: TimeWords) -> Written | None:
    """2027-05-01."""
    month, day = int(found["im"]), int(found["id"])
    return (
        Written(year=int(found["iy"]), month=month, day=day) if 1 <= month <= 12 and 1 <= day <= 31 else None
    )


def read_dotted(found: Groups, _: TimeWords) -> Written | None:
    """1.5.2027 and 1.5.: always day first."""
    month, day = int(found["dm"]), int(found["dd"])
    return (
        Written(year=full_year(found["dy"]), month=month, day=day)
        if 1 <= month <= 12 and 1 <= day <= 31
        else None
    )


def read_slashed(found: Groups, language: TimeWords) -> Written | None:
    """5/1/2027 and 5/1, in the language's order; where days come first, 05/27 is a month with its year."""
    if (
        language.day_first
        and not found["sy"]
        and int(found["s1"]) <= 12 < FIRST_SHORT_YEAR <= int(found["s2"])
    ):
        return Written(year=full_year(found["s2"]), month=int(found["s1"]))
    written = month_and_day(int(found["s1"]), int(found["s2"]), day_first=language.day_first)
    return with_year(written, found["sy"])


def read_dashed(found: Groups, language: TimeWords) -> Written | None:
    """5-1-2027, in the language's order."""
    written = month_and_day(int(found["h1"]), int(found["h2"]), day_first=language.day_first)
    return with_year(written, found["hy"])


def read_monthyear(found: Groups, _: TimeWords) -> Written | None:
    """11/2027."""
    month = int(found["mm"])
    return Written(year=int(found["my"]), month=month) if 1 <= month <= 12 else None


def read_yearmonth(found: Groups, _: TimeWords) -> Written | None:
    """2027-05."""
    return Written(year=int(found["ymy"]), month=int(found["ymm"]))


def read_monthdash(found: Groups, _: TimeWords) -> Written | None:
    """05-2027."""
    return Written(year=int(found["mdy"]), month=int(found["mdm"]))


def read_split(found: Groups, _: TimeWords) -> Written | None:
    """2026/27 and 2026/2027 span two years; 2027/11 is a month."""
    year, second = int(found["y1"]), int(found["y2"])
    if len(found["y2"]) == 1 and second == (year + 1) % 10:
        return None  # "2027/8" is either
    if second in {year + 1, (year + 1) % 100} and not (1 <= second <= 12):
        return Written(year=year, last_year=year + 1)
    return Written(year=year, month=second) if 1 <= second <= 12 else None


def read_splitdash(found: Groups, _: TimeWords) -> Written | None:
    """2026-27."""
    return Written(year=int(found["yd1"]), last_year=int(found["yd1"]) + 1)


def read_week(found: Groups, _: TimeWords) -> Written | None:
    """KW 23/2026, KW23, weeks 23-25; 23/24 are two weeks, and what follows a slash is no other week."""
    first, last = int(found["w1"]), int(found["w2"] or found["w1"])
    apart = found["wto"] == "/" and last - first > 1
    if apart or not 1 <= first <= last <= WEEKS_A_YEAR:
        return None
    return Written(year=full_year(found["wy"]), week=first, last_week=last)


def read_isoweek(found: Groups, _: TimeWords) -> Written | None:
    """2026-W23."""
    week = int(found["wiw"])
    return Written(year=int(found["wiy"]), week=week, last_week=week) if 1 <= week <= WEEKS_A_YEAR else None


def read_decade(found: Groups, _: TimeWords) -> Written | None:
    """2030s, 2030er, 70's; two digits wait for the century."""
    return Written(decade=int(found["dec"]))


def read_code(found: Groups, _: TimeWords) -> Written | None:
    """Q3, Q3 2027, 18q4, H1/27, 2027H2, 3Q27."""
    for letter, number, year in (("c1", "n1", "cy1"), ("c2", "n2", "cy2"), ("c3", "n3", "cy3")):
        if found[letter] is None:
            continue
        which, last = int(found[number]), following(full_year(found[year]), found["cl"])
        if found[letter] in "Qq":
            return Written(year=full_year(found[year]), quarter=which, last_year=last)
        return Written(year=full_year(found[year]), half=which, last_year=last) if which <= 2 else None
    return None


def read_fiscal(found: Groups, _: TimeWords) -> Written | None:
    """FY27, FY 2027."""
    year = full_year(found["fy"])
    return Written(year=year, fiscal=True, last_year=following(year, found["fl"]))


def read_shortyear(found: Groups, _: TimeWords) -> Written | None:
    """'27."""
    return Written(year=full_year(found["yy"]))


READERS: dict[str, Callable[[Groups, TimeWords], Written | None]] = {
    "iso": read_iso,
    "dotted": read_dotted,
    "slashed": read_slashed,
    "dashed": read_dashed,
    "monthyear": read_monthyear,
    "yearmonth": read_yearmonth,
    "monthdash": read_monthdash,
    "split": read_split,
    "splitdash": read_splitdash,
    "week": read_week,
    "isoweek": read_isoweek,
    "decade": read_decade,
    "code": read_code,
    "fiscal": read_fiscal,
    "shortyear": read_shortyear,
}


def number_senses(found: Groups, language: TimeWords) -> dict[Tag, object]:
    """What a plain number can mean: a count, a place in a row, a year."""
    kind = found.lastgroup
    if kind == "ordinal":
        return {Tag.ORDINAL: int(found["on"])}
    if kind == "dot":
        return {
            Tag.NUMBER: int(found["dn"]),
            **({Tag.ORDINAL: int(found["dn"])} if language.dotted_ordinals else {}),
        }
    if kind == "decimal":
        return {Tag.NUMBER: float(f"{found['whole']}.{found['part']}")}
    digits = re.sub(r"[.,]", "", found[0])
    if len(digits) > NUMBER_DIGITS:
        return {}
    senses: dict[Tag, object] = {Tag.NUMBER: int(digits)}
    if kind == "number" and len(digits) == 4 and int(digits) in BARE_YEARS:
        senses[Tag.YEAR] = int(digits)
    return senses


class _Piece(NamedTuple):
    """A part of the text before phrases are joined."""

    start: int
    end: int
    key: str
    senses: Sense
    written: Written | None = None


def _pieces(text: str, language: TimeWords) -> Iterator[_Piece]:
    for found in PATTERN.finditer(text):
        kind = found.lastgroup or ""
        start, end = found.span()
        if kind == "word" or kind == "letters":  # noqa: PLR1714  a set costs more, and nearly all are words
            yield _Piece(start, end, key(found[0]), UNKNOWN)
        elif kind == "mark":
            yield _Piece(start, end, key(found[0].translate(DASH_TO_HYPHEN)), UNKNOWN)
        elif kind == "dot" and not language.dotted_ordinals:
            yield _Piece(start=start, end=end - 1, key=found[0][:-1], senses=number_senses(found, language))
            yield _Piece(start=end - 1, end=end, key=".", senses={})
        elif kind in READERS:
            yield _Piece(
                start=start, end=end, key=found[0], senses={}, written=READERS[kind](found, language)
            )
        else:
            yield _Piece(start=start, end=end, key=found[0], senses=number_senses(found, language))


def _phrase_at(pieces: list[_Piece], at: int, language: TimeWords) -> tuple[int, Sense]:
    """How many pieces from here are one entry of the table, and what it means; one and nothing if none."""
    for words, senses in language.phrases[pieces[at].key]:
        if len(words) == 1 or [piece.key for piece in pieces[at : at + len(words)]] == words:
            return len(words), senses
    return 1, pieces[at].senses


def tokenize(text: str, language: TimeWords) -> list[Token]:
    """Every word, number and mark of the text; what the language does not know has no senses."""
    pieces = list(_pieces(text, language))
    phrases = language.phrases
    tokens: list[Token] = []
    at = 0
    while at < len(pieces):
        start, end, word, senses, written = pieces[at]
        length = 1
        if word in phrases:  # most words are in no table
            length, senses = _phrase_at(pieces, at, language)
            end = pieces[at + length - 1].end
        tokens.append(Token(start, end, text[start:end], senses, written))
        at += length
    return with_clocks(tokens, text)


def with_clocks(tokens: list[Token], text: str) -> list[Token]:
    """The same with each time of day as one token: its numbers are no day and no week."""
    kept: list[Token] = []
    passed = 0
    for at, token in enumerate(tokens):
        if at < passed:
            continue
        passed = past_clock(tokens, at) if Tag.NUMBER in token.senses else at
        if passed > at:
            end = tokens[passed - 1].end
            token = Token(token.start, end, text[token.start : end], {Tag.CLOCK: None})  # noqa: PLW2901
        kept.append(token)
    return kept


def past_clock(tokens: list[Token], at: int) -> int:
    """The position after "9:30", "9:30 Uhr", "8 am" or "6.30 p.m.", or `at`."""
    end = at + 1
    if [each.words for each in tokens[at + 1 : at + 2]] == [":"] and tokens[at].end == tokens[at + 1].start:
        minutes = tokens[at + 2 : at + 3]
        glued = minutes and Tag.NUMBER in minutes[0].senses and minutes[0].start == tokens[at + 1].end
        end = at + 3 if glued else end
    named = end < len(tokens) and Tag.CLOCK in tokens[end].senses
    return end + named if named or end > at + 1 else at
