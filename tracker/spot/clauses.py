"""A sentence cut into clauses, and for each the words that look ahead or tell of the past."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from simplemma import is_known, lemmatize

from claims.horizon import Found
from tracker.spot.lexicon import Cue, CuedWord, Vocabulary

BREAKS = frozenset(',;:–—()[]"„“”»«…|')
AHEAD = frozenset(
    {
        Cue.CHANGE,
        Cue.IS,
        Cue.SUBJUNCTIVE,
        Cue.WILL,
        Cue.REPORTED,
        Cue.PROMISE,
        Cue.INTENT,
        Cue.PLANNED,
        Cue.FORECAST,
        Cue.EXPECTED,
        Cue.ABLE,
        Cue.WOULD,
        Cue.COULD,
    }
)
PRESENT = frozenset({Cue.CHANGE, Cue.IS, Cue.SUBJUNCTIVE})
# Beside one of these a final "werden" is an infinitive.
MODALS = frozenset(
    {Cue.PLANNED, Cue.COULD, Cue.ABLE, Cue.INTENT, Cue.DUTY, Cue.EXPECTED, Cue.REPORTED, Cue.PAST}
)
FINITE = frozenset({Cue.EXPECTED, Cue.WILL, Cue.COULD, Cue.WOULD, Cue.PLANNED, Cue.ABLE, Cue.REPORTED})
ATTRIBUTIVE = re.compile(
    r"^(?:planned|(?:geplant|vorgesehen|angestrebt|anvisiert|angekündigt|beschlossen)e[nmrs]?)$",
    re.IGNORECASE,
)
AUXILIARY = re.compile(r"^(?:hat|haben|habe|ist|sind|sei|seien|has|have|'ve)$")
PARTICIPLE = re.compile(
    r"^(?:\w{0,7}ge[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]+iert|(?:\w{0,5}(?:be|ver|er|ent|zer))[a-zäöüß]{3,}(?:t|en))$"
)
INFINITIVE = re.compile(
    r"^(?:ab|an|auf|aus|bei|ein|fest|her|hin|mit|nach|um|vor|weg|zurück|zusammen|\w{2,8})zu\w{3,}en$"
)
GOES = frozenset({"geht", "gehen", "gehe", "ging", "gingen"})
THAT = frozenset({"dass", "daß", "that"})
AT_LATEST = frozenset({"Bis", "Spätestens"})  # "Bis Ende 2028 habe die Stadt ihre Schulden getilgt"
SHORTEST_PAST = 5  # letters: "need" and "bed" are none

Told = tuple[Cue, CuedWord]


AND = frozenset({"and", "but", "und", "aber", "doch", "while", "während"})
TITLE_MARKS = frozenset('"„“”»«')
BEFORE_TIMES = frozenset(
    {"to", "until", "from", "in", "by", "on", "for", "auf", "bis", "im", "ab", "für", "am", "zum"}
)
LONGEST_TITLE = 6  # words and the mark
BEFORE_NOUN = frozenset({"own", "new", "on", "of", "its", "their", "his", "her", "the", "any", "about"})
RESOLVING = frozenset({"agreed", "voted", "decided", "decides"})
FEW = 6  # words in which a clause has its subject and its verb
PARTICIPLE_ONLY = re.compile(r"^\w{0,7}ge[a-zäöüß]{3,}t$")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words between two commas, brackets, dashes or quotation marks, or up to an "and" that begins a clause."""

    words: list[CuedWord]
    nouns_are_capitalised: bool = False

    def has(self, *cues: Cue) -> bool:
        """Whether a word of it has one of these cues."""
        return any(not word.cues.isdisjoint(cues) for word in self.words)

    @property
    def is_dependent(self) -> bool:
        """Whether it leans on another clause: it begins with "that", or ends with a German infinitive with "zu"."""
        return self.words[0].text.lower() in THAT or self.ends_with_zu or self._begins_with_to

    @property
    def ends_with_zu(self) -> bool:
        """Whether it ends with a German infinitive with "zu"."""
        last = self.words[-1].text
        return INFINITIVE.match(last) is not None or (len(self.words) > 1 and self.words[-2].text == "zu")

    @property
    def _begins_with_to(self) -> bool:
        return self.words[0].text == "to"

    def ahead(self, without: Found | None = None) -> list[Told]:
        """The words of the clause that look ahead, each with its cue.

        Words in the present tense that belong to the time `without` ("das geht bis") are left out.
        """
        return [
            (cue, word)
            for at, word in enumerate(self.words)
            for cue in self._cues(at)
            if cue not in PRESENT or without is None or not without.start <= word.start < without.end
        ]

    def _cues(self, at: int) -> set[Cue]:
        word = self.words[at]
        if word.text == "May":
            return set()  # the month
        cues = set(word.cues & AHEAD)
        if word.text in RESOLVING and all(each.text != "to" for each in self.words[at + 1 : at + FEW]):
            cues.discard(Cue.PROMISE)  # "agreed early Friday to", not "agreed on Friday"
        if (
            word.text in GOES
            and self.words[-1].text == "aus"
            and any(each.text == "von" for each in self.words)
        ):
            return {Cue.FORECAST}  # "geht für 2026 von einem Plus aus"
        after = self.words[at + 1].text if at + 1 < len(self.words) else ""
        if word.text in {"plan", "plans"} and after != "to" and self._is_noun_at(at):
            cues.discard(Cue.INTENT)  # "publish its own plan", "comment on plans for"
        if word.text == "verpflichtet" and all(each.text.lower() != "sich" for each in self.words):
            cues.discard(Cue.PROMISE)  # "sind verpflichtet": a duty
        if word.text == "werden" and self._is_infinitive(at):
            cues.discard(Cue.WILL)
        held = word.text in {"hält", "halten", "halte"} and all(each.text != "für" for each in self.words)
        if Cue.FORECAST in cues and (held or self._depends(at)):
            cues.discard(Cue.FORECAST)
        return cues

    def _is_noun_at(self, at: int) -> bool:
        """Whether what stands before the word makes it a noun: "its own plan", "a revised plan"."""
        if not at:
            return False
        led = at > 1 and Cue.DETERMINER in self.words[at - 2].cues and not self.words[at - 1].cues
        return led or self.words[at - 1].text in BEFORE_NOUN

    def _depends(self, at: int) -> bool:
        """Whether the word is an infinitive: "we will see", "werden wir ... sehen"."""
        if at and self.words[at - 1].cues & {Cue.WILL, Cue.WOULD, Cue.COULD}:
            return True
        will = any(
            Cue.WILL in word.cues and word.text.startswith(("wird", "werden")) for word in self.words[:at]
        )
        return will and at + 1 == len(self.words) and self.words[at].text.endswith("en")

    def _is_infinitive(self, at: int) -> bool:
        ends = at + 1 >= len(self.words)
        modal = any(each.cues & MODALS for each in self.words[:at])
        return (ends and modal) or (at > 0 and self.words[at - 1].text.lower() == "zu")


