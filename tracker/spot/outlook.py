"""Tells whether a sentence looks ahead: to which of its times, how firmly, and by which words."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from claims import horizon
from claims.horizon import Found, Note, Precision, Window
from tracker.spot.clauses import (
    AHEAD,
    ATTRIBUTIVE,
    PRESENT,
    RESOLVING,
    Clause,
    Told,
    around,
    is_accomplished,
    is_finite,
    lemma,
    looks_past,
)
from tracker.spot.deadlines import (
    DAYS,
    LIMITED,
    NEAR_DAYS,
    OWN_YEAR,
    UNTIL,
    View,
    is_no_deadline,
    points_ahead,
    tells_in_the_past,
)
from tracker.spot.denials import is_denied
from tracker.spot.futures import is_demand, is_to_come
from tracker.spot.lexicon import Cue, CuedWord, Vocabulary
from tracker.spot.phrasings import FORECAST_BEFORE, phrased
from tracker.spot.shapes import Firmness, Grounds

NEXT_DAYS = 8  # a bare weekday

# What each cue says, the firmest first: of several that bear on a time the weakest decides.
STRENGTH: dict[Cue, tuple[Firmness, Grounds]] = {
    Cue.IS: (Firmness.WILL, Grounds.PRESENT),
    Cue.CHANGE: (Firmness.WILL, Grounds.PRESENT),
    Cue.SUBJUNCTIVE: (Firmness.WILL, Grounds.WILL),
    Cue.WILL: (Firmness.WILL, Grounds.WILL),
    Cue.REPORTED: (Firmness.WILL, Grounds.WILL),
    Cue.PROMISE: (Firmness.WILL, Grounds.PROMISE),
    Cue.INTENT: (Firmness.EXPECTED, Grounds.INTENT),
    Cue.PLANNED: (Firmness.EXPECTED, Grounds.PLANNED),
    Cue.FORECAST: (Firmness.EXPECTED, Grounds.FORECAST),
    Cue.EXPECTED: (Firmness.EXPECTED, Grounds.FORECAST),
    Cue.ABLE: (Firmness.COULD, Grounds.COULD),
    Cue.WOULD: (Firmness.COULD, Grounds.COULD),
    Cue.COULD: (Firmness.COULD, Grounds.COULD),
    Cue.DEMAND: (Firmness.COULD, Grounds.DEMAND),
}
ORDER = list(STRENGTH)
# Without a date only these make a claim: "can" and "opens" are said of the present as well.
SURE = AHEAD - PRESENT - {Cue.ABLE, Cue.WOULD, Cue.EXPECTED, Cue.FORECAST}
UNSURE = frozenset(
    {
        "perhaps",
        "maybe",
        "vielleicht",
        "should",
        "sollte",
        "sollten",
        "solle",
        "chance",
        "wanted",
        "hoped",
        "intended",
    }
)
WEAK = frozenset({Cue.FORECAST, Cue.EXPECTED, Cue.COULD, Cue.ABLE, Cue.PROMISE, Cue.PLANNED, Cue.INTENT})
MATRIX = frozenset({Cue.FORECAST, Cue.EXPECTED, Cue.COULD, Cue.PLANNED, Cue.INTENT})


OWN = frozenset(
    {
        "ihr",
        "ihrem",
        "ihren",
        "ihre",
        "sein",
        "seinem",
        "seinen",
        "seine",
        "its",
        "their",
        "his",
        "her",
        "our",
    }
)
CONDITIONS = frozenset({"wenn", "falls", "sobald", "sofern", "if", "when", "once", "unless"})
AT_LATEST = re.compile(r"(?:spätestens|binnen|innerhalb|within)\b", re.IGNORECASE)
AT_LEAST = re.compile(r"\b(?:mindestens|wenigstens|at least)\b", re.IGNORECASE)
# "Passengers were promised a better railway by Christmas and got a worse one".
WERE_PROMISED = re.compile(r"\b(?:was|were|been) (?:promised|told|assured|guaranteed)\b")
# "abandoned in 2022 after promises that it would", "was quoted last year as saying that".
PROMISED_THEN = re.compile(
    r"\b(?:after|despite|following|amid|nach|trotz|entgegen)\s(?:[\w-]+\s){0,3}?"
    r"(?:promises?|pledges?|assurances?|claims?|vows?|Zusagen?|Versprech\w+|Ankündigung(?:en)?|Zusicherung(?:en)?)\b"
)
ASSURED = re.compile(r"\b(?:assurances|promises|pledges|quoted)\b")
SAID_THEN = re.compile(
    r"\b(?:said|told|quoted|promised|pledged|vowed|predicted|forecast|claimed|insisted)\b[^.;:,]*$"
)
AS_SAYING = re.compile(r"\W*(?:as saying\b|that\b|to [a-z]|it would\b|he would\b|she would\b)")
A_YEAR = re.compile(r"\b(?:years?|Jahr\w*|(?:19|20)\d\d)\b")
IN_WHICH = re.compile(r"\W{0,3},\s(?:in (?:dem|der|denen|which)|worin|where)\b")
ASKED_WHEN = re.compile(r"\b(?:[Aa]sked (?:when|how soon)|Frage,? wann|gefragt,? wann)\b")
OPENED = frozenset('"„“”»«')
FEWEST = 4  # words of an apposition
SHORT_CLAUSE = 6  # words: "Geplant ist", "Sie hoffe"
BEING = frozenset({"am", "is", "are", "i'm", "we're", "they're", "he's", "she's", "it's", "you're"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What makes a sentence a claim: the time it names, if any, and the words that look ahead."""

    found: Found | None
    firmness: Firmness
    reason: Grounds
    cue: CuedWord
    is_doubtful: bool = False

    def of(self, found: Found | None) -> "Outlook":
        """The same of another time."""
        return replace(self, found=found)


