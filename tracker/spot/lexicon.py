"""The form of a language's word table, and a text cut into words that are looked up in it."""

import re
from dataclasses import dataclass, field
from enum import IntEnum, auto
from functools import cached_property


class Cue(IntEnum):
    """What a word or phrase says about a sentence. One can say several things; a number costs less to look up."""

    WILL = auto()
    """will, wird: it happens."""
    REPORTED = auto()
    """werde, solle: the same in reported speech."""
    WOULD = auto()
    """would, würde: reported speech after "said", else a possibility."""
    PLANNED = auto()
    """soll, is set to, geplant."""
    COULD = auto()
    """könnte, may."""
    ABLE = auto()
    """kann, can: a possibility, unless beside a WILL."""
    PROMISE = auto()
    """its subject is the claimant: pledged, sichert zu."""
    INTENT = auto()
    """its subject is the claimant: plant, aims to."""
    FORECAST = auto()
    """its subject is the claimant: expects, rechnet."""
    EXPECTED = auto()
    """no one's expectation: is expected, voraussichtlich."""
    CHANGE = auto()
    """opens, beginnt: in the present tense a claim if the time is to come."""
    IS = auto()
    """is, hat: the same, but of a year to come only."""
    SAID = auto()
    """said, teilte mit: its subject is the claimant."""
    ACCORDING = auto()
    """laut, according to: the claimant follows."""
    ACCORDING_AFTER = auto()
    """zufolge: the claimant stands before."""
    SO = auto()
    """so: after a comma, the claimant follows."""
    SUBJUNCTIVE = auto()
    """habe, sei: reported speech that has no verb of saying."""
    WE = auto()
    """the speaker speaks of himself or of his body."""
    HE = auto()
    """he, er: a man named before."""
    SHE = auto()
    """she, sie: a woman named before."""
    PERSON = auto()
    """the manager, der Minister: a person named before."""
    BODY = auto()
    """the company, der Konzern: a body named before."""
    TITLE = auto()
    """before a name: Mr, Dr, Präsident."""
    PAST = auto()
    """was, hatte."""
    WHETHER = auto()
    """ob, whether: open, so no claim."""
    DEMAND = auto()
    """should, fordert: what somebody wants of others, or would be; it looks ahead, and is hardly a claim."""
    DUTY = auto()
    """must, müssen: a rule, no claim."""
    NOTICE = auto()
    """takes place, tickets, opening hours: an event notice."""
    DETERMINER = auto()
    """the, ein, its: a noun follows."""
    PURPOSE = auto()
    """um ... zu, in order to: what is done now is meant for later."""
    OLD = auto()
    """hatte, had, ursprünglich: a plan of long ago."""
    YOU = auto()
    """advice to the reader."""
    TIME = auto()
    """weekdays, months, units: never a claimant."""
    IT = auto()
    """it, they: a body named before."""
    IT_SAYS = auto()
    """Heißt es in: of the source named before."""
    BEGINS = auto()
    """beside CHANGE: of a time that need not be to come: "beginnt im Mai" """
    LEAVES = auto()
    """in den Ruhestand, vom Netz: beside CHANGE, also of a time that need not be to come."""
    RISES = auto()
    """beside CHANGE: of prices and laws, at any distance."""
    LASTS = auto()
    """beside CHANGE: "läuft bis": no claim about its end."""
    REFERS = auto()
    """at a sentence's start: what was said before."""
    MANY = auto()
    """analysts, Forscher: several who are not named."""
    NOBODY = auto()
    """reports, Prognose: no one who could say something."""
    SMALL = auto()
    """capitalised at a sentence's start, but no name."""
    GOAL = auto()
    """Ziel, target: what an infinitive behind it aims at."""
    CONTRACT = auto()
    """Vertrag, lease: "until" only tells how long it runs."""
    DELAY = auto()
    """verschiebt, postponed: the time named before it is given up."""
    WHO = auto()
    """who, die: begins a relative clause."""
    ADVERB = auto()
    """also, later: may stand between a subject and its verb."""