def clauses(words: list[CuedWord]) -> list[Clause]:
    """The sentence cut at its commas, dashes, brackets and quotation marks, and where "and" begins another clause."""
    cut: list[list[CuedWord]] = [[]]
    titles = _marks_of_titles(words)
    for at, word in enumerate(words):
        if at in titles:
            continue
        if word.text in BREAKS or (word.text in AND and begins_anew(cut[-1], words[at + 1 : at + FEW + 1])):
            cut.append([])
        elif word.text[0].isalnum() or word.text == "?":
            cut[-1].append(word)
    return [Clause(part) for part in cut if part]


def _marks_of_titles(words: list[CuedWord]) -> set[int]:
    """Where the marks stand that set a title apart within its clause: 'moved its epic "Halcyon" to 2027'."""
    marks: set[int] = set()
    opened = -1
    for at, word in enumerate(words):
        if word.text not in TITLE_MARKS:
            continue
        if opened < 0 or at - opened > LONGEST_TITLE:
            opened = at
            continue
        inner, before, after = words[opened + 1 : at], words[opened - 1 : opened], words[at + 1 : at + 2]
        led = before and before[0].text[0].isalnum() and after and after[0].text in BEFORE_TIMES
        if led and inner and inner[0].is_capitalised and all(each.text[0].isalnum() for each in inner):
            marks |= {opened, at}
        opened = -1
    return marks


def begins_anew(before: list[CuedWord], after: list[CuedWord]) -> bool:
    """Whether there is a verb on both sides, and behind the "and" a subject of its own: "and the club hopes"."""
    if not after or not (
        after[0].is_capitalised or after[0].cues & {Cue.DETERMINER, Cue.HE, Cue.SHE, Cue.IT, Cue.WE, Cue.MANY}
    ):
        return False
    broken = next((at for at, word in enumerate(after) if word.text in BREAKS), len(after))
    verbs = AHEAD | {Cue.SAID, Cue.PAST}
    told = any(word.cues & verbs or AUXILIARY.match(word.text) for word in before)
    return told and any(word.cues & verbs for word in after[1:broken])