def outlooks(view: View, found: list[Found], spoken_of: Found | None = None) -> list[Outlook]:
    """The sentence's claims: one about each of its times that something looks ahead to, else one without a time.

    `spoken_of` is the time that the sentence before spoke of, of which a claim without a time is.
    """
    if not view.parts or view.parts[-1].words[-1].text == "?":
        return []
    pasts = [each for each in found if isinstance(each.resolution, horizon.Past)]
    dated = [
        each for each in found if isinstance(each.resolution, Window) and not _is_of_then(view, each, pasts)
    ]
    looking = [
        one
        for each in dated
        if isinstance(each.resolution, Window) and (one := _dated(view, each, each.resolution))
    ]
    if not dated and (undated := _undated(view, found)):
        return [undated if undated.found else replace(undated, found=spoken_of)]
    if not looking and spoken_of and (undated := _undated(view, [])):
        return [replace(undated, found=spoken_of)]  # its own time is only when it was said
    return _of_different_days(looking)


def _is_of_then(view: View, found: Found, pasts: list[Found]) -> bool:
    """Whether the time was meant in a year long gone: "Last year the firm promised a robot by summer"."""
    if _is_put_off_once_more(view, found, pasts):
        return True
    if OWN_YEAR.search(found.words):
        return False
    if _is_written_then(view, found, pasts):
        return True
    for part in view.parts:
        start, end = part.words[0].start, part.words[-1].end
        opened = any(
            start <= past.start <= start + len("In the ") and past.end < found.start for past in pasts
        )
        if start <= found.start < end and WERE_PROMISED.search(view.text, start, found.start):
            return True
        if opened and start <= found.start < end:
            assured = ASSURED.search(view.text, start, found.start) is not None
            return assured or any(tells_in_the_past(word) for word in part.words)
    return False


def _is_put_off_once_more(view: View, found: Found, pasts: list[Found]) -> bool:
    """Whether it was promised for a time gone by and then for this one: "promised a pool by 2025 and then by 2027"."""
    for past in pasts:
        if past.end < found.start and found.start - past.end < len(" and later on again for "):
            start = view.parts[0].words[0].start
            return WERE_PROMISED.search(view.text, start, past.start) is not None
    return False


