"""Whether a sentence looks ahead, for which of its times, how firmly, and by which words. Who says so is elsewhere."""

import re
from dataclasses import dataclass
from datetime import date

from claims import horizon
from claims.horizon import Found, Note, Precision, Rule, Window
from tracker.spot.clauses import (
    AHEAD,
    PRESENT,
    Clause,
    Told,
    around,
    is_accomplished,
    is_finite,
    is_verb,
    looks_past,
)
from tracker.spot.lexicon import Cue, Language, Word
from tracker.spot.sentences import Sentence
from tracker.spot.shapes import Firmness, Reason

CLOCK = re.compile(
    r"\b\d{1,2}([:.]\d\d)?\s?(Uhr|a\.?m\b|p\.?m\b|o'clock|h\b)|\b\d{1,2}:\d\d\b", re.IGNORECASE
)
NEAR_DAYS = 62  # an event notice names a day within two months; a claim about a day may be further off
NEXT_DAYS = 8  # a bare weekday
OWN_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
AHEAD_WORDS = re.compile(
    r"\b(?:next|coming|following|nächst\w*|kommend\w*|folgend\w*|übernächst\w*|neuen jahr\w*|new year)\b",
    re.IGNORECASE,
)
# "The first in 60 years" looks back.
RECORD = re.compile(
    r"\b(?:first|only|best|worst|most|least|record|\w{3,}est|erste\w?|(?:größ|höch|be|schlimm|mei|niedrig|stärk)ste\w?)\b"
    r"(?:\s+[\w-]+){0,2}\s*$",
    re.IGNORECASE,
)
LASTING = re.compile(r"^(?:for|für)\s+(?!.*\b(?:next|coming|nächst\w*|kommend\w*)\b)", re.IGNORECASE)
RULES_AHEAD = frozenset({Rule.WITHIN, Rule.RELATIVE_RANGE, Rule.IN_UNITS, Rule.BY, Rule.BEFORE, Rule.END})
LIMITED = frozenset({Rule.WITHIN, Rule.RELATIVE_RANGE, Rule.BY, Rule.BEFORE, Rule.END})
DAYS = frozenset({Precision.DAY, Precision.WEEK})