def looks_past(clause: Clause, language: Vocabulary, before: int) -> bool:
    """Whether the clause tells of the past: by a verb in the past tense, or by "has" and a participle.

    Of two verbs the one nearer before the place `before` counts: "lag 2025 bei drei und soll 2026 auf vier steigen".
    """
    past = _past_words(clause, language)
    modal = [
        at
        for at, word in enumerate(clause.words)
        if (_is_finite_cue(word) or Cue.INTENT in word.cues) and word.start < before
    ]
    if past and modal and past[-1] < modal[-1]:
        return False
    return bool(past) or _is_perfect(clause)


def is_accomplished(clause: Clause) -> bool:
    """Whether its perfect may be of a time to come: "dass er bis 2032 abgeschlossen ist", "sei 2027 automatisiert"."""
    reported = any(word.text in {"sei", "seien"} for word in clause.words) or (
        clause.words[0].text in AT_LATEST and any(word.text in {"habe", "hätten"} for word in clause.words)
    )
    return (reported or clause.words[0].text.lower() in THAT) and _is_perfect(clause)


def _past_words(clause: Clause, language: Vocabulary) -> list[int]:
    """The places of its words in the past tense, up to a verb that looks ahead: "could be lost" is to come."""
    ahead = next((at for at, word in enumerate(clause.words) if _is_finite_cue(word)), len(clause.words))
    return [at for at in range(min(ahead + 1, len(clause.words))) if _is_past(clause, at, language)]


def _is_past(clause: Clause, at: int, language: Vocabulary) -> bool:
    word = clause.words[at]
    if Cue.PAST in word.cues:
        return True
    text = word.text
    if at + 1 < len(clause.words) and clause.words[at + 1].text == "by":
        return False  # "economists polled by"
    ending = text.islower() and len(text) >= SHORTEST_PAST and text.endswith(language.past_endings)
    if not ending or text in language.not_past or word.cues & AHEAD or INFINITIVE.match(text):
        return False
    return not language.lemmas or lemma(text) not in {text, text[:-1]}  # "verarbeiten", "geplante"


def _is_finite_cue(word: CuedWord) -> bool:
    """Whether the word is a verb that looks ahead, not "(the) planned (merger)"."""
    return bool(word.cues & FINITE) and not ATTRIBUTIVE.match(word.text)


def _is_perfect(clause: Clause) -> bool:
    auxiliary = any(AUXILIARY.match(word.text) for word in clause.words)
    return auxiliary and any(
        PARTICIPLE.match(word.text) and Cue.PLANNED not in word.cues for word in clause.words[1:]
    )


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The German infinitive or base form of a word; cached, as a language repeats itself."""
    return lemmatize(word, "de", low_memory=True)


@lru_cache(maxsize=20_000)
def is_word(text: str, language: str) -> bool:
    """Whether the dictionary of a language, "de" or "en", has the word; cached as well."""
    return is_known(text, language, low_memory=True)


def is_finite(word: CuedWord, *, as_notice: bool = False) -> bool:
    """Whether a German word is likely a verb in the present tense: "schickt", "verarbeiten".

    Verbs of notices ("spielen", "feiert") are none, but `as_notice`.
    """
    text = word.text
    if (
        not text.islower()
        or (word.cues - {Cue.NOTICE} if as_notice else word.cues)
        or len(text) < SHORTEST_PAST
        or not text.endswith(("t", "en", "ern", "eln"))
    ):
        return False
    base = lemma(text)
    known = base == text or base.endswith(text)  # "atmen" is known as "aufatmen"
    return base.endswith("n") and (known or text.endswith("t")) and not PARTICIPLE_ONLY.match(text)


def is_verb(word: CuedWord) -> bool:
    """Whether a German word is likely a verb, known or not."""
    return bool(word.cues & (AHEAD | {Cue.PAST})) or is_finite(word)


def around(parts: list[Clause], place: int) -> Iterator[Clause]:
    """The sentence's other clauses, nearest to the one at `place` first; at the same distance the earlier first."""
    for distance in range(1, len(parts)):
        for other in (place - distance, place + distance):
            if 0 <= other < len(parts):
                yield parts[other]