Entries = dict[Cue, str]
WORD = re.compile(r"[^\W\d_]+(?:[-'’‑&.][^\W\d_]+|\*innen|:innen)*|\d+(?:[.,:]\d+)*|\S")
SEPARATOR = re.compile(r",\s+")


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """One language's table: forms parted by a comma and a space, each of one or more words."""

    code: str
    entries: Entries
    person_endings: tuple[str, ...] = ()  # a noun ending so is a person by role: Finanzchef
    body_endings: tuple[str, ...] = ()  # a noun ending so is a body: Bundesbank
    body_words: frozenset[str] = frozenset()  # a word that makes a name a body's: AG, Inc
    late_particles: frozenset[str] = frozenset()  # in names only behind another: "von der"
    group_endings: tuple[str, ...] = ()  # a noun ending so is a body named before: Autokonzern
    past_endings: tuple[str, ...] = ()
    not_past: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()  # may stand within a phrase: "is now expected to"
    particles: frozenset[str] = frozenset()  # within names: von, of
    body_particles: frozenset[str] = frozenset()  # those only within names of bodies: of, für
    nouns_are_capitalised: bool = False
    lemmas: bool = False  # verbs are told from other words by their infinitive
    given_names: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def many(self) -> frozenset[str]:
        """What several who are not named are called."""
        return frozenset(SEPARATOR.split(" ".join(self.entries[Cue.MANY].split())))

    @cached_property
    def phrases(self) -> dict[str, list[tuple[tuple[str, ...], frozenset[Cue]]]]:
        """By its first word: every form as words with its cues, the longest first."""
        cues: dict[tuple[str, ...], set[Cue]] = {}
        for cue, forms in self.entries.items():
            for form in SEPARATOR.split(" ".join(forms.split())):
                if form:
                    cues.setdefault(tuple(form.split(" ")), set()).add(cue)
        found: dict[str, list[tuple[tuple[str, ...], frozenset[Cue]]]] = {}
        for words in sorted(cues, key=len, reverse=True):
            found.setdefault(words[0], []).append((words, frozenset(cues[words])))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CuedWord:
    """A word or punctuation mark of the text with its cues.

    A phrase of several words has its cues at the first; `length` is the number of its words.
    """

    start: int
    end: int
    text: str
    cues: frozenset[Cue]
    length: int = 1

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


NO_CUES: frozenset[Cue] = frozenset()
# Those that an English noun may have as well: "its forecast", "a 2% fall".
NOUNS = frozenset({Cue.FORECAST, Cue.INTENT, Cue.PROMISE, Cue.CHANGE, Cue.EXPECTED, Cue.SAID})
# Those that a capitalised word within a sentence has not: it is a noun or a name.
VERBAL = frozenset(
    {
        Cue.WILL,
        Cue.WOULD,
        Cue.PLANNED,
        Cue.COULD,
        Cue.ABLE,
        Cue.PROMISE,
        Cue.INTENT,
        Cue.FORECAST,
        Cue.CHANGE,
        Cue.IS,
        Cue.SAID,
        Cue.SUBJUNCTIVE,
        Cue.REPORTED,
        Cue.PAST,
    }
)


def words(text: str, start: int, end: int, language: Vocabulary) -> list[CuedWord]:
    """The words and marks of `text[start:end]`, in order."""
    pieces = [(found.start(), found.end(), found[0]) for found in WORD.finditer(text, start, end)]
    keys = [piece[2].lower().replace("’", "'") for piece in pieces]
    found: list[CuedWord] = []
    left = 0
    for at, (first, last, piece) in enumerate(pieces):
        length, cues = _looked_up(keys, at, language) if left <= 0 else (1, NO_CUES)
        if at and piece[:1].isupper() and pieces[at - 1][2][-1].isalnum():
            cues -= VERBAL  # a noun or a name: "die Prognosen", "Office for Fiscal Forecasts"
        noun = at and length == 1 and not language.nouns_are_capitalised
        if noun and _is_noun_after(pieces[at - 1][2], found):
            cues -= NOUNS  # "its forecast", "a 2% fall"
        left = length if length > 1 else left
        left -= 1
        found.append(CuedWord(start=first, end=last, text=piece, cues=cues, length=length))
    return found


def _is_noun_after(before: str, found: list[CuedWord]) -> bool:
    """Whether what follows this English word is a noun: an article, a possessive or a number."""
    article = (
        bool(found)
        and Cue.DETERMINER in found[-1].cues
        and before.lower() not in {"that", "this", "these", "those"}
    )
    return article or before == "%" or before.endswith(("'s", "’s")) or before.isdigit()


def _looked_up(keys: list[str], at: int, language: Vocabulary) -> tuple[int, frozenset[Cue]]:
    known = language.phrases.get(keys[at], ())
    between = at + 1 < len(keys) and keys[at + 1] in language.between
    for form, cues in known:
        if tuple(keys[at : at + len(form)]) == form:
            return len(form), cues
    for form, cues in known:
        if between and len(form) > 1 and tuple(keys[at + 2 : at + 1 + len(form)]) == form[1:]:
            return len(form) + 1, cues
    return 1, NO_CUES


def forms(stems: str, *endings: str) -> str:
    """Every stem with every ending, as one listing."""
    return ", ".join(stem + ending for stem in stems.split() for ending in endings)


def listed(words_: str) -> frozenset[str]:
    """The words of a listing that are parted by spaces."""
    return frozenset(words_.split())
