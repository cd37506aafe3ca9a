"""English: every word that the horizon resolver knows. The grammar that combines them is in the other modules."""

from . import almanac
from .almanac import Part, Unit
from .lexicon import Entry, Kind, Language, plainly

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


NUMBERS: tuple[Entry, ...] = (
    *((Kind.NUMBER, n, spaced(cardinal(n))) for n in range(1, 100)),
    *((Kind.ORDINAL, n, spaced(ordinal(n))) for n in range(1, 32)),
    *(
        (Kind.YEAR, 2000 + n, f"two thousand {cardinal(n)}, two thousand and {cardinal(n)}")
        for n in range(1, 100)
    ),
    *((Kind.YEAR, 2000 + n, f"twenty {cardinal(n)}, twenty-{cardinal(n)}") for n in range(10, 100)),
    (Kind.NUMBER, 1, "a, an, a single"),
    (Kind.NUMBER, 2, "couple, a couple, couple of, a couple of"),
    (Kind.COUPLE, None, "couple, a couple, couple of, a couple of"),
    (Kind.NUMBER, 12, "dozen, a dozen"),
    (Kind.NUMBER, 100, "hundred, a hundred, one hundred"),
    (Kind.NUMBER, 1000, "thousand, a thousand, one thousand"),
    (Kind.NUMBER, 0.5, "half a, half an, a half"),
    (Kind.NUMBER, 1.5, "one and a half, one-and-a-half"),
    *((Kind.NUMBER, n + 0.5, spaced(f"{cardinal(n)}-and-a-half")) for n in range(2, 13)),
    (Kind.HALF, 0.5, "half"),
    (
        Kind.FEW,
        None,
        "few, a few, several, some, many, a number of, a handful of, handful of, a matter of, foreseeable",
    ),
    (Kind.SHARE, None, "thirds, fourths, fifths, sixths, eighths, tenths, trimester"),
    (Kind.ORDINAL, 1, "opening"),
    (Kind.ORDINAL, -1, "last, final, closing"),
    (Kind.ORDINAL, -2, "second last, second-last, second to last, second-to-last, penultimate, next to last"),
    (Kind.ORDINAL, -3, "third last, third-last, third to last, third-to-last"),
)

UNITS: tuple[Entry, ...] = (
    (Kind.UNIT, Unit.MINUTE, "minute"),
    (Kind.UNITS, Unit.MINUTE, "minutes"),
    (Kind.UNIT, Unit.HOUR, "hour"),
    (Kind.UNITS, Unit.HOUR, "hours"),
    (Kind.UNIT, Unit.DAY, "day, calendar day"),
    (Kind.UNITS, Unit.DAY, "days, calendar days"),
    (Kind.UNIT, Unit.WORKDAY, "business day, working day, workday, trading day, weekday"),
    (Kind.UNITS, Unit.WORKDAY, "business days, working days, workdays, trading days, weekdays"),
    (Kind.UNIT, Unit.WEEK, "week, calendar week, wk., w/c, week commencing, week beginning, week's"),
    (Kind.UNITS, Unit.WEEK, "weeks, wks."),
    (Kind.UNIT, Unit.WORKWEEK, "workweek, working week, work week, business week"),
    (Kind.UNIT, Unit.WEEKEND, "weekend, week end, week-end"),
    (Kind.UNITS, Unit.WEEKEND, "weekends"),
    (Kind.UNIT, Unit.FORTNIGHT, "fortnight"),
    (Kind.UNITS, Unit.FORTNIGHT, "fortnights"),
    (Kind.UNIT, Unit.MONTH, "month, calendar month, mo., month's"),
    (Kind.UNITS, Unit.MONTH, "months, mos."),
    (Kind.UNIT, Unit.QUARTER, "quarter, qtr., calendar quarter"),
    (Kind.UNITS, Unit.QUARTER, "quarters, qtrs."),
    (Kind.UNIT, Unit.HALF, "half year, half-year, half of the year"),
    (Kind.UNITS, Unit.HALF, "half years, half-years"),
    (Kind.LENGTH, (25, Unit.YEAR), "quarter century, quarter-century, quarter of a century"),
    (Kind.LENGTH, (50, Unit.YEAR), "half century, half-century, half a century"),
    (Kind.NTH, (1, Unit.HALF), "front half, opening half"),
    (Kind.NTH, (2, Unit.HALF), "back half, latter half"),
    (Kind.UNIT, Unit.YEAR, "year, calendar year, yr., year's"),
    (Kind.UNITS, Unit.YEAR, "years, yrs."),
    (Kind.UNIT, Unit.FISCAL_YEAR, "fiscal year, financial year, fiscal, tax year, budget year"),
    (Kind.UNITS, Unit.FISCAL_YEAR, "fiscal years, financial years"),
    (Kind.UNIT, Unit.DECADE, "decade"),
    (Kind.UNITS, Unit.DECADE, "decades"),
    (Kind.UNIT, Unit.CENTURY, "century"),
    (Kind.UNITS, Unit.CENTURY, "centuries"),
)

