"""Whether a sentence looks ahead, for which of its times, how firmly, and by which words. Who says so is elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from claims import horizon
from claims.horizon import Found, Note, Precision, Rule, Window
from tracker.spot.lexicon import Cue, Language, Word
from tracker.spot.shapes import Firmness, Reason

BREAKS = frozenset(',;:–—()"„“”»«…')
CLOCK = re.compile(
    r"\b\d{1,2}([:.]\d\d)?\s?(Uhr|a\.?m\b|p\.?m\b|o'clock|h\b)|\b\d{1,2}:\d\d\b", re.IGNORECASE
)
NEAR_DAYS = 62  # an event notice names a day within two months; a claim about a day may be further off
OWN_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
AHEAD_WORDS = re.compile(
    r"\b(?:next|coming|following|nächst\w*|kommend\w*|folgend\w*|übernächst\w*|neuen jahr\w*|new year|tomorrow)\b",
    re.IGNORECASE,
)
RULES_AHEAD = frozenset({Rule.WITHIN, Rule.RELATIVE_RANGE, Rule.IN_UNITS, Rule.BY, Rule.BEFORE, Rule.END})
LIMITED = frozenset({Rule.WITHIN, Rule.RELATIVE_RANGE, Rule.BY, Rule.BEFORE, Rule.END})

# What each cue says, the firmest first: of several that bear on a time the weakest decides.
STRENGTH: dict[Cue, tuple[Firmness, Reason]] = {
    Cue.CHANGE: (Firmness.WILL, Reason.PRESENT),
    Cue.WILL: (Firmness.WILL, Reason.WILL),
    Cue.REPORTED: (Firmness.WILL, Reason.WILL),
    Cue.PROMISE: (Firmness.WILL, Reason.PROMISE),
    Cue.INTENT: (Firmness.EXPECTED, Reason.INTENT),
    Cue.PLANNED: (Firmness.EXPECTED, Reason.PLANNED),
    Cue.FORECAST: (Firmness.EXPECTED, Reason.FORECAST),
    Cue.EXPECTED: (Firmness.EXPECTED, Reason.FORECAST),
    Cue.ABLE: (Firmness.COULD, Reason.COULD),
    Cue.WOULD: (Firmness.COULD, Reason.COULD),
    Cue.COULD: (Firmness.COULD, Reason.COULD),
}
LOOKING_AHEAD = frozenset(STRENGTH)
# Without a date only these make a claim: "can" and "opens" are said of the present as well.
SURE = LOOKING_AHEAD - {Cue.CHANGE, Cue.ABLE, Cue.WOULD, Cue.EXPECTED}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What makes a sentence a claim: the time it names, if any, and the words that look ahead."""

    found: Found | None
    firmness: Firmness
    reason: Reason
    cue: Word


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence between its marks."""

    words: list[Word]

    def has(self, *cues: Cue) -> bool:
        """Whether a word of it has one of these cues."""
        return any(not word.cues.isdisjoint(cues) for word in self.words)

    @property
    def ahead(self) -> list[Word]:
        """The words that look ahead."""
        return [word for at, word in enumerate(self.words) if self.strengths(at)]

    def strengths(self, at: int) -> set[Cue]:
        """The cues by which the word there looks ahead; the infinitive "werden" does not beside another verb."""
        word = self.words[at]
        cues = set(word.cues & LOOKING_AHEAD)
        last = at + 1 >= len(self.words) or all(not after.text[0].isalnum() for after in self.words[at + 1 :])
        other = any(each.cues & OTHER_MODALS for each in self.words[:at])
        if Cue.WILL in cues and word.text == "werden" and ((last and other) or self._follows_zu(at)):
            cues.discard(Cue.WILL)
        return cues

    def _follows_zu(self, at: int) -> bool:
        return at > 0 and self.words[at - 1].text.lower() == "zu"


OTHER_MODALS = frozenset(
    {Cue.PLANNED, Cue.COULD, Cue.ABLE, Cue.INTENT, Cue.DUTY, Cue.EXPECTED, Cue.REPORTED, Cue.PAST}
)


def clauses(words: list[Word]) -> list[Clause]:
    """The sentence cut at its commas, dashes, brackets and quotation marks."""
    cut: list[list[Word]] = [[]]
    for word in words:
        if word.text in BREAKS:
            cut.append([])
        else:
            cut[-1].append(word)
    return [Clause(part) for part in cut if part]


def outlook(
    text: str, words: list[Word], found: list[Found], said_on: date, language: Language
) -> Outlook | None:
    """The sentence's claim: about the first of its times that something looks ahead to, else without a time."""
    parts = clauses(words)
    if not parts or words[-1].text == "?" or "?" in {word.text for word in words[-2:]}:
        return None
    dated = [each for each in found if isinstance(each.resolution, Window)]
    for each in dated:
        if (looking := _dated(text, parts, each, said_on, language)) is not None:
            return looking
    return _undated(parts, found, language) if not dated else None


def _dated(text: str, parts: list[Clause], found: Found, said_on: date, language: Language) -> Outlook | None:
    place = next((i for i, part in enumerate(parts) if part.words[-1].end > found.start), len(parts) - 1)
    clause = parts[place]
    if _is_notice(text, parts, found, said_on) or _is_open(parts, place):
        return None
    firm = _points_ahead(found, said_on)
    if not firm and _is_told(clause, found):
        return None
    cues = list(_cues(clause, found))
    if not cues and firm and not looks_past(clause, language):
        cues = list(_cues_around(parts, place))
    if not cues and clause.has(Cue.DUTY):
        return None
    if not any(cue is not Cue.CHANGE for cue, _ in cues):
        if looks_past(clause, language) or not _is_present_claim(clause, found):
            return None
    else:
        cues = [(cue, word) for cue, word in cues if cue is not Cue.CHANGE] + _matrix(parts, place)
    return _weakest(found, cues, parts) if cues else None


