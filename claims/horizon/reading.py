"""What a rule takes and gives: a stream of tokens with the day they were said, and a span of days."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from .almanac import Days, Unit, UnitPart, by_the_middle, new_year, part_of, unit_around
from .resolution import Note, Precision, Resolution, Rule
from .words.lexicon import Tag, TimeWords
from .words.tokens import END, Token

NESTING = 5  # "the end of the first week of the second half of": deeper is no language
SKIPPED = 5  # small words in a row
PADDING = 32  # no rule looks further past the last token, nor before the first one
YEARS_TRIED = 9  # a 29 February comes at least every eight years

PRECISION = {
    Unit.WEEK: Precision.WEEK,
    Unit.WORKWEEK: Precision.WEEK,
    Unit.FORTNIGHT: Precision.WEEK,
    Unit.MONTH: Precision.MONTH,
    Unit.QUARTER: Precision.QUARTER,
    Unit.THIRD: Precision.HALF,
    Unit.SEASON: Precision.SEASON,
    Unit.HALF: Precision.HALF,
    Unit.YEAR: Precision.YEAR,
    Unit.FISCAL_YEAR: Precision.YEAR,
    Unit.SPLIT_YEAR: Precision.YEAR,
    Unit.DECADE: Precision.DECADE,
    Unit.CENTURY: Precision.CENTURY,
}
NOTES = {Unit.DECADE: Note.DECADE, Unit.CENTURY: Note.DECADE, Unit.FISCAL_YEAR: Note.FISCAL}


def precision_of(unit: Unit) -> Precision:
    """How finely a unit names the time; anything shorter than a week is a day."""
    return PRECISION.get(unit, Precision.DAY)


# What "by the start of" grants beyond the first day: the first month of a year, the first year of ten.
FIRST_OF = {
    Unit.YEAR: Unit.MONTH,
    Unit.FISCAL_YEAR: Unit.MONTH,
    Unit.DECADE: Unit.YEAR,
    Unit.CENTURY: Unit.DECADE,
}
FINER = {
    Unit.CENTURY: Precision.DECADE,
    Unit.DECADE: Precision.YEAR,
    Unit.YEAR: Precision.QUARTER,
    Unit.FISCAL_YEAR: Precision.QUARTER,
    Unit.SPLIT_YEAR: Precision.HALF,
    Unit.THIRD: Precision.MONTH,
    Unit.HALF: Precision.MONTH,
    Unit.QUARTER: Precision.MONTH,
    Unit.SEASON: Precision.MONTH,
    Unit.MONTH: Precision.WEEK,
}


# Small words that can stand before a time.
PREFIXES = frozenset(
    {
        Tag.AT_LEAST,
        Tag.BY,
        Tag.BEFORE,
        Tag.AFTER,
        Tag.WITHIN,
        Tag.COURSE,
        Tag.BETWEEN,
        Tag.STARTING,
        Tag.FROM,
        Tag.ONCE,
        Tag.UP_TO,
        Tag.OVER,
        Tag.IN,
        Tag.ABOUT,
        Tag.FILLER,
        Tag.THE,
        Tag.UNTIL,
        Tag.MEASURE,
    }
)
PREFIX_WORDS = 5
SENTENCE_ENDS = frozenset('.!?:…"„“”»«')
EVENT_WITHIN = 4  # words from the limit to the event: "after the next election"
CLAUSE_ENDS = frozenset(".!?:;,…")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """Days that words name, before "by" or "before" make a limit of them.

    `by` and `before` are the last days such a limit grants, where they are not `closes` and the day before
    `opens`. `yearly` gives the same name in another year where the words leave the year open, or None
    if that year has no such day.
    """

    opens: date
    closes: date
    unit: Unit
    rule: Rule = Rule.UNIT
    precision: Precision = Precision.DAY
    note: Note = Note.NONE
    by: date | None = None
    before: date | None = None
    yearly: "Yearly | None" = None

    @property
    def divisible(self) -> Unit:
        """The unit to take parts of: a part has none of its own and is cut by days."""
        return Unit.DAY if self.rule in {Rule.PART, Rule.END, Rule.RANGE} else self.unit

    @property
    def days(self) -> Days:
        """First and last day."""
        return Days(self.opens, self.closes)


Yearly = Callable[[int], TimeSpan | None]


class Timed(NamedTuple):
    """A time and the position after its last word."""

    span: TimeSpan
    end: int


def whole(unit: Unit, days: Days, rule: Rule = Rule.UNIT) -> TimeSpan:
    """A unit of the calendar as a span."""
    return TimeSpan(
        opens=days.opens,
        closes=days.closes,
        unit=unit,
        rule=rule,
        precision=precision_of(unit),
        note=NOTES.get(unit, Note.NONE),
    )


def single(day: date, rule: Rule = Rule.DAY, note: Note = Note.NONE) -> TimeSpan:
    """One day as a span."""
    return TimeSpan(opens=day, closes=day, unit=Unit.DAY, rule=rule, precision=Precision.DAY, note=note)


def year_span(year: int, unit: Unit = Unit.YEAR) -> TimeSpan:
    """A calendar year as a span."""
    return whole(unit, unit_around(unit, new_year(year)))


def parted(part: UnitPart, span: TimeSpan) -> TimeSpan:
    """The early, middle, late or remaining part of a span, with what "by" and "before" it grant."""
    opens, closes = part_of(part, span.divisible, span.days)
    by, before = None, None
    if part is UnitPart.MID:
        by = before = by_the_middle(span.divisible, span.days)
    elif part is UnitPart.END:
        before = closes
    elif part is UnitPart.START:
        split = span.unit is Unit.SPLIT_YEAR
        by = closes if split else unit_around(FIRST_OF.get(span.unit, Unit.DAY), opens).closes
    return replace(
        span,
        opens=opens,
        closes=closes,
        by=by,
        before=before,
        rule=Rule.END if part is UnitPart.END else Rule.PART,
        precision=span.precision if part is UnitPart.REST else FINER.get(span.unit, Precision.DAY),
        yearly=None,
    )


class TokenStream:
    """The tokens of a text and what is known about it; positions past the end are an empty token."""

    def __init__(
        self, text: str, tokens: list[Token], said_on: date, language: TimeWords, *, running: bool
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.senses = [*(token.senses for token in tokens), *[END.senses] * PADDING]
        self.said_on = said_on
        self.language = language
        self.running = running  # a text, in which most words are no time; not a phrase picked as a horizon
        self.nesting = 0
        self.in_second_limit = False  # of two limits the second has no other behind it
        self.spans: dict[int, Timed | None] = {}

    def token(self, at: int) -> Token:
        """The token there."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else END

    def has(self, at: int, *tags: Tag) -> bool:
        """Whether the token there can be one of these."""
        return not self.senses[at].keys().isdisjoint(tags)

    def value(self, at: int, kind: Tag) -> Any:
        """What the token there means as this kind; None if it is none."""
        return self.senses[at].get(kind)

    def skip(self, at: int, *tags: Tag) -> int:
        """The first position from here that is none of these."""
        last = at + SKIPPED
        while at < last and self.has(at, *tags):
            at += 1
        return at

    def nearest(self, yearly: Yearly) -> TimeSpan | None:
        """The first year's span that is not over on the day it was said, and remembers that the year was open."""
        for year in range(self.said_on.year - 1, self.said_on.year + YEARS_TRIED):
            span = yearly(year) if 1 <= year <= date.max.year else None
            if span is not None and span.closes >= self.said_on:
                return replace(span, yearly=yearly)
        return None

    def begins_sentence(self, at: int) -> bool:
        """Whether the token there follows a mark that ends a sentence, or nothing."""
        return at == 0 or self.token(at - 1).words[-1:] in SENTENCE_ENDS

    def in_compound(self, at: int) -> bool:
        """Whether the token there is a hyphen that ties what is before it to a word: the "Mai" of a "Mai-Fest"."""
        hyphen, word = self.token(at), self.token(at + 1)
        tied = self.token(at - 1).end == hyphen.start and hyphen.end == word.start
        return tied and self.has(at, Tag.JOINT) and word.words[:1].isalpha()

    def words(self, start: int, end: int) -> str:
        """The text from one token to before another."""
        return self.text[self.token(start).start : self.token(end - 1).end]

    def is_event(self, at: int) -> bool:
        """Whether the token there names an event: an election, a summit."""
        return self.has(at, Tag.EVENT) or self.language.names_event(self.token(at).words.lower())

    def is_compound(self, at: int) -> bool:
        """Whether a word that no table has ends as a time does: "Saisonhälfte", "Projektquartal"."""
        return not self.senses[at] and self.token(at).words.lower().endswith(self.language.time_endings)

    def is_slip(self, at: int) -> bool:
        """Whether the token there is no word of the table but a month with a slip of the pen: "Septmber"."""
        return not self.senses[at] and self.language.is_slip(self.token(at).words.lower())

    def event_after(self, at: int) -> int | None:
        """Where an event named within a few words from here ends."""
        for position in range(at, at + EVENT_WITHIN):
            if self.token(position).words in CLAUSE_ENDS:
                return None
            if self.is_event(position):
                return position + 1
        return None


class Resolved(NamedTuple):
    """What a horizon resolves to and the position after its last word."""

    resolution: Resolution
    end: int


def prefixes(ts: TokenStream, at: int) -> tuple[set[Tag], int]:
    """The small words before a time: which limits they are, and where the time begins."""
    tags: set[Tag] = set()
    for _ in range(PREFIX_WORDS):
        here = PREFIXES.intersection(ts.token(at).senses)
        part_of = ts.has(at, Tag.PART) and ts.has(at + 1, Tag.OF)  # "the beginning of", not "beginning (May)"
        if not here or part_of or ts.has(at, Tag.SHIFT):
            break
        tags |= here
        at += 1
    return tags, at