NAMES: tuple[Entry, ...] = (
    (Kind.MONTH, 1, "january, jan."),
    (Kind.MONTH, 2, "february, feb."),
    (Kind.MONTH, 3, "march, mar."),
    (Kind.MONTH, 4, "april, apr."),
    (Kind.MONTH, 5, "may"),
    (Kind.MONTH, 6, "june, jun."),
    (Kind.MONTH, 7, "july, jul."),
    (Kind.MONTH, 8, "august, aug."),
    (Kind.MONTH, 9, "september, sept., sep."),
    (Kind.MONTH, 10, "october, oct."),
    (Kind.MONTH, 11, "november, nov."),
    (Kind.MONTH, 12, "december, dec."),
    (Kind.WEEKDAY, 0, "monday, mondays, mon."),
    (Kind.WEEKDAY, 1, "tuesday, tuesdays, tues., tue."),
    (Kind.WEEKDAY, 2, "wednesday, wednesdays, wed."),
    (Kind.WEEKDAY, 3, "thursday, thursdays, thurs., thu."),
    (Kind.WEEKDAY, 4, "friday, fridays, fri."),
    (Kind.WEEKDAY, 5, "saturday, saturdays, sat."),
    (Kind.WEEKDAY, 6, "sunday, sundays, sun."),
    (Kind.SEASON, 3, "spring, springtime"),
    (Kind.SEASON, 6, "summer, summertime"),
    (Kind.SEASON, 9, "autumn, fall"),
    (Kind.SEASON, 12, "winter, wintertime"),
    (Kind.PART_OF_SEASON, (Part.MID, 6), "midsummer, high summer"),
    (Kind.PART_OF_SEASON, (Part.MID, 12), "midwinter"),
    (Kind.DAY, 0, "today, now, tonight, this time, this evening, this afternoon, this morning"),
    (Kind.DAY, 1, "tomorrow, next day, the next day"),
    (Kind.DAY, 2, "day after tomorrow, the day after tomorrow"),
    (Kind.DAY, -1, "yesterday"),
    (Kind.DAY, -2, "day before yesterday, the day before yesterday"),
    *(
        (Kind.DECADE, decade, stem.removesuffix("y") + "ies")
        for decade, stem in zip(range(20, 100, 10), TENS, strict=True)
    ),
)

