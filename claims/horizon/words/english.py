"""English: every word that the horizon resolver knows. The grammar that combines them is in the other modules."""

from claims.horizon import almanac

from ..almanac import Unit, UnitPart
from .lexicon import Tag, TimeWords, WordEntry, plainly

TO_TWELVE = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
ONES = ["zero", *TO_TWELVE, *TEENS]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
FIRSTS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}


def cardinal(number: int) -> str:
    """A number from 0 to 99 in words."""
    if number < len(ONES):
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def ordinal(number: int) -> str:
    """ "first" to "ninety-ninth"."""
    tens, ones = divmod(number, 10)
    if number in FIRSTS:
        return FIRSTS[number]
    if number < len(ONES):
        return ONES[number] + "th"
    return f"{TENS[tens - 2]}-{ordinal(ones)}" if ones else TENS[tens - 2].removesuffix("y") + "ieth"


def spaced(words: str) -> str:
    """The form with a hyphen and the form with a space."""
    return f"{words}, {words.replace('-', ' ')}"


NUMBERS: tuple[WordEntry, ...] = (
    *((Tag.NUMBER, n, spaced(cardinal(n))) for n in range(1, 100)),
    *((Tag.ORDINAL, n, spaced(ordinal(n))) for n in range(1, 32)),
    *(
        (Tag.YEAR, 2000 + n, f"two thousand {cardinal(n)}, two thousand and {cardinal(n)}")
        for n in range(1, 100)
    ),
    *((Tag.YEAR, 2000 + n, f"twenty {cardinal(n)}, twenty-{cardinal(n)}") for n in range(10, 100)),
    (Tag.NUMBER, 1, "a, an, a single"),
    (Tag.NUMBER, 2, "couple, a couple, couple of, a couple of"),
    (Tag.COUPLE, None, "couple, a couple, couple of, a couple of"),
    (Tag.NUMBER, 12, "dozen, a dozen"),
    (Tag.NUMBER, 100, "hundred, a hundred, one hundred"),
    (Tag.NUMBER, 1000, "thousand, a thousand, one thousand"),
    (Tag.NUMBER, 0.5, "half a, half an, a half"),
    (Tag.NUMBER, 1.5, "one and a half, one-and-a-half"),
    *((Tag.NUMBER, n + 0.5, spaced(f"{cardinal(n)}-and-a-half")) for n in range(2, 13)),
    (Tag.HALF, 0.5, "half"),
    (
        Tag.FEW,
        None,
        "few, a few, several, some, many, a number of, a handful of, handful of, a matter of, foreseeable",
    ),
    (Tag.SHARE, None, "thirds, fourths, fifths, sixths, eighths, tenths, trimester, semester, semesters"),
    (Tag.ORDINAL, 1, "opening"),
    (Tag.ORDINAL, -1, "last, final, closing"),
    (Tag.ORDINAL, -2, "second last, second-last, second to last, second-to-last, penultimate, next to last"),
    (Tag.ORDINAL, -3, "third last, third-last, third to last, third-to-last"),
)

