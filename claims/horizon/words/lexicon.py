"""What a language's table is made of, and how its words are looked up. The words are in the language's file."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, auto
from functools import cached_property


class Tag(IntEnum):
    """What a word can mean in a horizon. One word can have several tags ("bis", "second", "vor")."""

    NUMBER = auto()  # 12, zwölf, anderthalb; value: how many
    COUPLE = auto()  # beside NUMBER: a couple of
    FEW = auto()  # a number that is none: some, einige
    ORDINAL = auto()  # third, dritten, last; value: which, negative from the end
    HALF = auto()  # half of something: value 0.5 where it counts
    SHARE = auto()  # fifths, Drittel: of a time, but no rule takes it
    UNIT = auto()  # year, Jahres; value: Unit
    UNITS = auto()  # the plural; value: Unit
    LENGTH = auto()  # Dreivierteljahr; value: (count, Unit)
    TERM = auto()  # Jahresfrist: within it; value: Unit
    NTH = auto()  # Schlussquartal; value: (which, Unit)
    OF_MONTH = auto()  # Märzhälfte; value: (Unit, 1 to 12)
    MONTH = auto()  # value: 1 to 12
    WEEKDAY = auto()  # value: 0 (Monday) to 6
    SEASON = auto()  # value: the first month
    PART_OF_SEASON = auto()  # Spätsommer; value: (UnitPart, first month)
    HOLIDAY = auto()  # value: a function from year to day
    DAY = auto()  # today, morgen; value: days from the day said
    YEAR = auto()  # a year in words; value: the year
    DECADE = auto()  # the thirties; value: 30
    SHIFT = auto()  # this 0, next 1, übernächste 2, last -1
    SHIFTED = auto()  # the new year; value: (shift, Unit)
    COMING = auto()  # beside SHIFT: kommend, upcoming: always the nearest
    PART = auto()  # early, Mitte, end; value: UnitPart
    PART_OF = auto()  # Jahresende, mid-year; value: (UnitPart, Unit)
    IN = auto()  # in, am, on, during
    OVER = auto()  # over, for: a length of time follows
    WITHIN = auto()  # innerhalb, within
    COURSE = auto()  # im Laufe, over the course of
    BY = auto()  # bis, spätestens, by, no later than
    BEFORE = auto()
    AFTER = auto()
    FROM = auto()  # ab, from, starting
    BETWEEN = auto()
    TO = auto()  # bis, to, oder, or
    UP_TO = auto()  # at most, less than
    AT_LEAST = auto()  # not before, frühestens, more than
    AGO = auto()
    LOOKING_BACK = auto()  # vor, where a length of time follows
    HENCE = auto()  # from now, later
    SINCE = auto()
    LATEST = auto()  # after the date: at the latest
    EARLIEST = auto()  # after the date: at the earliest, or later
    AHEAD = auto()  # after a length of time: ahead, to come
    TIME = auto()  # after a length of time: "in two years' time"
    ONCE = auto()  # when, once, sobald: an event follows
    ONWARD = auto()  # after the date: "from 2027 on"
    OF = auto()
    THE = auto()
    AND = auto()
    ABOUT = auto()
    FILLER = auto()  # noch, bereits, sometime
    STARTING = auto()  # beginning on
    VAGUE = auto()
    PAST = auto()  # recently
    EVENT = auto()  # Wahl, election: what a limit can be bound to
    JOINT = auto()  # hyphen, comma: between the parts of a date
    MONEY = auto()  # what makes the number before it no year: Euro, percent
    CLOCK = auto()  # Uhr, am, p.m.: a number before it is a time of day
    OPENED = auto()  # a bracket
    CLOSED = auto()
    NUMBERED = auto()  # beside UNIT: KW, which is nothing without its number
    FISCAL = auto()  # beside UNIT: of a fiscal year, which need not be the calendar year
    HALF_OF = auto()  # Monatshälfte; value: Unit
    HALF_YEAR = auto()  # Sommerhalbjahr; value: the first month
    ON = auto()  # beside IN: "a week on Friday"
    MEASURE = auto()  # beside others: "by", "um" before a length or a share that something grows by
    BOTH = auto()  # beside NUMBER: beide, of which there are two only with "nächste" or "erste"
    ENDING = auto()  # "the year ending 31 March": of a unit that is not the calendar's
    EACH = auto()  # every, pro: of a unit it makes a rate
    BREAK = auto()  # not, rather than: the time behind it is not meant
    POINTS = auto()  # darauf, after that: the time before it is counted from another
    SHORT_WEEKDAY = auto()  # Fr.: a weekday only right before a date
    ASTRAY = auto()  # late, ahead of schedule: the length before it is a delay
    UNTIL = auto()  # beside BY: how long something goes on; "until at least" leaves the end open


# Without a token that has one of these, or a date in numbers, there is no horizon.
ANCHORS = frozenset(
    {
        Tag.UNIT,
        Tag.UNITS,
        Tag.LENGTH,
        Tag.TERM,
        Tag.NTH,
        Tag.OF_MONTH,
        Tag.MONTH,
        Tag.WEEKDAY,
        Tag.SEASON,
        Tag.PART_OF_SEASON,
        Tag.HALF_YEAR,
        Tag.HALF_OF,
        Tag.HOLIDAY,
        Tag.DAY,
        Tag.YEAR,
        Tag.DECADE,
        Tag.SHIFTED,
        Tag.PART_OF,
        Tag.VAGUE,
        Tag.PAST,
    }
)
Sense = Mapping[Tag, object]
WORD = r"[^\W\d_][^\W\d_\u00ad\u200b-\u200d\u0300-\u036f]*(?:[\u00ad\u200b-\u200d\u0300-\u036f]+[^\W\d_]*)*"
WORDS = rf"{WORD}(?:['’]{WORD})?"  # "year's" is one word
APART = re.compile(rf"{WORDS}|\d+\.?|\S")
LETTERS = re.compile(r"[^\W\d_]+")
SEPARATOR = re.compile(r",\s+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d]")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


SLIP_FROM = 5  # letters: "Mai" and "June" are a letter away from too many words


def without_one(word: str) -> Iterator[str]:
    """The word without its second, third ... letter."""
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def key(word: str) -> str:
    """The form under which a word is looked up: composed, lower case, plain apostrophe, no soft hyphens."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", INVISIBLE.sub("", word)).lower().replace("’", "'")