HOLIDAYS: tuple[Entry, ...] = (
    (Kind.HOLIDAY, almanac.fixed(1, 1), "new year's day, new year's, new year, new years, new year day"),
    (Kind.HOLIDAY, almanac.weekday_in(1, 0, 3), "martin luther king day, mlk day"),
    (Kind.HOLIDAY, almanac.fixed(1, 20), "inauguration day"),
    (Kind.HOLIDAY, almanac.fixed(2, 2), "groundhog day"),
    (Kind.HOLIDAY, almanac.fixed(2, 14), "valentine's day, valentines day, valentine's"),
    (Kind.HOLIDAY, almanac.weekday_in(2, 0, 3), "presidents day, presidents' day, president's day"),
    (Kind.HOLIDAY, almanac.fixed(3, 17), "st patrick's day, st. patrick's day, saint patrick's day"),
    (Kind.HOLIDAY, almanac.from_easter(-47), "shrove tuesday, mardi gras"),
    (Kind.HOLIDAY, almanac.from_easter(-46), "ash wednesday"),
    (Kind.HOLIDAY, almanac.from_easter(-7), "palm sunday"),
    (Kind.HOLIDAY, almanac.from_easter(-3), "maundy thursday"),
    (Kind.HOLIDAY, almanac.from_easter(-2), "good friday"),
    (Kind.HOLIDAY, almanac.from_easter(0), "easter, easter sunday"),
    (Kind.HOLIDAY, almanac.from_easter(1), "easter monday"),
    (Kind.HOLIDAY, almanac.fixed(4, 22), "earth day"),
    (Kind.HOLIDAY, almanac.fixed(4, 25), "anzac day"),
    (Kind.HOLIDAY, almanac.fixed(5, 1), "may day"),
    (Kind.HOLIDAY, almanac.from_easter(39), "ascension day, ascension"),
    (Kind.HOLIDAY, almanac.weekday_in(5, 6, 2), "mother's day, mothers day"),
    (Kind.HOLIDAY, almanac.from_easter(49), "pentecost, whitsun, whit sunday"),
    (Kind.HOLIDAY, almanac.from_easter(50), "whit monday"),
    (Kind.HOLIDAY, almanac.weekday_in(5, 0, -1), "memorial day"),
    (Kind.HOLIDAY, almanac.weekday_in(6, 6, 3), "father's day, fathers day"),
    (Kind.HOLIDAY, almanac.fixed(6, 19), "juneteenth"),
    (Kind.HOLIDAY, almanac.fixed(7, 1), "canada day"),
    (Kind.HOLIDAY, almanac.fixed(7, 4), "independence day, fourth of july, the fourth of july, 4th of july"),
    (Kind.HOLIDAY, almanac.fixed(7, 14), "bastille day"),
    (Kind.HOLIDAY, almanac.weekday_in(9, 0, 1), "labor day, labour day"),
    (Kind.HOLIDAY, almanac.weekday_in(10, 0, 2), "columbus day, indigenous peoples' day"),
    (Kind.HOLIDAY, almanac.fixed(10, 31), "halloween"),
    (Kind.HOLIDAY, almanac.fixed(11, 1), "all saints' day, all saints day"),
    (Kind.HOLIDAY, almanac.fixed(11, 5), "guy fawkes, bonfire night"),
    (Kind.HOLIDAY, almanac.fixed(11, 11), "veterans day, armistice day, remembrance day"),
    (Kind.HOLIDAY, almanac.weekday_in(11, 0, 1, 1), "election day"),
    (Kind.HOLIDAY, almanac.weekday_in(11, 3, 4), "thanksgiving, thanksgiving day"),
    (Kind.HOLIDAY, almanac.weekday_in(11, 3, 4, 1), "black friday"),
    (Kind.HOLIDAY, almanac.weekday_in(11, 3, 4, 4), "cyber monday"),
    (Kind.HOLIDAY, almanac.fixed(12, 24), "christmas eve"),
    (Kind.HOLIDAY, almanac.fixed(12, 25), "christmas, christmas day, xmas"),
    (Kind.HOLIDAY, almanac.fixed(12, 26), "boxing day"),
    (
        Kind.HOLIDAY,
        almanac.fixed(12, 31),
        "new year's eve, new years eve, turn of the year, the turn of the year",
    ),
)

PARTS: tuple[Entry, ...] = (
    (Kind.SHIFT, 0, "this, current, present, the current, the present, this current, this same"),
    (Kind.SHIFT, 1, "next, coming, upcoming, following, this coming, this upcoming, this next, ensuing"),
    (Kind.COMING, True, "coming, upcoming, following, this coming, this upcoming"),
    (Kind.SHIFT, -1, "last, past, previous, this past, preceding, recent"),
    (Kind.PART, Part.START, "start, beginning, dawn, opening, outset"),
    (Kind.PART, Part.EARLY, "early, early in, early on in, early part"),
    (Kind.PART, Part.MID, "mid, middle, midpoint, midway through, halfway through"),
    (
        Kind.PART,
        Part.LATE,
        "late, late in, late part, latter part, later part, tail end, towards the end, toward the end",
    ),
    (Kind.PART, Part.END, "end, close, conclusion, ending, very end, turn"),
    (Kind.PART, Part.REST, "later, later in, remainder, rest, the rest, the remainder, balance"),
    (Kind.SHIFTED, (1, Unit.YEAR), "the new year"),
    (
        Kind.PART_OF,
        (Part.END, Unit.YEAR),
        "the year is out, year is out, year-end, year end, yearend, year's end, eoy",
    ),
    (Kind.PART_OF, (Part.MID, Unit.YEAR), "mid-year, midyear, mid year"),
    (Kind.PART_OF, (Part.END, Unit.QUARTER), "quarter-end, quarter end, eoq"),
    (Kind.PART_OF, (Part.END, Unit.MONTH), "the month is out, month-end, month end, month's end, eom"),
    (Kind.PART_OF, (Part.MID, Unit.MONTH), "mid-month"),
    (Kind.PART_OF, (Part.END, Unit.WEEK), "eow, week's end"),
    (Kind.PART_OF, (Part.MID, Unit.WEEK), "midweek, mid-week"),
    (Kind.PART_OF, (Part.END, Unit.DECADE), "the decade is out, decade is out, decade's end, decade-end"),
    (Kind.PART_OF, (Part.MID, Unit.DECADE), "mid-decade"),
    (Kind.PART_OF, (Part.END, Unit.CENTURY), "century's end"),
    (Kind.PART_OF, (Part.MID, Unit.CENTURY), "mid-century, midcentury"),
)

