"""Claims that no verb tells: a forecast by its figure, a postponement by its new day, an imperative by its reward."""

import re

from claims.horizon import Found
from tracker.spot.clauses import Clause, Told
from tracker.spot.lexicon import Cue, CuedWord

FORECAST_NOUN = re.compile(
    r"\b(?:\w*(?:prognose|vorhersage|kursziel)n?|\w*ausblick|forecasts?|outlook|guidance|price targets?"
    r"|projections?)\b",
    re.IGNORECASE,
)
FORECAST_BEFORE = re.compile(
    FORECAST_NOUN.pattern
    + r"(?:\s+(?:for|of|des|der|zum|zur|für)(?:\s+[\w-]+){1,3}?)?\s*(?:für|for|in|im)?\s*$",
    re.IGNORECASE,
)
FORECAST_BEHIND = re.compile(r"^(?:[\s-]+\w+){0,3}?\s+" + FORECAST_NOUN.pattern, re.IGNORECASE)
FOR = re.compile(r"\b(?:für|for)\s*$", re.IGNORECASE)
VALUE = re.compile(
    r"\b(?:auf|bei|to|at|of|von)\s+(?:\w+\s+){0,3}?(?:[€$£]?\d+(?![\d-])|\w+ (?:Prozent|percent|per cent)\b)",
    re.IGNORECASE,
)
DELAY = re.compile(
    r"\b(?:push(?:es|ed|ing)? back|put(?:s|ting)? back"
    r"|(?<!the )(?<!a )(?<!its )delay(?:s|ed|ing)?|postpone[sd]?|postponing|defer(?:s|red)?"
    r"|reschedul\w+|slip(?:s|ped)?|move[sd]? back|brought forward|(?:ver)?rück(?:t|te|en)"
    r"|(?:ver|hinaus|auf)?(?:schieb|schob)\w*|verzöger\w*|verleg\w*|vertag\w*|hinausgezögert|vorgezogen|vorverlegt)\b",
    re.IGNORECASE,
)
NEW_DAY = re.compile(
    r"\b(?:to|until|till|into|auf|bis|in|ins)\s*(?:de[nrm]|das|the|early|late)?\s*$", re.IGNORECASE
)
MOVE = re.compile(r"\b(?:moved?|moves|moving|shifted|shifts|push(?:ed|es|ing))\b", re.IGNORECASE)
# The day that a thing is moved from: "from October 2026 (to March)", "von 2027 (auf 2029)".
MOVED_FROM = re.compile(r"\b(?:from|von|vom)\s+(?=[^.;,]*\d|[A-Z])(?:[\w.]+,?\s+){1,5}?(?=(?:to|auf|in)\s)")
OLD_DAY_WORDS = ("from ", "von ", "vom ")
TO = re.compile(r"\bto\s*(?:the|early|late)?\s*$", re.IGNORECASE)
# "Corvin Street put the market at $3bn in 2035".
ESTIMATE = re.compile(
    r"\b(?:puts?|pegs?|pegged|valued?|values|beziffert\w*|taxiert\w*|veranschlagt\w*)\b(?: [\w-]+){1,9}?"
    r" (?:at|auf) (?:\w+ ){0,2}[€$£]?\d[\w.,]*(?: [\w%]+){0,4}? (?:in|by|for|für|bis)?\s*$",
    re.IGNORECASE,
)
# "Der Rechnungshof nennt Ende 2028 als realistischen Termin", "gave June 2028 as the new date".
NAMED_BEFORE = re.compile(
    r"\b(?:nennt|nennen|nannte|nannten|gibt|gab|gaben|names?|named|gives?|gave|cites?|cited)\b(?: [\w-]+){0,5} ?$"
)
AS_DATE = re.compile(
    r"^,? (?:als|as) (?:[\w-]+ ){0,3}?(?:Termin|Datum|Zieldatum|Ziel|Zeitpunkt|Zieljahr|date|deadline|target|goal)\b"
)
AS_DATE_NAMED = re.compile(
    r"^Als (?:[\w-]+ )?(?:Termin|Datum|Zieldatum|Zeitpunkt)\b.*\b(?:nennt|nennen|nannten?)\b"
)
SET_APART = re.compile(r"(?:to|until|auf|bis)\b")
NIGHT = re.compile(
    r"\bnacht (?:auf|zu|zum)(?: den)?\s*$", re.IGNORECASE
)  # "haben sich in der Nacht auf Donnerstag vertagt"
TO_NEW_DAY = re.compile(r"^(?:to|until|till|auf|bis)\b", re.IGNORECASE)
IMPERATIVE = re.compile(
    r"\b(?:give (?:us|me|him|her|them|it)|wait|gebt uns|gib uns|geben sie uns|warten? sie|wartet|warte)"
    r"(?: noch| another| just)?\s*$",
    re.IGNORECASE,
)


def without_old_day(sentence: str) -> str:
    """The sentence with the day from which something is moved blanked out, so that only the new one is read."""
    if not any(word in sentence for word in OLD_DAY_WORDS):
        return sentence  # most sentences: no look for the verbs
    if not (DELAY.search(sentence) or MOVE.search(sentence)):
        return sentence
    return MOVED_FROM.sub(lambda found: " " * len(found[0]), sentence)


def phrased(text: str, clause: Clause, found: Found) -> Told | None:
    """What makes the time of the clause one of a claim, if no verb does: the noun or verb that tells it."""
    start, end = clause.words[0].start, clause.words[-1].end
    before, after = text[start : found.start], text[found.end : end]
    if IMPERATIVE.search(before):
        return Cue.WILL, clause.words[0]
    if clause.has(Cue.OLD):
        return None
    named = NAMED_BEFORE.search(before) if AS_DATE.match(after) else AS_DATE_NAMED.search(before)
    if value := ESTIMATE.search(before) or named:
        return Cue.FORECAST, _word_at(clause, start + value.start())
    if noun := _forecast(text, clause, found, before, after):
        return Cue.FORECAST, noun
    moved = MOVE.search(text, start, found.start) if TO.search(before) else None
    delay = moved or DELAY.search(text, start, end) or _delay_before(text, clause, found)
    if delay and not NIGHT.search(before) and (NEW_DAY.search(before) or TO_NEW_DAY.match(found.words)):
        return Cue.PLANNED, _word_at(clause, delay.start())
    return None


def _delay_before(text: str, clause: Clause, found: Found) -> re.Match[str] | None:
    """The delay that the clause before tells: "Thorne Fell has slipped again, to the autumn of 2030"."""
    if not SET_APART.match(text, clause.words[0].start, found.end):
        return None
    at = clause.words[0].start
    begins = max(text.rfind(mark, 0, at - 2) for mark in ".;:,") + 1 if at > 2 else 0
    return DELAY.search(text, begins, at)


def _forecast(text: str, clause: Clause, found: Found, before: str, after: str) -> CuedWord | None:
    """The forecast whose figure the clause tells: "hob die Prognose für 2027 auf 1,2 Prozent"."""
    start, end = clause.words[0].start, clause.words[-1].end
    told_before = FORECAST_BEFORE.search(before)
    told_behind = FORECAST_BEHIND.match(after)
    fronted = FOR.search(before) or found.words.lower().startswith(("für ", "for "))
    noun = FORECAST_NOUN.search(text, start, end)
    if noun is None or not (told_before or told_behind or fronted):
        return None
    if not VALUE.search(text, min(noun.end(), found.end), end):
        return None
    return _word_at(clause, noun.start())


def _word_at(clause: Clause, start: int) -> CuedWord:
    return next((word for word in clause.words if word.end > start), clause.words[0])