def _is_written_then(view: View, found: Found, pasts: list[Found]) -> bool:
    """Whether it was said in something of a day gone by: "a letter of January 2022, in which he promised"."""
    for past in pasts:
        between = view.text[past.end : found.start]
        if past.end < found.start and A_YEAR.search(past.words) and _is_promised_then(view, past, between):
            return True
        if past.end < found.start and (inner := IN_WHICH.match(between)):
            words = [word for part in view.parts for word in part.words]
            begins = past.end + inner.end()
            return any(tells_in_the_past(word) for word in words if begins <= word.start < found.start)
    return False


def _is_promised_then(view: View, past: Found, between: str) -> bool:
    """Whether a promise of the year `past` tells the time: "in 2022 after promises that", "said last year that"."""
    if PROMISED_THEN.search(between):
        return True
    start = view.parts[0].words[0].start
    return (
        AS_SAYING.match(between) is not None and SAID_THEN.search(view.text[start : past.start]) is not None
    )


def announced(view: View, found: list[Found]) -> Found | None:
    """The time whose forecast or outlook the sentence speaks of: the next one tells it, often without the time."""
    if not view.parts:
        return None
    start = view.parts[0].words[0].start
    dated = (each for each in found if isinstance(each.resolution, Window))
    return next((each for each in dated if FORECAST_BEFORE.search(view.text, start, each.start)), None)


def _of_different_days(looking: list[Outlook]) -> list[Outlook]:
    """Without those that fall due on the same day as one before: "im Frühjahr, spätestens Ende Mai"."""
    kept: dict[date, Outlook] = {}
    for each in looking:
        if each.found and isinstance(each.found.resolution, Window):
            kept.setdefault(each.found.resolution.closes_on, each)
    return list(kept.values())


def _is_apposition(clause: Clause) -> bool:
    """Whether the clause only tells when a thing is due: "The review, due in May, could lead to sales"."""
    return len(clause.words) <= FEWEST and clause.words[0].text == "due"


def _dated(view: View, found: Found, window: Window) -> Outlook | None:
    parts = view.parts
    place = next((i for i, part in enumerate(parts) if part.words[-1].end > found.start), len(parts) - 1)
    if _is_alone(parts, place, found):
        place = _past_condition(parts, place + 1)
    clause = parts[place]
    if noun := phrased(view.text, clause, found):
        return None if is_denied(view.text, parts, place, found.start) else _weakest(found, [noun], view)
    if is_no_deadline(view, place, found, window) or (place and _is_apposition(clause)):
        return None
    firm = points_ahead(view, found, window)
    past = looks_past(clause, view.language, found.start) and not (
        firm and (is_accomplished(clause) or _is_foreseen(clause, found, window, view))
    )
    told = clause.ahead(found)
    said = [each for each in told if each[0] not in PRESENT]
    present = (
        [] if past or clause.has(Cue.DUTY, Cue.YOU) else _in_present(view, told, clause, found, firm=firm)
    )
    if _is_condition(view, place) and present and (then := _near(parts, place)):
        present = then  # "Läuft die Anlage 2029 an, könnte sie liefern"
    # "zu senken" is no present tense, if something else tells what it is meant for.
    if not said and (not present or clause.ends_with_zu) and (firm or clause.is_dependent) and not past:
        said = _near(parts, place)
    if past and (not firm or _is_reported_plan(clause)):
        said = [each for each in said if each[0] not in WEAK]
    if said and _is_soon(found, window, said, view.said_on):
        return None
    chosen = said or present or _answered(view, clause, found)
    if not chosen or is_denied(view.text, parts, place, chosen[0][1].start):
        return None
    return _weakest(found, chosen + _matrix(view, place), view)


