"""The times that a sentence names: those that the deadline grammar finds, less what only looks like one, and more.

More are times that the sentences before make plain ("by then", "im Jahr darauf") and those without a preposition
("an 18-month price target", "give us four years and").
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claims import horizon
from claims.horizon import Found, Precision, Rule, Window
from tracker.spot.clauses import is_word
from tracker.spot.names import GIVEN_NAMES
from tracker.spot.phrasings import without_old_day

# What names more times than these is a table, and each is compared with all words of its sentence.
MOST_TIMES = 20
# Blanked out before the grammar reads the sentence, each with what it would be taken for.
NO_TIME = re.compile(
    r"(?<=\b(?:to|ll) )fall(?= (?!of\b|20))"  # "prices to fall from 2028" is no autumn
    r"|(?:(?<=\bmay )|(?<=\bcan )|(?<=\bwill )|(?<=ould )|(?<=ight ))fall(?= )"
    r"|\b(?:nicht|kaum|not)(?= (?:vor|before) )"  # nothing happens "nicht vor 2030": said of the time before it
    r"|\bby (?:a|one|three) quarters?\b"  # "rise by a quarter" is an amount
    r"|\b(?:start|beginning|launch)(?= to )"  # "pushed back the start to 2029" is no range
    r"|\b(?:19|20|21)\d\d[.,]\d+|\b[1-9],\d\d\d\b"  # "2067,4 Punkte", "2,027 visitors"
    r"|\b(?:once|twice|times) (?:(?:in|per|every) )?(?:an? |the )?"  # how often, not when
    r"(?:day|week|month|year|decade|century|generation|lifetime)\b"
    r"|\b(?:ein|zwei|drei|vier|zehn)?mal (?:im|in der|pro|in einem|in einer) (?:Tag|Woche|Monat|Jahr|Jahrhundert)\b"
    r"|\b(?:weiter|länger|further|longer) (?:als|than) 20\d\d\b"
    r"|\b(?:at least|mindestens|wenigstens)\s+(?=bis\b|until\b|through\b)"  # of open ends the one named
    r"|(?<=\bbis )(?:mindestens|wenigstens)\b|(?<=\buntil )at least\b|(?<=\bthrough )at least\b"
    r"|(?<=\d)\s+or later\b|(?<=\d)\s+oder später\b",
    re.IGNORECASE,
)
# A year behind one of these and before a noun counts something: "mit 2030 Besuchern".
COUNTED = re.compile(r"\b(?:mit|auf|von|um|bei|über|rund|etwa|knapp)\s+((?:19|20|21)\d\d)\s+[A-ZÄÖÜ]")
SURNAME = re.compile(
    r"\b(?P<lead>[A-ZÄÖÜ][\w-]+ )?(?P<before>[A-ZÄÖÜ][a-zäöüß]+) (?P<season>Winter|Sommer|Herbst|Frühling)\b"
)
SEASONS = ("Winter", "Sommer", "Herbst", "Frühling")
PARTS_OF_SEASONS = frozenset({"Ende", "Anfang", "Mitte", "Im", "Bis", "Seit", "Ab", "Der", "Den", "Diesen"})
NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve",
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
)
NUMBER = {word: at + 1 for words in NUMBERS for at, word in enumerate(words.split())} | {
    "a": 1,
    "eine": 1,
    "einen": 1,
}
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(NUMBER, key=len, reverse=True))}|eighteen|twenty|zwanzig)"
UNIT = r"(?P<unit>day|week|month|year|tage?|wochen?|monate?|jahre?)s?n?"
UNITS = {"tag": "day", "woche": "week", "monat": "month", "jahr": "year"}
TARGET = re.compile(
    rf"\b{COUNT}[- ](?P<unit>month|year)(?= (?:\w+ )?(?:price )?(?:target|outlook|forecast))", re.IGNORECASE
)
IMPERATIVE = re.compile(
    r"(?:^|[\"„“»(,.:;]\s*)"
    r"(?:give (?:us|me|him|her|them|it)|wait|gebt uns|gib uns|geben sie uns|wartet|warte|warten sie)"
    rf"(?: noch| another| just)? (?P<time>{COUNT} {UNIT})(?=,? (?:and|und)\b)",
    re.IGNORECASE,
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
YEAR_TO = re.compile(
    rf"\bin (?:the|its) (?:financial |fiscal )?year (?:to|ending) (?:the end of |end-)?(?P<month>{MONTHS})\b(?! \d)"
)
JAN = re.compile(r"\bJan(?= [A-ZÄÖÜ][a-zäöüß]+)")  # "Ökonom Jan Rüter": a name, no month
FULL_YEAR = re.compile(
    r"\bfull[- ]year\b(?=[\w\s-]{0,40}\b(?:forecasts?|guidance|outlook|targets?)\b)"
    r"|(?<=forecast for )full[- ]year\b|(?<=guidance for )full[- ]year\b|(?<=outlook for )full[- ]year\b"
)
NO_MORE = re.compile(rf"\bkeine {COUNT} {UNIT} mehr\b", re.IGNORECASE)  # "wird keine fünf Jahre mehr stehen"
BY_YEAR = re.compile(r"^(bis zum Jahre? (?:19|20|21)\d\d) (?:im|in den) [\w-]+$", re.IGNORECASE)
THEN = re.compile(r"\b(?:by|until) then\b|\bbis dahin\b", re.IGNORECASE)
NEXT_YEAR = re.compile(
    r"\b(?:in )?the (?:following year|year after)\b|\b(?:im )?(?:jahr (?:darauf|danach)|folgejahr)\b",
    re.IGNORECASE,
)
YEARS_LATER = re.compile(rf"\b{COUNT} (?:years? later|jahre? (?:später|darauf|danach))\b", re.IGNORECASE)


def times(
    text: str, span: tuple[int, int], *, said_on: date, language: str, before: Found | None
) -> list[Found]:
    """The times of the part `span` of the text, in order; `before` is the time of the last claim of its paragraph."""
    start, end = span
    part = text[start:end]
    blanked = NO_TIME.sub(
        lambda found: "-" * len(found[0]) if found[0][0].isdigit() else " " * len(found[0]), part
    )
    blanked = without_old_day(blanked)
    if any(season in blanked for season in SEASONS):
        blanked = SURNAME.sub(_without_surname, blanked)
    blanked = JAN.sub("---", blanked)
    blanked = COUNTED.sub(lambda found: found[0].replace(found[1], "----"), blanked)
    found = horizon.find(blanked, said_on=said_on, language=language)[:MOST_TIMES]
    told = [*_without_preposition(part, said_on), *_pointing_back(part, before)]
    taken = [(each.start, each.end) for each in told]
    kept = [each for each in found if all(each.end <= a or each.start >= b for a, b in taken)]
    placed = (_placed(_of_the_year(each, said_on), part, start) for each in kept + told)
    return sorted(placed, key=lambda each: each.start)


def _without_surname(found: re.Match[str]) -> str:
    """The words with the season blanked out that is a surname: "Orsolya Winter"."""
    before = found["before"]
    lower = before.lower()
    called = lower in GIVEN_NAMES or lower in {"frau", "herr", "herrn", "mr", "mrs", "ms"}
    unknown = found["lead"] is not None or not is_word(before, "de")
    if before in PARTS_OF_SEASONS or not (called or unknown):
        return found[0]
    return found[0][: -len(found["season"])] + "-" * len(found["season"])


def _of_the_year(found: Found, said_on: date) -> Found:
    """Of "bis zum Jahr 2045 im Spätsommer" the year is the deadline; the season says when in each year."""
    year = BY_YEAR.match(found.words)
    if year is None:
        return found
    resolution = horizon.resolve(year[1], said_on=said_on, language="de")
    return replace(found, end=found.start + len(year[1]), words=year[1], resolution=resolution)


def _placed(found: Found, part: str, start: int) -> Found:
    """The time at its place in the whole text, without the "at least" before it."""
    blank = re.search(r"\s{3,}", found.words)
    first = found.start + (blank.end() if blank else 0)
    return replace(found, start=first + start, end=found.end + start, words=part[first : found.end])


def points_back(found: Found) -> bool:
    """Whether the words say no time themselves: "by then"."""
    return THEN.fullmatch(found.words) is not None


def _without_preposition(part: str, said_on: date) -> Iterator[Found]:
    """ "an 18-month price target", "give us four years and", "expects a profit in the year to March"."""
    if "-month" in part or "-year" in part or " month " in part or " year " in part:
        for found in TARGET.finditer(part):
            yield from _resolved(found, found.span(), said_on)
    for found in IMPERATIVE.finditer(part):
        yield from _resolved(found, found.span("time"), said_on)
    for found in NO_MORE.finditer(part) if "keine " in part else ():
        yield from _resolved(found, found.span(), said_on)
    for found in FULL_YEAR.finditer(part) if "ull" in part else ():
        year = horizon.resolve("by the end of this year", said_on=said_on, language="en")
        if isinstance(year, Window):
            yield _found(found, year)
    for found in YEAR_TO.finditer(part):
        end = horizon.resolve(f"by the end of {found['month']}", said_on=said_on, language="en")
        if isinstance(end, Window):
            yield _found(found, replace(end, rule=Rule.UNIT))


def _resolved(found: re.Match[str], span: tuple[int, int], said_on: date) -> Iterator[Found]:
    unit = found["unit"].lower()
    unit = next((english for german, english in UNITS.items() if unit.startswith(german)), unit)
    resolution = horizon.resolve(
        f"within {found['count'] if found['count'].isdigit() else _number(found['count'])} {unit}s",
        said_on=said_on,
        language="en",
    )
    if isinstance(resolution, Window):
        yield Found(start=span[0], end=span[1], words=found.string[span[0] : span[1]], resolution=resolution)


def _number(word: str) -> int:
    return NUMBER.get(word.lower(), 18 if word.lower() == "eighteen" else 20)


def _pointing_back(part: str, before: Found | None) -> Iterator[Found]:
    """Times that lean on the claim before: the same, the year after it, or as many years later."""
    if before is None or not isinstance(before.resolution, Window):
        return
    window = before.resolution
    for found in THEN.finditer(part):
        yield _found(found, replace(window, rule=Rule.BY))
    for found in NEXT_YEAR.finditer(part):
        year = window.closes_on.year + 1
        yield _found(found, _window(date(year, 1, 1), date(year, 12, 31), window))
    for found in YEARS_LATER.finditer(part):
        years = int(found["count"]) if found["count"].isdigit() else _number(found["count"])
        yield _found(found, _window(_later(window.opens_on, years), _later(window.closes_on, years), window))


def _found(found: re.Match[str], window: Window) -> Found:
    return Found(start=found.start(), end=found.end(), words=found[0], resolution=window)


def _window(opens_on: date, closes_on: date, like: Window) -> Window:
    return replace(like, opens_on=opens_on, closes_on=closes_on, rule=Rule.IN_UNITS, precision=Precision.YEAR)


def _later(day: date, years: int) -> date:
    """The same day as many years later, 28 February for the 29th."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