UNITS: tuple[WordEntry, ...] = (
    (Tag.UNIT, Unit.MINUTE, "minute"),
    (Tag.UNITS, Unit.MINUTE, "minutes"),
    (Tag.UNIT, Unit.HOUR, "hour"),
    (Tag.UNITS, Unit.HOUR, "hours"),
    (Tag.UNIT, Unit.DAY, "day, calendar day"),
    (Tag.UNITS, Unit.DAY, "days, calendar days"),
    (Tag.UNIT, Unit.WORKDAY, "business day, working day, workday, trading day, weekday"),
    (Tag.UNITS, Unit.WORKDAY, "business days, working days, workdays, trading days, weekdays"),
    (Tag.UNIT, Unit.WEEK, "week, calendar week, wk., w/c, week commencing, week beginning, week's, cw"),
    (Tag.UNITS, Unit.WEEK, "weeks, wks., calendar weeks"),
    (Tag.NUMBERED, None, "cw"),
    (Tag.UNIT, Unit.WORKWEEK, "workweek, working week, work week, business week"),
    (Tag.UNIT, Unit.WEEKEND, "weekend, week end, week-end"),
    (Tag.UNITS, Unit.WEEKEND, "weekends"),
    (Tag.UNIT, Unit.FORTNIGHT, "fortnight, fortnight's"),
    (Tag.UNITS, Unit.FORTNIGHT, "fortnights"),
    (Tag.UNIT, Unit.MONTH, "month, calendar month, mo., month's"),
    (Tag.UNITS, Unit.MONTH, "months, mos."),
    (Tag.UNIT, Unit.QUARTER, "quarter, qtr., calendar quarter"),
    (Tag.UNIT, Unit.QUARTER, "fiscal quarter, financial quarter"),
    (Tag.UNIT, Unit.HALF, "fiscal half, financial half"),
    (Tag.FISCAL, None, "fiscal quarter, financial quarter, fiscal half, financial half"),
    (Tag.UNITS, Unit.QUARTER, "quarters, qtrs."),
    (Tag.UNIT, Unit.HALF, "half year, half-year, half of the year"),
    (Tag.UNITS, Unit.HALF, "half years, half-years"),
    (Tag.LENGTH, (25, Unit.YEAR), "quarter century, quarter-century, quarter of a century"),
    (Tag.LENGTH, (50, Unit.YEAR), "half century, half-century, half a century"),
    (Tag.NTH, (1, Unit.HALF), "front half, opening half"),
    (Tag.NTH, (2, Unit.HALF), "back half, latter half"),
    (Tag.UNIT, Unit.YEAR, "year, calendar year, yr., year's, the full year"),
    (Tag.UNITS, Unit.YEAR, "years, yrs."),
    (Tag.UNIT, Unit.FISCAL_YEAR, "fiscal year, financial year, fiscal, tax year, budget year"),
    (Tag.FISCAL, None, "fiscal year, financial year, fiscal, tax year, budget year"),
    (Tag.UNITS, Unit.FISCAL_YEAR, "fiscal years, financial years"),
    (Tag.UNIT, Unit.DECADE, "decade"),
    (Tag.UNITS, Unit.DECADE, "decades"),
    (Tag.UNIT, Unit.CENTURY, "century"),
    (Tag.UNITS, Unit.CENTURY, "centuries"),
)

NAMES: tuple[WordEntry, ...] = (
    (Tag.MONTH, 1, "january, jan."),
    (Tag.MONTH, 2, "february, feb."),
    (Tag.MONTH, 3, "march, mar."),
    (Tag.MONTH, 4, "april, apr."),
    (Tag.MONTH, 5, "may"),
    (Tag.MONTH, 6, "june, jun."),
    (Tag.MONTH, 7, "july, jul."),
    (Tag.MONTH, 8, "august, aug."),
    (Tag.MONTH, 9, "september, sept., sep."),
    (Tag.MONTH, 10, "october, oct."),
    (Tag.MONTH, 11, "november, nov."),
    (Tag.MONTH, 12, "december, dec."),
    (Tag.WEEKDAY, 0, "monday, mondays, mon."),
    (Tag.WEEKDAY, 1, "tuesday, tuesdays, tues., tue."),
    (Tag.WEEKDAY, 2, "wednesday, wednesdays, wed."),
    (Tag.WEEKDAY, 3, "thursday, thursdays, thurs., thu."),
    (Tag.WEEKDAY, 4, "friday, fridays, fri."),
    (Tag.WEEKDAY, 5, "saturday, saturdays, sat."),
    (Tag.WEEKDAY, 6, "sunday, sundays, sun."),
    (Tag.SEASON, 3, "spring, springtime"),
    (Tag.SEASON, 6, "summer, summertime"),
    (Tag.SEASON, 9, "autumn, fall"),
    (Tag.SEASON, 12, "winter, wintertime"),
    (Tag.PART_OF_SEASON, (UnitPart.MID, 6), "midsummer, high summer"),
    (Tag.PART_OF_SEASON, (UnitPart.MID, 12), "midwinter"),
    (Tag.DAY, 0, "today, now, tonight, this time, this evening, this afternoon, this morning"),
    (Tag.DAY, 1, "tomorrow, next day, the next day"),
    (Tag.DAY, 2, "day after tomorrow, the day after tomorrow"),
    (Tag.DAY, -1, "yesterday"),
    (Tag.DAY, -2, "day before yesterday, the day before yesterday"),
    *(
        (Tag.DECADE, decade, stem.removesuffix("y") + "ies")
        for decade, stem in zip(range(20, 100, 10), TENS, strict=True)
    ),
)