def _answered(view: View, clause: Clause, found: Found) -> list[Told]:
    """The time itself, if it is all of an answer: "When will it open? “In the spring of 2028,” she said"."""
    start = view.parts[0].words[0].start
    asked = view.is_answer or ASKED_WHEN.search(view.text, start, found.start) is not None
    others = [word for word in clause.words if not found.start <= word.start < found.end]
    quoted = view.text[clause.words[0].start - 1] in OPENED
    window = found.resolution
    ahead = isinstance(window, Window) and points_ahead(view, found, window)
    alone = ahead and quoted and len(others) <= 1
    return [(Cue.WILL, clause.words[0])] if asked and alone else []


def _is_foreseen(clause: Clause, found: Found, window: Window, view: View) -> bool:
    """Whether its perfect is of a year to come, by somebody's words: "dem Gutachten zufolge ist der See 2041 leer"."""
    told = clause.has(Cue.ACCORDING, Cue.ACCORDING_AFTER) and clause.has(Cue.IS)
    return told and not UNTIL.match(found.words) and window.opens_on.year > view.said_on.year


def _is_condition(view: View, place: int) -> bool:
    """Whether a German sentence begins with the verb of its condition."""
    first = view.parts[0].words[0]
    condition = bool(first.cues & PRESENT) and first.is_capitalised and view.language.nouns_are_capitalised
    return condition and place == 0 and len(view.parts) > 1


def _is_alone(parts: list[Clause], place: int, found: Found) -> bool:
    """Whether a comma parts the time from the clause that it belongs to: "By 2030, half of us are out of a job"."""
    if place + 1 >= len(parts) or place:
        return False
    clause, after = parts[0], parts[1]
    whole = clause.words[0].start >= found.start and clause.words[-1].end <= found.end
    # "In May, the firm said", but "For the full year, the firm expects sales".
    return whole and (not after.has(Cue.SAID) or found.words.lower().startswith("for the"))


def _past_condition(parts: list[Clause], place: int) -> int:
    """The place of the clause behind those that only tell when: "By 2029, when it opens, the town will"."""
    while place + 1 < len(parts) and parts[place].words[0].text.lower() in CONDITIONS:
        place += 1
    return place


def _near(parts: list[Clause], place: int) -> list[Told]:
    """What looks ahead in the nearest clause that does."""
    for other in around(parts, place):
        if other.has(Cue.DUTY):
            return []
        if near := [each for each in other.ahead() if each[0] not in {Cue.CHANGE, Cue.IS, Cue.ABLE}]:
            return near
        if parts[place].is_dependent and (goal := _own_goal(other)):
            return [(Cue.INTENT, goal)]  # "hält an ihrem Ziel fest, bis 2035 ... zu gewinnen"
    return []


def _own_goal(clause: Clause) -> CuedWord | None:
    """The goal that someone has, not one that is judged: "hält an ihrem Ziel fest"."""
    for before, word in pairwise(clause.words):
        if Cue.GOAL in word.cues and before.text.lower() in OWN:
            return word
    return None


def _is_reported_plan(clause: Clause) -> bool:
    """ "Der Vertrag wurde bis 2030 verlängert", "angesetzt": done, though its end is to come."""
    return not clause.has(Cue.SAID, Cue.FORECAST, Cue.PROMISE, Cue.INTENT)


def _matrix(view: View, place: int) -> list[Told]:
    """What the clauses beside it make of it: "experts expect that", "..., Ridgeway forecasts"."""
    parts = view.parts
    beside = []
    if place and ":" not in view.text[parts[place - 1].words[-1].end : parts[place].words[0].start]:
        beside.append(parts[place - 1])
    if place + 1 < len(parts) and Cue.WHO not in parts[place + 1].words[0].cues:
        beside.append(parts[place + 1])
    return [
        told
        for part in beside
        for told in part.ahead()
        if told[0] in MATRIX and _is_matrix(part, told) and not _sets_condition(part, told)
    ]