WordEntry = tuple[Tag, object, str]


def plainly(forms: dict[Tag, str]) -> tuple[WordEntry, ...]:
    """Entries of words whose tag says all: they have no value."""
    return tuple((kind, None, each) for kind, each in forms.items())


@dataclass(frozen=True, kw_only=True)
class TimeWords:
    """One language's table and the few habits of writing that are not words.

    An entry is a kind, a value and forms parted by a comma and a space; `~` stands for each of `endings`, and a form of
    several words is read as one. A word listed under several tags has all of them.
    """

    code: str
    entries: tuple[WordEntry, ...]
    endings: tuple[str, ...] = ()
    day_first: bool = False  # 3/4 is the third of April
    dotted_ordinals: bool = False  # "4." is "fourth"
    rolling_next: bool = False  # "in the next year" is the coming twelve months
    far_next_weekday: bool = True  # "next Friday" can be the one after the nearest
    only_capitalised: frozenset[str] = field(default_factory=frozenset)  # common words unless written so
    only_lower: frozenset[str] = field(default_factory=frozenset)  # the same, the other way round
    never_alone: frozenset[str] = field(default_factory=frozenset)  # a time only with a word beside it
    verbs_alike: frozenset[str] = field(
        default_factory=frozenset
    )  # a verb where "in 2027" or "next year" follows
    in_a_story: frozenset[str] = field(default_factory=frozenset)  # "later": from now only in a phrase
    verbs: frozenset[str] = field(default_factory=frozenset)  # parts of a time only before "of" or a year
    indefinite: frozenset[str] = field(default_factory=frozenset)  # before a name: no particular one
    event_endings: tuple[str, ...] = ()  # a noun ending so names an event
    time_endings: tuple[str, ...] = ()  # a word ending so names a time, also one that no entry has
    towards: frozenset[str] = field(default_factory=frozenset)  # before a name: at its beginning
    than: frozenset[str] = field(default_factory=frozenset)  # behind "later": later than another time
    months: tuple[str, ...] = ()  # the names that are looked for behind a slip of the pen
    noun_attributes: bool = False  # "the autumn statement" is a statement

    @cached_property
    def phrases(self) -> dict[str, list[tuple[list[str], Sense]]]:
        """By its first word: every form as words with its tags and their values, the longest first."""
        senses: dict[tuple[str, ...], dict[Tag, object]] = {}
        for kind, value, forms in self.entries:
            for words in self._spelled(forms):
                senses.setdefault(words, {})[kind] = value
        found: dict[str, list[tuple[list[str], Sense]]] = {}
        for words in sorted(senses, key=len, reverse=True):
            found.setdefault(words[0], []).append((list(words), senses[words]))
        return found

    @cached_property
    def telling(self) -> frozenset[str]:
        """Of every form that a horizon or an event needs, its longest word: a text without these holds none."""
        needed = ANCHORS | {Tag.EVENT}
        forms = (
            words for found in self.phrases.values() for words, senses in found if needed & senses.keys()
        )
        runs = (LETTERS.findall(" ".join(words)) for words in forms)
        return frozenset(max(each, key=len) for each in runs if each)

    @cached_property
    def slips(self) -> frozenset[str]:
        """The names of months with one letter left out, of those with five letters and more."""
        return frozenset(
            short for name in self.months if len(name) >= SLIP_FROM for short in (name, *without_one(name))
        )

    def is_slip(self, word: str) -> bool:
        """Whether an unknown word in lower case is a month with a letter wrong, missing, doubled or swapped."""
        close = len(word) >= SLIP_FROM - 1 and word[:1] in self.month_letters
        return close and (word in self.slips or not self.slips.isdisjoint(without_one(word)))

    @cached_property
    def month_letters(self) -> frozenset[str]:
        """What the names of months begin with."""
        return frozenset(name[0] for name in self.months)

    def names_event(self, word: str) -> bool:
        """Whether a word in lower case ends as names of events do: "landtagswahl"."""
        return word.endswith(self.event_endings)

    def _spelled(self, forms: str) -> Iterable[tuple[str, ...]]:
        for form in SEPARATOR.split(forms.strip()):
            for spelled in self._inflected(form.strip()):
                yield tuple(key(word) for word in APART.findall(spelled))
                yield tuple(key(word) for word in APART.findall(spelled.translate(UMLAUTS)))

    def _inflected(self, form: str) -> Iterable[str]:
        if "~" in form:
            return [form.replace("~", ending) for ending in self.endings]
        return [form, form.rstrip(".")]  # an abbreviation stands with its dot or without