HOLIDAYS: tuple[WordEntry, ...] = (
    (Tag.HOLIDAY, almanac.fixed(1, 1), "new year's day, new year's, new year, new years, new year day"),
    (Tag.HOLIDAY, almanac.weekday_in(1, 0, 3), "martin luther king day, mlk day"),
    (Tag.HOLIDAY, almanac.fixed(1, 20), "inauguration day"),
    (Tag.HOLIDAY, almanac.fixed(2, 2), "groundhog day"),
    (Tag.HOLIDAY, almanac.fixed(2, 14), "valentine's day, valentines day, valentine's"),
    (Tag.HOLIDAY, almanac.weekday_in(2, 0, 3), "presidents day, presidents' day, president's day"),
    (Tag.HOLIDAY, almanac.fixed(3, 17), "st patrick's day, st. patrick's day, saint patrick's day"),
    (Tag.HOLIDAY, almanac.from_easter(-47), "shrove tuesday, mardi gras"),
    (Tag.HOLIDAY, almanac.from_easter(-46), "ash wednesday"),
    (Tag.HOLIDAY, almanac.from_easter(-7), "palm sunday"),
    (Tag.HOLIDAY, almanac.from_easter(-3), "maundy thursday"),
    (Tag.HOLIDAY, almanac.from_easter(-2), "good friday"),
    (Tag.HOLIDAY, almanac.from_easter(0), "easter, easter sunday"),
    (Tag.HOLIDAY, almanac.from_easter(1), "easter monday"),
    (Tag.HOLIDAY, almanac.fixed(4, 22), "earth day"),
    (Tag.HOLIDAY, almanac.fixed(4, 25), "anzac day"),
    (Tag.HOLIDAY, almanac.fixed(5, 1), "may day"),
    (Tag.HOLIDAY, almanac.from_easter(39), "ascension day, ascension"),
    (Tag.HOLIDAY, almanac.weekday_in(5, 6, 2), "mother's day, mothers day"),
    (Tag.HOLIDAY, almanac.from_easter(49), "pentecost, whitsun, whit sunday"),
    (Tag.HOLIDAY, almanac.from_easter(50), "whit monday"),
    (Tag.HOLIDAY, almanac.weekday_in(5, 0, -1), "memorial day"),
    (Tag.HOLIDAY, almanac.weekday_in(6, 6, 3), "father's day, fathers day"),
    (Tag.HOLIDAY, almanac.fixed(6, 19), "juneteenth"),
    (Tag.HOLIDAY, almanac.fixed(7, 1), "canada day"),
    (Tag.HOLIDAY, almanac.fixed(7, 4), "independence day, fourth of july, the fourth of july, 4th of july"),
    (Tag.HOLIDAY, almanac.fixed(7, 14), "bastille day"),
    (Tag.HOLIDAY, almanac.weekday_in(9, 0, 1), "labor day, labour day"),
    (Tag.HOLIDAY, almanac.weekday_in(10, 0, 2), "columbus day, indigenous peoples' day"),
    (Tag.HOLIDAY, almanac.fixed(10, 31), "halloween"),
    (Tag.HOLIDAY, almanac.fixed(11, 1), "all saints' day, all saints day"),
    (Tag.HOLIDAY, almanac.fixed(11, 5), "guy fawkes, bonfire night"),
    (Tag.HOLIDAY, almanac.fixed(11, 11), "veterans day, armistice day, remembrance day"),
    (Tag.HOLIDAY, almanac.weekday_in(11, 0, 1, 1), "election day"),
    (Tag.HOLIDAY, almanac.weekday_in(11, 3, 4), "thanksgiving, thanksgiving day"),
    (Tag.HOLIDAY, almanac.weekday_in(11, 3, 4, 1), "black friday"),
    (Tag.HOLIDAY, almanac.weekday_in(11, 3, 4, 4), "cyber monday"),
    (Tag.HOLIDAY, almanac.fixed(12, 24), "christmas eve"),
    (Tag.HOLIDAY, almanac.fixed(12, 25), "christmas, christmas day, xmas"),
    (Tag.HOLIDAY, almanac.fixed(12, 26), "boxing day"),
    (
        Tag.HOLIDAY,
        almanac.fixed(12, 31),
        "new year's eve, new years eve, turn of the year, the turn of the year",
    ),
)