LIMITS = plainly(
    {
        Kind.IN: "in, on, at, during, into, around, circa",
        Kind.OVER: "over, for, throughout, across",
        Kind.WITHIN: """
            within, inside, inside of, in the span of, in the space of, over the span of, in a period of,
            within a period of, over a period of
        """,
        Kind.COURSE: "in the course of, over the course of, during the course of, during",
        Kind.BY: """
            by, until, till, til, no later than, not later than, through, up to, up until, by at latest, at
            the latest by, as late as, at latest by, by no later than, on or before, by or before, due by,
            well into, in time for, not later than the
        """,
        Kind.BEFORE: """
            before, ahead of, prior to, in advance of, earlier than, sooner than, well before
        """,
        Kind.AFTER: "after, following, past, beyond, later than, only after, in the wake of",
        Kind.FROM: "from",
        Kind.STARTING: """
            starting, beginning, starting on, beginning on, starting from, commencing, of, from, starting in,
            beginning in, as of, effective, with effect from
        """,
        Kind.BETWEEN: "between, anywhere between, somewhere between",
        Kind.TO: """
            to, through, until, till, or, and, thru, -, /, or even, or perhaps, or possibly, if not
        """,
        Kind.UP_TO: """
            up to, less than, under, at most, no more than, not more than, fewer than, as little as
        """,
        Kind.AT_LEAST: """
            not before, no earlier than, not until, no sooner than, at least, more than, not earlier than,
            upwards of, at the earliest in
        """,
        Kind.AGO: "ago, back, earlier",
        Kind.HENCE: """
            from now, from today, hence, later, out, down the road, down the line, after today
        """,
        Kind.SINCE: "since, ever since",
        Kind.LATEST: "at the latest, at latest, or sooner, or earlier, or before",
        Kind.AHEAD: "ahead, to come, from here",
        Kind.TIME: """
            ', time, or so, period, time frame, timeframe, time-frame, time span, timespan, horizon, window,
            timescale
        """,
        Kind.EARLIEST: "at the earliest, or later, or beyond, and beyond",
        Kind.OF: "of, in, for, from, on, '",
        Kind.ONWARD: "on, onward, onwards, forward",
        Kind.THE: "the",
        Kind.AND: "and",
        Kind.ONCE: "once, when, as soon as, upon, pending, provided, until after",
        Kind.ABOUT: """
            about, around, approximately, roughly, circa, sometime around, some, nearly, almost, or so
        """,
        Kind.FILLER: """
            as early as, as soon as, already, sometime, some time, only, just, even, still, perhaps, noon,
            close of business, possibly, probably, sometime in, any time, anytime, likely, maybe, well, full,
            more, additional
        """,
        Kind.JOINT: "-, ,, /",
        Kind.MONEY: """
            dollars, euros, pounds, percent, per cent, million, billion, people, cases, points, tonnes, tons,
            miles, kilometres, kilometers, megawatts, gigawatts, degrees, %, €, $
        """,
    }
)

OPEN = plainly(
    {
        Kind.VAGUE: """
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
        Kind.PAST: """
            earlier this year, earlier this month, earlier this week, earlier this decade, earlier this
            quarter, earlier this season, earlier this spring, earlier this summer, earlier today, recently,
            lately, formerly, previously, not long ago
        """,
        Kind.EVENT: """
            election, elections, ipo, summit, launch, release, vote, referendum, trial, verdict, merger, world
            cup, olympics, inauguration, takeover, closing, approval, ratification, offering, term,
            parliament, session, season, midterms, summer holidays, summer recess, school holidays, half-term
        """,
    }
)

ENGLISH = Language(
    code="en",
    entries=NUMBERS + UNITS + NAMES + HOLIDAYS + PARTS + LIMITS + OPEN,
    rolling_next=True,
    only_capitalised=frozenset({"may", "march", "mar", "sun", "sat", "mon", "wed"}),
    never_alone=frozenset({"may", "march", "fall", "spring", "now", "today", "tonight", "second"}),
    in_a_story=frozenset({"later", "earlier", "out", "back", "down the line", "down the road"}),
    verbs=frozenset({"start", "end", "close", "turn", "open", "opening", "ending", "conclusion"}),
    event_endings=("election", "elections"),
)
