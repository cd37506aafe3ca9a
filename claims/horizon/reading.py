"""What the rules read from: the tokens, the day the words were said, and the span of days a rule gives back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .almanac import Part, Unit, by_the_middle, new_year, part_of, unit_around
from .lexicon import Kind, Language
from .results import Note, Precision, Resolution, Rule
from .tokens import END, Token

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
    Unit.SEASON: Precision.SEASON,
    Unit.HALF: Precision.HALF,
    Unit.YEAR: Precision.YEAR,
    Unit.FISCAL_YEAR: Precision.YEAR,
    Unit.DECADE: Precision.DECADE,
    Unit.CENTURY: Precision.CENTURY,
}
NOTES = {Unit.DECADE: Note.DECADE, Unit.CENTURY: Note.DECADE, Unit.FISCAL_YEAR: Note.FISCAL}


def precision_of(unit: Unit) -> Precision:
    """How finely a unit names the time; anything shorter than a week is a day."""
    return PRECISION.get(unit, Precision.DAY)


@dataclass(frozen=True, slots=True)
class Span:
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
    def days(self) -> tuple[date, date]:
        """First and last day."""
        return self.opens, self.closes


Yearly = Callable[[int], Span | None]
Timed = tuple[Span, int] | None  # a time and the position after its last word


def whole(unit: Unit, days: tuple[date, date], rule: Rule = Rule.UNIT) -> Span:
    """A unit of the calendar as a span."""
    return Span(*days, unit, rule, precision_of(unit), NOTES.get(unit, Note.NONE))


def single(day: date, rule: Rule = Rule.DAY, note: Note = Note.NONE) -> Span:
    """One day as a span."""
    return Span(day, day, Unit.DAY, rule, Precision.DAY, note)


def year_span(year: int, unit: Unit = Unit.YEAR) -> Span:
    """A calendar year as a span."""
    return whole(unit, unit_around(unit, new_year(year)))


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
    Unit.HALF: Precision.MONTH,
    Unit.QUARTER: Precision.MONTH,
    Unit.SEASON: Precision.MONTH,
    Unit.MONTH: Precision.WEEK,
}


def parted(part: Part, span: Span) -> Span:
    """The early, middle, late or remaining part of a span, with what "by" and "before" it grant."""
    opens, closes = part_of(part, span.divisible, span.days)
    by, before = None, None
    if part is Part.MID:
        by = before = by_the_middle(span.divisible, span.days)
    elif part is Part.END:
        before = closes
    elif part is Part.START:
        by = unit_around(FIRST_OF.get(span.unit, Unit.DAY), opens)[1]
    return replace(
        span,
        opens=opens,
        closes=closes,
        by=by,
        before=before,
        rule=Rule.END if part is Part.END else Rule.PART,
        precision=span.precision if part is Part.REST else FINER.get(span.unit, Precision.DAY),
        yearly=None,
    )


# Small words that can stand before a time.
PREFIXES = frozenset(
    {
        Kind.AT_LEAST,
        Kind.BY,
        Kind.BEFORE,
        Kind.AFTER,
        Kind.WITHIN,
        Kind.COURSE,
        Kind.BETWEEN,
        Kind.STARTING,
        Kind.FROM,
        Kind.ONCE,
        Kind.UP_TO,
        Kind.OVER,
        Kind.IN,
        Kind.ABOUT,
        Kind.FILLER,
        Kind.THE,
    }
)
PREFIX_WORDS = 5
SENTENCE_ENDS = frozenset('.!?:…"„“”»«')
EVENT_WITHIN = 4  # words from the limit to the event: "after the next election"
CLAUSE_ENDS = frozenset(".!?:;,…")


class Reading:
    """The tokens of a text and what is known about it; positions past the end are an empty token."""

    def __init__(
        self, text: str, tokens: list[Token], said_on: date, language: Language, *, running: bool
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.senses = [*(token.senses for token in tokens), *[END.senses] * PADDING]
        self.said_on = said_on
        self.language = language
        self.running = running  # a text, not a phrase that someone already picked as a horizon
        self.nesting = 0
        self.spans: dict[int, tuple[Span, int] | None] = {}

    def token(self, at: int) -> Token:
        """The token there."""
        return self.tokens[at] if 0 <= at < len(self.tokens) else END

    def has(self, at: int, *kinds: Kind) -> bool:
        """Whether the token there can be one of these."""
        return not self.senses[at].keys().isdisjoint(kinds)

    def value(self, at: int, kind: Kind) -> Any:
        """What the token there means as this kind; None if it is none."""
        return self.senses[at].get(kind)

    def skip(self, at: int, *kinds: Kind) -> int:
        """The first position from here that is none of these."""
        last = at + SKIPPED
        while at < last and self.has(at, *kinds):
            at += 1
        return at

    def nearest(self, yearly: Yearly) -> Span | None:
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
        return tied and self.has(at, Kind.JOINT) and word.words[:1].isalpha()

    def words(self, start: int, end: int) -> str:
        """The text from one token to before another."""
        return self.text[self.token(start).start : self.token(end - 1).end]

    def event_after(self, at: int) -> int | None:
        """Where an event named within a few words from here ends."""
        for position in range(at, at + EVENT_WITHIN):
            if self.token(position).words in CLAUSE_ENDS:
                return None
            word = self.token(position).words.lower()
            if self.has(position, Kind.EVENT) or word.endswith(self.language.event_endings):
                return position + 1
        return None


Match = tuple[Resolution, int]


def prefixes(r: Reading, at: int) -> tuple[set[Kind], int]:
    """The small words before a time: which limits they are, and where the time begins."""
    kinds: set[Kind] = set()
    for _ in range(PREFIX_WORDS):
        here = PREFIXES.intersection(r.token(at).senses)
        if not here or r.has(at, Kind.SHIFT):
            break
        kinds |= here
        at += 1
    return kinds, at