# What each cue says, the firmest first: of several that bear on a time the weakest decides.
STRENGTH: dict[Cue, tuple[Firmness, Reason]] = {
    Cue.IS: (Firmness.WILL, Reason.PRESENT),
    Cue.CHANGE: (Firmness.WILL, Reason.PRESENT),
    Cue.SUBJUNCTIVE: (Firmness.WILL, Reason.WILL),
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
ORDER = list(STRENGTH)
# Without a date only these make a claim: "can" and "opens" are said of the present as well.
SURE = AHEAD - PRESENT - {Cue.ABLE, Cue.WOULD, Cue.EXPECTED, Cue.FORECAST}
UNSURE = frozenset({"perhaps", "maybe", "vielleicht", "should", "sollte", "sollten", "solle", "chance"})
WEAK = frozenset({Cue.FORECAST, Cue.EXPECTED, Cue.COULD, Cue.ABLE, Cue.PROMISE, Cue.PLANNED, Cue.INTENT})
MATRIX = frozenset({Cue.FORECAST, Cue.EXPECTED, Cue.COULD, Cue.PLANNED, Cue.INTENT})
TELLING = frozenset({Cue.SAID, Cue.PAST}) | AHEAD


@dataclass(frozen=True, slots=True)
class Outlook:
    """What makes a sentence a claim: the time it names, if any, and the words that look ahead."""

    found: Found | None
    firmness: Firmness
    reason: Reason
    cue: Word


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as it is looked at: its text and clauses, the day it was said, and whether it tells a story."""

    text: str
    parts: list[Clause]
    said_on: date
    language: Language
    is_story: bool


def past_paragraphs(text: str, sentences: list[Sentence], said_on: date) -> set[int]:
    """Which sentences go on in a paragraph that has named a year long past and none since: a story is told there."""
    told: set[int] = set()
    year, paragraph = said_on.year, -1
    for at, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            year, paragraph = said_on.year, sentence.paragraph
        if year < said_on.year - YEARS_OF_NEWS:
            told.add(at)
        years = OWN_YEAR.findall(text, sentence.start, sentence.end)
        year = int(years[-1]) if years else year
    return told


YEARS_OF_NEWS = 5  # what was said before is history


def outlooks(view: View, found: list[Found]) -> list[Outlook]:
    """The sentence's claims: one about each of its times that something looks ahead to, else one without a time."""
    if not view.parts or view.parts[-1].words[-1].text == "?":
        return []
    dated = [each for each in found if isinstance(each.resolution, Window)]
    looking = [one for each in dated if (one := _dated(view, each, each.resolution))]
    if not dated and (undated := _undated(view, found)):
        return [undated]
    return _of_different_days(looking)


def _of_different_days(looking: list[Outlook]) -> list[Outlook]:
    """Without those that fall due on the same day as one before: "im Frühjahr, spätestens Ende Mai"."""
    kept: dict[date, Outlook] = {}
    for each in looking:
        if each.found and isinstance(each.found.resolution, Window):
            kept.setdefault(each.found.resolution.closes_on, each)
    return list(kept.values())


def _dated(view: View, found: Found, window: horizon.Resolution) -> Outlook | None:
    parts = view.parts
    place = next((i for i, part in enumerate(parts) if part.words[-1].end > found.start), len(parts) - 1)
    if not isinstance(window, Window) or _is_no_deadline(view, place, found, window):
        return None
    clause = parts[place]
    firm = _points_ahead(view, found, window)
    past = looks_past(clause, view.language, found.start) and not (firm and is_accomplished(clause))
    told = clause.ahead(found)
    said = [each for each in told if each[0] not in PRESENT]
    present = (
        [] if past or clause.has(Cue.DUTY, Cue.YOU) else _in_present(view, told, clause, found, firm=firm)
    )
    if not said and not present and (firm or clause.is_dependent) and not past:
        said = _near(parts, place)
    if past and (not firm or _is_reported_plan(clause)):
        said = [each for each in said if each[0] not in WEAK]
    if said and _is_soon(found, window, said, view.said_on):
        return None
    chosen = said or present
    return _weakest(found, chosen + _matrix(parts, place), view) if chosen else None


def _is_no_deadline(view: View, place: int, found: Found, window: Window) -> bool:
    clause = view.parts[place]
    before = view.parts[place - 1] if place else None
    old = clause.has(Cue.OLD) or (before is not None and before.has(Cue.OLD))
    is_open = clause.has(Cue.WHETHER) or (before is not None and before.has(Cue.WHETHER))
    asked = any(word.text == "?" for part in view.parts[place : place + 1] for word in part.words)
    advice = (clause.has(Cue.YOU) and not clause.has(Cue.WILL)) or (
        before is not None and Cue.YOU in before.words[0].cues
    )
    told = not _points_ahead(view, found, window) and _is_told(clause, found)
    story = (
        view.is_story and clause.has(Cue.WOULD, Cue.COULD, Cue.REPORTED) and not OWN_YEAR.search(found.words)
    )
    start = view.parts[0].words[0].start
    record = window.rule is Rule.IN_UNITS and bool(RECORD.search(view.text[start : found.start]))
    lasting = record or (bool(LASTING.match(found.words)) and window.rule in LIMITED)
    named = _is_name(clause, found, view.language)
    return (
        old
        or is_open
        or asked
        or advice
        or told
        or story
        or lasting
        or named
        or _is_notice(view, found, window)
    )


def _is_name(clause: Clause, found: Found, language: Language) -> bool:
    """Whether the time only belongs to a name: "World Cup 2030", "the 2030 target", "die Spiele 2028 finden"."""
    core = found.words.lower().removeprefix("the ")
    if " " in core or "-" in core:
        return False
    before = [word for word in clause.words if word.end <= found.start]
    after = next((word for word in clause.words if word.start >= found.end), None)
    noun = len(before) > 1 and before[-1].is_capitalised
    if language.nouns_are_capitalised:
        # In a German main clause the verb comes second: what stands before it is one thing.
        first = not any(word.cues & AHEAD for word in before) and before[:1] and before[0].text[0].isupper()
        return bool(noun and first and after is not None and is_verb(after)) and not clause.has(*MODAL)
    subject = core == found.words and core[:1].isdigit() and (not before or before[-1].text == "that")
    return noun or not (subject and after is not None and bool(after.cues & MODAL))


MODAL = frozenset({Cue.WILL, Cue.WOULD, Cue.COULD, Cue.PLANNED, Cue.INTENT, Cue.REPORTED, Cue.EXPECTED})


def _near(parts: list[Clause], place: int) -> list[Told]:
    """What looks ahead in the nearest clause that does."""
    for other in around(parts, place):
        if other.has(Cue.DUTY):
            return []
        if near := [each for each in other.ahead() if each[0] not in {Cue.CHANGE, Cue.IS, Cue.ABLE}]:
            return near
    return []


def _is_reported_plan(clause: Clause) -> bool:
    """ "Der Vertrag wurde bis 2030 verlängert", "angesetzt": done, though its end is to come."""
    return not clause.has(Cue.SAID, Cue.FORECAST, Cue.PROMISE, Cue.INTENT)


def _matrix(parts: list[Clause], place: int) -> list[Told]:
    """What the clauses beside it make of it: "experts expect that", "..., Ridgeway forecasts"."""
    beside = [parts[place - 1]] if place else []
    if place + 1 < len(parts):
        beside.append(parts[place + 1])
    return [told for part in beside for told in part.ahead() if told[0] in MATRIX and _is_matrix(part, told)]


SHORT_CLAUSE = 6  # words: "Geplant ist", "Sie hoffe"


def _is_matrix(part: Clause, told: Told) -> bool:
    """Whether the clause has nothing else to say: "he expects", not "and shares could rise in spring"."""
    return told[0] is Cue.FORECAST or (len(part.words) < SHORT_CLAUSE and not part.has(Cue.WILL))


def _weakest(found: Found | None, told: list[Told], view: View) -> Outlook:
    present = {cue for cue, _ in told}
    reported = any(part.has(Cue.SAID, Cue.ACCORDING, Cue.FORECAST, Cue.PROMISE) for part in view.parts)
    weighed = [
        (Cue.WILL if cue is Cue.WOULD and reported else cue, word)
        for cue, word in told
        if not (cue is Cue.ABLE and present & {Cue.WILL, Cue.FORECAST, Cue.EXPECTED, Cue.PROMISE, Cue.INTENT})
    ]
    cue, word = max(weighed, key=lambda each: ORDER.index(each[0]))
    return Outlook(found, *STRENGTH[cue], word)


def _points_ahead(view: View, found: Found, window: Window) -> bool:
    """Whether the words name a time to come by themselves: "2028", "next May", "within a year", not "in May"."""
    year = OWN_YEAR.search(found.words)
    if year is not None:
        return window.closes_on.year > view.said_on.year or window.rule in RULES_AHEAD
    return window.rule in RULES_AHEAD or bool(AHEAD_WORDS.search(found.words))


def _is_told(clause: Clause, found: Found) -> bool:
    """Whether the verb nearest before the time tells of the past: "said on Thursday it will"."""
    before = [word for word in clause.words if word.end <= found.start and word.cues & TELLING]
    if not before or not before[-1].cues & {Cue.SAID, Cue.PAST}:
        return False
    window = found.resolution
    a_day = isinstance(window, Window) and window.precision is Precision.DAY and Cue.SAID in before[-1].cues
    return a_day or not before[-1].cues & (AHEAD - PRESENT)


def _is_notice(view: View, found: Found, window: Window) -> bool:
    """Whether the sentence tells when something is on, opens its doors or has to be handed in."""
    if window.precision not in DAYS:
        return False
    sentence = view.text[view.parts[0].words[0].start : view.parts[-1].words[-1].end]
    if CLOCK.search(sentence):
        return True
    near = (window.closes_on - view.said_on).days <= NEAR_DAYS
    return near and any(part.has(Cue.NOTICE) for part in view.parts)


def _is_soon(found: Found, window: Window, said: list[Told], said_on: date) -> bool:
    """Whether a plan for one of the next days is meant: a date in the diary, unless someone forecasts it."""
    days = (window.closes_on - said_on).days
    if window.precision in DAYS and days <= NEAR_DAYS and all(cue is Cue.ABLE for cue, _ in said):
        return True  # "Passengers can claim refunds until 31 January"
    if window.precision is not Precision.DAY or window.rule in LIMITED:
        return False
    forecast = any(cue in {Cue.FORECAST, Cue.EXPECTED, Cue.COULD} for cue, _ in said)
    return not forecast and days <= NEXT_DAYS


def _in_present(view: View, told: list[Told], clause: Clause, found: Found, *, firm: bool) -> list[Told]:
    """The verb, if the present tense can be meant of the time to come."""
    window = found.resolution
    if not isinstance(window, Window):
        return []
    if (
        window.note is Note.DURATION
        or found.words.startswith("noch bis")
        or (clause.has(Cue.LASTS) and UNTIL.search(view.text, clause.words[0].start, found.end))
    ):
        return []
    days = (window.closes_on - view.said_on).days
    rises = clause.has(Cue.RISES) and days > NEXT_DAYS
    if window.precision in DAYS and window.rule not in LIMITED and days <= NEAR_DAYS and not rises:
        return []
    verbs = [
        each for each in told if firm or (each[0] is Cue.CHANGE and each[1].cues & {Cue.RISES, Cue.BEGINS})
    ]
    beside = _verb_beside(clause, found, view.language) if firm and not verbs else []
    return verbs or beside or (_verb_before(view, clause) if firm else [])


UNTIL = re.compile(r"\b(?:bis|until|till|through)\b", re.IGNORECASE)


def _verb_before(view: View, clause: Clause) -> list[Told]:
    """The verb that a clause without one takes from the clause before: "steigen im April, im März 2027 erneut"."""
    place = view.parts.index(clause)
    if not place or clause.ahead():
        return []
    return [each for each in view.parts[place - 1].ahead() if each[0] is Cue.CHANGE]


def _verb_beside(clause: Clause, found: Found, language: Language) -> list[Told]:
    """The verb of a German sentence beside the time: "In zwei Jahren fliegen wir", "Mobia schickt im nächsten Jahr"."""
    if not language.lemmas:
        return []
    after = next((word for word in clause.words if word.start >= found.end), None)
    before = next((word for word in reversed(clause.words) if word.end <= found.start), None)
    return [(Cue.CHANGE, word) for word in (after, before) if word and is_finite(word)]


def _undated(view: View, found: list[Found]) -> Outlook | None:
    open_ = [each for each in found if isinstance(each.resolution, horizon.Vague)]
    for place, clause in enumerate(view.parts):
        here = [each for each in open_ if clause.words[0].start <= each.start < clause.words[-1].end]
        vague = next(iter(here or open_), None)
        if told := _ahead_undated(view, place, vague):
            return _weakest(vague, told, view)
        if here and clause.has(Cue.PURPOSE):
            return Outlook(vague, *STRENGTH[Cue.INTENT], clause.words[0])
    return None


def _ahead_undated(view: View, place: int, vague: Found | None) -> list[Told]:
    """What looks ahead in a clause without a date, if nothing speaks against it."""
    clause, before = view.parts[place], view.parts[max(0, place - 1)]
    is_open = not vague and (clause.has(Cue.WHETHER) or before.has(Cue.WHETHER))
    if is_open or clause.has(Cue.DUTY, Cue.OLD, Cue.YOU):
        return []
    wanted = AHEAD - PRESENT if vague else SURE
    told = [
        each for each in clause.ahead() if each[0] in wanted and (vague or each[1].text.lower() not in UNSURE)
    ]
    past = looks_past(clause, view.language, view.parts[-1].words[-1].end)
    return [each for each in told if not past or each[0] not in WEAK - {Cue.PROMISE}]