def _sets_condition(part: Clause, told: Told) -> bool:
    """Whether the clause tells what has to happen first: "Sollte es keine Bewegung geben", "if it can"."""
    first = part.words[0]
    return first.text.lower() in CONDITIONS or (first is told[1] and first.text in {"Sollte", "Sollten"})


def _is_matrix(part: Clause, told: Told) -> bool:
    """Whether the clause has nothing else to say: "he expects", not "and shares could rise in spring"."""
    return told[0] is Cue.FORECAST or (len(part.words) < SHORT_CLAUSE and not part.has(Cue.WILL))


def _weakest(found: Found | None, told: list[Told], view: View) -> Outlook:
    present = {cue for cue, _ in told}
    reported = any(
        part.has(Cue.SAID, Cue.ACCORDING, Cue.FORECAST, Cue.PROMISE) or part.words[0].text == "so"
        for part in view.parts
    )
    weighed = [
        (Cue.WILL if cue is Cue.WOULD and reported else cue, word)
        for cue, word in told
        if not (cue is Cue.ABLE and present & {Cue.WILL, Cue.FORECAST, Cue.EXPECTED, Cue.PROMISE, Cue.INTENT})
    ]
    # "The planned closure will go ahead": the verb says how firmly.
    firmer = [
        (cue, word) for cue, word in weighed if not (cue is Cue.PLANNED and ATTRIBUTIVE.match(word.text))
    ]
    weighed = firmer if any(cue not in PRESENT for cue, _ in firmer) else weighed
    cue, word = max(weighed, key=lambda each: ORDER.index(each[0]))
    return _as_outlook(found, cue, word)


def _as_outlook(found: Found | None, cue: Cue, word: CuedWord) -> Outlook:
    firmness, reason = STRENGTH[cue]
    return Outlook(found=found, firmness=firmness, reason=reason, cue=word)


def _is_soon(found: Found, window: Window, said: list[Told], said_on: date) -> bool:
    """Whether a plan for one of the next days is meant: a date in the diary, unless someone forecasts it."""
    days = (window.closes_on - said_on).days
    near = days <= NEAR_DAYS and (window.rule in LIMITED or window.precision in DAYS)
    if near and all(cue is Cue.ABLE for cue, _ in said):
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
        or (
            clause.has(Cue.LASTS)
            and UNTIL.search(view.text, clause.words[0].start, found.end)
            and not AT_LEAST.search(view.text, clause.words[0].start, found.end)
        )
    ):
        return []
    if clause.has(Cue.LASTS) and firm:
        return [(Cue.CHANGE, word) for word in clause.words if Cue.LASTS in word.cues][:1]
    days = (window.closes_on - view.said_on).days
    rises = clause.has(Cue.RISES) and days > NEXT_DAYS
    if window.precision in DAYS and window.rule not in LIMITED and days <= NEAR_DAYS and not rises:
        return []
    verbs = [
        each
        for each in told
        if (
            firm
            or (each[0] is Cue.CHANGE and (each[1].cues & {Cue.RISES, Cue.BEGINS} or clause.has(Cue.LEAVES)))
        )
        and not (each[0] is Cue.IS and clause.ends_with_zu)  # "ist bis Juli abzugeben": a duty
    ]
    if verbs or not firm:
        return verbs
    near = window.precision in DAYS and days <= NEAR_DAYS  # "Das Kino zeigt bis zum 31. März seine Filme"
    beside = (
        []
        if near and not AT_LATEST.match(found.words)
        else _verb_beside(clause, found, view.language) or _progressive(clause, found)
    )
    return beside or _verb_before(view, clause) or _verb_behind_condition(view, clause)


def _verb_behind_condition(view: View, clause: Clause) -> list[Told]:
    """The German verb that opens the clause behind a condition: "Wenn das so weitergeht, liegt 2028 alles still"."""
    place = view.parts.index(clause)
    first = clause.words[0]
    opens = place > 0 and view.parts[place - 1].words[0].text.lower() in CONDITIONS and first.text.islower()
    verb = opens and bool(view.language.lemmas) and first.text.endswith(("t", "en"))
    return [(Cue.CHANGE, first)] if verb and lemma(first.text).endswith("n") else []