PARTS: tuple[WordEntry, ...] = (
    (Tag.SHIFT, 0, "this, current, present, the current, the present, this current, this same"),
    (Tag.SHIFT, 1, "next, coming, upcoming, following, this coming, this upcoming, this next, ensuing"),
    (Tag.COMING, True, "coming, upcoming, following, this coming, this upcoming"),
    (Tag.SHIFT, -1, "last, past, previous, this past, preceding, recent"),
    (Tag.PART, UnitPart.START, "start, beginning, dawn, opening, outset"),
    (Tag.PART, UnitPart.EARLY, "early, early in, early on in, early part"),
    (Tag.PART, UnitPart.MID, "mid, middle, midpoint, midway through, halfway through"),
    (
        Tag.PART,
        UnitPart.LATE,
        "late, late in, late part, latter part, later part, tail end, towards the end, toward the end",
    ),
    (Tag.PART, UnitPart.END, "end, close, conclusion, ending, very end, turn"),
    (Tag.PART, UnitPart.REST, "later, later in, remainder, rest, the rest, the remainder, balance"),
    (Tag.SHIFTED, (1, Unit.YEAR), "the new year"),
    (Tag.SHIFTED, (0, Unit.YEAR), "the full year"),
    (
        Tag.PART_OF,
        (UnitPart.END, Unit.YEAR),
        """
            the year is over, the year was out, the year was over, the year ends, the year ended, the year is out,
            year is out, year-end, year end, yearend, year's end, eoy
        """,
    ),
    (Tag.PART_OF, (UnitPart.MID, Unit.YEAR), "mid-year, midyear, mid year"),
    (Tag.PART_OF, (UnitPart.END, Unit.QUARTER), "quarter-end, quarter end, eoq"),
    (Tag.PART_OF, (UnitPart.END, Unit.MONTH), "the month is out, month-end, month end, month's end, eom"),
    (Tag.PART_OF, (UnitPart.MID, Unit.MONTH), "mid-month"),
    (Tag.PART_OF, (UnitPart.END, Unit.WEEK), "eow, week's end"),
    (Tag.PART_OF, (UnitPart.MID, Unit.WEEK), "midweek, mid-week"),
    (
        Tag.PART_OF,
        (UnitPart.END, Unit.DECADE),
        "the decade is out, decade is out, this decade is out, decade's end, decade-end",
    ),
    (Tag.PART_OF, (UnitPart.MID, Unit.DECADE), "mid-decade"),
    (Tag.PART_OF, (UnitPart.END, Unit.CENTURY), "century's end"),
    (Tag.PART_OF, (UnitPart.MID, Unit.CENTURY), "mid-century, midcentury"),
)

LIMITS = plainly(
    {
        Tag.IN: "in, on, at, during, into, around, circa",
        Tag.OVER: "over, for, throughout, across",
        Tag.WITHIN: """
            within, inside, inside of, in the span of, in the space of, over the span of, in a period of,
            within a period of, over a period of
        """,
        Tag.COURSE: "in the course of, over the course of, during the course of, during",
        Tag.BY: """
            by, until, till, til, no later than, not later than, not after, through, up to, up until, by at latest, at
            the latest by, as late as, at latest by, by no later than, on or before, by or before, due by,
            well into, in time for, not later than the, at the latest in, until well into, to at least
        """,
        Tag.BEFORE: """
            before, ahead of, prior to, in advance of, earlier than, sooner than, well before
        """,
        Tag.AFTER: "after, until after, following, past, beyond, later than, only after, in the wake of",
        Tag.FROM: "from",
        Tag.STARTING: """
            starting, beginning, starting on, beginning on, starting from, commencing, of, from, starting in,
            beginning in, as of, effective, with effect from
        """,
        Tag.BETWEEN: "between, anywhere between, somewhere between",
        Tag.TO: """
            to, through, until, till, or, and, thru, -, /, or even, or perhaps, or possibly, if not
        """,
        Tag.UP_TO: """
            up to, less than, under, at most, no more than, not more than, fewer than, as little as
        """,
        Tag.AT_LEAST: """
            not before, hardly before, never before, scarcely before, no earlier than, not until, no sooner
            than, at least, more than, not earlier than, upwards of, at the earliest in, to at least
        """,
        Tag.AGO: "ago, back, earlier",
        Tag.HENCE: """
            from now, from today, hence, later, out, down the road, down the line, after today
        """,
        Tag.SINCE: "since, ever since",
        Tag.LATEST: "at the latest, at latest, or sooner, or earlier, or before",
        Tag.AHEAD: "ahead, to come, from here",
        Tag.TIME: """
            ', time, or so, period, time frame, timeframe, time-frame, time span, timespan, horizon, window,
            timescale
        """,
        Tag.EARLIEST: "at the earliest, or later, or beyond, and beyond, or longer, and longer",
        Tag.OF: "of, in, for, from, on, '",
        Tag.ONWARD: "on, onward, onwards, forward",
        Tag.THE: "the",
        Tag.AND: "and, but",
        Tag.ONCE: "once, when, as soon as, upon, pending, provided, until after",
        Tag.ABOUT: """
            about, around, approximately, roughly, circa, sometime around, some, nearly, almost, or so
        """,
        Tag.FILLER: """
            as early as, as soon as, already, sometime, some time, only, just, even, still, perhaps, noon, midnight,
            close of business, possibly, probably, sometime in, any time, anytime, likely, maybe, well, full,
            come, calendar, another, more, additional, both of, whole, entire
        """,
        Tag.JOINT: "-, ,, /",
        Tag.OPENED: "(, [",
        Tag.CLOSED: "), ]",
        Tag.CLOCK: "am, pm, a.m., p.m., o'clock",
        Tag.ON: "on",
        Tag.ENDING: "ending, ending on, that ends, that ends on, which ends, which ends on, ending in",
        Tag.MEASURE: "by",
        Tag.EACH: "every, each, per, every other",
        Tag.BREAK: """
            not, hardly, never, scarcely, no longer, neither, rather than, instead of, except, except for,
            other than, unlike, excluding, without, apart from, barring
        """,
        Tag.POINTS: "after that, before that, to date",
        Tag.ASTRAY: "late, early, behind schedule, ahead of schedule, overdue, ahead of time, behind time",
        Tag.UNTIL: "until, till, til, through, up to, up until, until well into, to at least, thru",
        Tag.MONEY: """
            dollars, euros, pounds, percent, per cent, million, billion, people, cases, points, tonnes, tons,
            miles, kilometres, kilometers, megawatts, gigawatts, degrees, %, €, $
        """,
    }
)