def _cues(clause: Clause, found: Found) -> Iterator[tuple[Cue, Word]]:
    for at, word in enumerate(clause.words):
        if not found.start <= word.start < found.end:
            yield from ((cue, word) for cue in clause.strengths(at))


def _cues_around(parts: list[Clause], place: int) -> Iterator[tuple[Cue, Word]]:
    """The cues of the nearest clause that looks ahead, the one before first."""
    for distance in range(1, len(parts)):
        for other in (place - distance, place + distance):
            if 0 <= other < len(parts):
                near = [
                    (cue, word)
                    for at, word in enumerate(parts[other].words)
                    for cue in parts[other].strengths(at) - {Cue.CHANGE, Cue.ABLE}
                ]
                if near:
                    yield from near
                    return


def _matrix(parts: list[Clause], place: int) -> list[tuple[Cue, Word]]:
    """What the clause before makes of it: "experts expect that"."""
    if place == 0:
        return []
    before = parts[place - 1]
    return [
        (cue, word) for word in before.words for cue in word.cues & {Cue.FORECAST, Cue.EXPECTED, Cue.COULD}
    ]


def _weakest(found: Found | None, cues: list[tuple[Cue, Word]], parts: list[Clause]) -> Outlook:
    order = list(STRENGTH)
    present = {cue for cue, _ in cues}
    reported = any(part.has(Cue.SAID, Cue.ACCORDING, Cue.FORECAST) for part in parts)
    weighed = [
        (Cue.WILL if cue is Cue.WOULD and reported else cue, word)
        for cue, word in cues
        if not (cue is Cue.ABLE and Cue.WILL in present)
    ]
    cue, word = max(weighed, key=lambda each: order.index(each[0]))
    return Outlook(found, *STRENGTH[cue], word)


def _points_ahead(found: Found, said_on: date) -> bool:
    """Whether the words name a time to come by themselves: "2028", "next May", "within a year", not "in May"."""
    window = found.resolution
    if not isinstance(window, Window):
        return False
    year = OWN_YEAR.search(found.words)
    later = year is not None and window.closes_on.year > said_on.year
    return later or window.rule in RULES_AHEAD or bool(AHEAD_WORDS.search(found.words))


def _is_told(clause: Clause, found: Found) -> bool:
    """Whether the verb nearest before the time tells of the past: "said on Thursday it will"."""
    before = [word for word in clause.words if word.end <= found.start and word.cues & TELLING]
    if before:
        return bool(before[-1].cues & {Cue.SAID, Cue.PAST}) and not before[-1].cues & {Cue.WILL, Cue.PLANNED}
    return False


TELLING = frozenset({Cue.SAID, Cue.PAST}) | LOOKING_AHEAD


def looks_past(clause: Clause, language: Language) -> bool:
    """Whether the clause tells of the past."""
    return any(
        Cue.PAST in word.cues
        or (
            word.text.islower()
            and len(word.text) > 4
            and word.text.endswith(language.past_endings)
            and word.text not in language.not_past
            and not word.cues & LOOKING_AHEAD
        )
        for word in clause.words
    )


def _is_open(parts: list[Clause], place: int) -> bool:
    """Whether the clause says only that it is open: "whether", "ob"."""
    return parts[place].has(Cue.WHETHER) or (place > 0 and parts[place - 1].has(Cue.WHETHER))


def _is_notice(text: str, parts: list[Clause], found: Found, said_on: date) -> bool:
    """Whether the sentence tells when something is on, opens its doors or has to be handed in."""
    window = found.resolution
    if not isinstance(window, Window) or window.precision not in {Precision.DAY, Precision.WEEK}:
        return False
    sentence = text[parts[0].words[0].start : parts[-1].words[-1].end]
    if CLOCK.search(sentence):
        return True
    near = (window.closes_on - said_on).days <= NEAR_DAYS
    return near and any(part.has(Cue.NOTICE) for part in parts)


def _is_present_claim(clause: Clause, found: Found) -> bool:
    """Whether the present tense can be meant: of a far enough time, with a verb of change or under a limit."""
    window = found.resolution
    if not isinstance(window, Window) or window.note is Note.DURATION:
        return False
    if window.precision in {Precision.DAY, Precision.WEEK} and window.rule not in LIMITED:
        return False
    return clause.has(Cue.CHANGE)


def _undated(parts: list[Clause], found: list[Found], language: Language) -> Outlook | None:
    vague = next((each for each in found if isinstance(each.resolution, horizon.Vague)), None)
    wanted = LOOKING_AHEAD - {Cue.CHANGE} if vague else SURE
    for place, clause in enumerate(parts):
        if _is_open(parts, place) and not vague:
            continue
        cues = [(cue, word) for at, word in enumerate(clause.words) for cue in clause.strengths(at) & wanted]
        if cues and not clause.has(Cue.DUTY):
            return _weakest(vague, cues, parts)
    return None


__all__ = ["Clause", "Outlook", "clauses", "looks_past", "outlook"]