def _progressive(clause: Clause, found: Found) -> list[Told]:
    """The English verb of a time to come that goes on: "We're opening four hubs next year"."""
    if UNTIL.match(found.words):
        return []
    return [
        (Cue.CHANGE, word)
        for before, word in pairwise(clause.words)
        if before.text.lower().replace("’", "'") in BEING
        and word.text.islower()
        and word.text.endswith("ing")
    ]


def _verb_before(view: View, clause: Clause) -> list[Told]:
    """The verb that a clause without one takes from the clause before: "steigen im April, im März 2027 erneut"."""
    place = view.parts.index(clause)
    if not place or clause.ahead():
        return []
    return [each for each in view.parts[place - 1].ahead() if each[0] is Cue.CHANGE]


def _verb_beside(clause: Clause, found: Found, language: Vocabulary) -> list[Told]:
    """The verb of a German sentence beside the time: "In zwei Jahren fliegen wir", "Mobia schickt im nächsten Jahr"."""
    if not language.lemmas:
        return []
    after = next((word for word in clause.words if word.start >= found.end), None)
    before = next((word for word in reversed(clause.words) if word.end <= found.start), None)
    latest = AT_LATEST.match(found.words) is not None  # "Spätestens 2032 spielen wir um Medaillen"
    if beside := [
        (Cue.CHANGE, word) for word in (after, before) if word and is_finite(word, as_notice=latest)
    ]:
        return beside
    return _verb_of_a_year(clause, found)


def _verb_of_a_year(clause: Clause, found: Found) -> list[Told]:
    """The verb before a year that the clause names by itself: "Am Ende fliegen die Piloten 2032 noch so"."""
    before = [word for word in clause.words if word.end <= found.start]
    led = before and before[-1].text.lower() in {"auf", "von", "über", "an", "aus"}
    if led or not found.words[-4:].isdigit() or UNTIL.match(found.words) or clause.has(Cue.LASTS):
        return []
    return [(Cue.CHANGE, word) for word in before[1:] if is_finite(word)][:1]


def _undated(view: View, found: list[Found]) -> Outlook | None:
    open_ = [each for each in found if isinstance(each.resolution, horizon.Vague)]
    for place, clause in enumerate(view.parts):
        here = [each for each in open_ if clause.words[0].start <= each.start < clause.words[-1].end]
        vague = next(iter(here or open_), None)
        if told := _ahead_undated(view, place, vague):
            return _weakest(vague, told, view)
        if here and clause.has(Cue.PURPOSE):
            return _as_outlook(vague, Cue.INTENT, clause.words[0])
    return _demanded(view)


def _demanded(view: View) -> Outlook | None:
    """What somebody wants of others, or says would be: the editor may make a claim of it."""
    for place, clause in enumerate(view.parts):
        told = [word for word in clause.words if Cue.DEMAND in word.cues]
        past = looks_past(clause, view.language, view.parts[-1].words[-1].end)
        if (
            told
            and not clause.has(Cue.OLD, Cue.YOU, Cue.WHETHER)
            and is_demand(clause, told[0], is_past=past)
        ):
            if is_denied(view.text, view.parts, place, told[0].start):
                return None
            firmness, reason = STRENGTH[Cue.DEMAND]
            return Outlook(found=None, firmness=firmness, reason=reason, cue=told[0], is_doubtful=True)
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
    told = [each for each in told if is_to_come(clause, *each) and each[1].text not in RESOLVING]
    if told and is_denied(view.text, view.parts, place, told[0][1].start):
        return []
    past = looks_past(clause, view.language, view.parts[-1].words[-1].end)
    return [each for each in told if not past or each[0] not in WEAK - {Cue.PROMISE}]