OPEN = plainly(
    {
        Tag.VAGUE: """
            soon, very soon, shortly, before long, sooner or later, one day, some day, someday, eventually, in
            the near future, in the future, in the foreseeable future, in the not too distant future, in the
            not-too-distant future, in the long run, in the long term, in the short term, in the medium term,
            over the long term, over the medium term, long-term, in due course, as soon as possible, in time,
            over time, in the years to come, in years to come, imminently, in the years ahead, in the months
            ahead, in the weeks ahead, in the days ahead, near-term, in the decades ahead, in the decades to
            come, in the months to come, in the weeks to come, for the foreseeable future, down the road, down
            the line, at some point, in our lifetime, in the immediate future, in the coming period, going
            forward, ultimately, any day now, in a generation, within a generation, in our lifetimes, in my
            lifetime, within our lifetime, within my lifetime, in the near term, near term, long term, short
            term, medium term, medium-term, short-term, at the earliest opportunity, within our lifetimes, in
            their lifetime, in his lifetime, in her lifetime, for years to come, for decades to come
        """,
        Tag.PAST: """
            earlier this year, earlier this month, earlier this week, earlier this decade, earlier this
            quarter, earlier this season, earlier this spring, earlier this summer, earlier today, recently,
            lately, formerly, previously, not long ago
        """,
        Tag.EVENT: """
            election, elections, ipo, summit, launch, release, vote, referendum, trial, verdict, merger, world
            cup, olympics, inauguration, takeover, closing, approval, ratification, offering, term,
            parliament, session, season, midterms, games, budget, statement, school year, academic year, model year,
            conference, congress, break, recess, summer holidays, summer recess, school holidays, half-term
        """,
    }
)

ENGLISH = TimeWords(
    code="en",
    entries=NUMBERS + UNITS + NAMES + HOLIDAYS + PARTS + LIMITS + OPEN,
    rolling_next=True,
    noun_attributes=True,
    only_capitalised=frozenset({"may", "march", "mar", "sun", "sat", "mon", "wed"}),
    than=frozenset({"than"}),
    months=tuple(month for month in MONTHS if month != "march"),  # "marsh", "match"
    indefinite=frozenset({"a", "an", "one", "another", "any", "some", "no", "every", "each"}),
    verbs_alike=frozenset({"may", "march", "fall"}),
    never_alone=frozenset({"may", "march", "fall", "spring", "now", "today", "tonight", "second"}),
    in_a_story=frozenset({"later", "earlier", "out", "back", "down the line", "down the road"}),
    verbs=frozenset({"start", "end", "close", "turn", "open", "opening", "ending", "conclusion"}),
    event_endings=("election", "elections"),
)
