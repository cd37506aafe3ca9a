"""Tells which of the times in a sentence can be the deadline of a claim."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from claims.horizon import Found, Precision, Rule, Window
from tracker.spot.clauses import AHEAD, PRESENT, Clause, is_verb
from tracker.spot.lexicon import Cue, CuedWord, Vocabulary
from tracker.spot.sentences import Sentence

CLOCK = re.compile(
    r"\b\d{1,2}([:.]\d\d)?\s?(Uhr|a\.?m\b|p\.?m\b|o'clock|h\b)|\b\d{1,2}:\d\d\b", re.IGNORECASE
)
NEAR_DAYS = 62  # an event notice names a day within two months; a claim about a day may be further off
OWN_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
AHEAD_WORDS = re.compile(
    r"\b(?:next|coming|following|nächst\w*|kommend\w*|folgend\w*|übernächst\w*|neuen jahr\w*|new year)\b"
    r"|^noch (?:in|im|vor)\b",
    re.IGNORECASE,
)
# "The first in 60 years" looks back.
RECORD = re.compile(
    r"\b(?:first|only|best|worst|most|least|record|\w{3,}est|erste\w?|(?:größ|höch|be|schlimm|mei|niedrig|stärk)ste\w?)\b"
    r"(?:\s+[\w-]+){0,2}\s*$",
    re.IGNORECASE,
)
LASTING = re.compile(r"^(?:for|für)\s+(?!.*\b(?:next|coming|nächst\w*|kommend\w*)\b)", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:bis|until|till|through)\b", re.IGNORECASE)
RULES_AHEAD = frozenset({Rule.WITHIN, Rule.RELATIVE_RANGE, Rule.IN_UNITS, Rule.BY, Rule.BEFORE, Rule.END})
LIMITED = frozenset({Rule.WITHIN, Rule.RELATIVE_RANGE, Rule.BY, Rule.BEFORE, Rule.END})
DAYS = frozenset({Precision.DAY, Precision.WEEK})
TELLING = frozenset({Cue.SAID, Cue.PAST}) | AHEAD
MODAL = frozenset({Cue.WILL, Cue.WOULD, Cue.COULD, Cue.PLANNED, Cue.INTENT, Cue.REPORTED, Cue.EXPECTED})
NOW = frozenset({"now", "instead", "nun", "jetzt", "nunmehr", "stattdessen", "inzwischen", "mittlerweile"})
INSTEAD = re.compile(
    r"\b(?:an)?(?:statt|stelle|instead(?: of)?|rather(?: than)?)(?:\s+(?:von|wie|in|im|by|bis)){0,2}\s*$",
    re.IGNORECASE,
)
# A time that is aimed at is never the day of saying.
AIMED = re.compile(r"^(?:bis|by|until|till|für|for|ab|from|within|binnen|before|vor)\b", re.IGNORECASE)
SAID_BEFORE = frozenset(
    {"said", "told", "wrote", "forecast", "swore", "versprach", "sprach", "schrieb", "gab", "hatte", "hatten"}
)
GIVEN = frozenset({"have", "has", "had", "given", "got"})  # "Residents have until 6 April to comment"
THE = ("the ", "next ", "this ")
GIVING = frozenset({"given", "gave", "gives"})  # "has given the company until March to explain"
# What contracts do: "whose term expires in October", "ihr Vertrag läuft bis 2030".
BESIDE = frozenset({"whose", "which", "deren", "dessen"})
ENDING = frozenset(
    {"expires", "expire", "ends", "end", "runs", "run", "endet", "läuft", "laufen", "gilt", "ausläuft"}
)
# "Der Torwart unterschreibt bis 2030", "signs until 2030": how long a contract is.
SIGNING = re.compile(
    r"^(?:unterschr[ei]\w+|unterzeichne\w*|bindet|binden|verpflichte(?:t|te|n)|Leihe|sign(?:s|ed)|pen)$"
)
# "The next world championships begin on 20 October", "Der Prozess beginnt am 9. September".
MEETING = re.compile(
    r"(?:championships?|festival|tournament|trial|hearing|congress|conference|fair|exhibition|olympics|games|summit|inquest"
    r"|meisterschaft(?:en)?|festival|turnier|prozess|verhandlung|kongress|konferenz|messe|ausstellung|gipfel|spiele"
    r"|tagung|parteitag|festspiele)$",
    re.IGNORECASE,
)
MEETS = frozenset(
    {
        "begins",
        "begin",
        "opens",
        "open",
        "starts",
        "start",
        "beginnt",
        "beginnen",
        "startet",
        "starten",
        "eröffnet",
    }
)
QUARTER = re.compile(r"quart(?:er|al)|\bQ[1-4]\b|half|halbjahr", re.IGNORECASE)
ACCOUNTS = (
    "loss|losses|profit|profits|figures|results|earnings|sales|revenue|revenues|numbers|report|growth|performance|decline|slump"
    "|rise|fall|verlust\\w*|gewinn\\w*|zahlen|ergebnis\\w*|umsatz\\w*|bilanz|minus|plus|einbruch|rückgang|zuwachs"
)
ACCOUNT_BEHIND = re.compile(rf"^[\s-]*(?:\w+\s+)?(?:{ACCOUNTS})\b", re.IGNORECASE)
ACCOUNT_BEFORE = re.compile(
    rf"\b(?:{ACCOUNTS})\s+(?:(?!(?:soll|woll|werd|wird|könn|kann|dürf|will|shall|may|could|should|are|is)\w*\s)\w+\s+)?$"
    r"|\b(?:after|following|despite|nach|wegen|angesichts|trotz)\s+(?:an?|its|their|the|einem|seinem|ihrem|dem)"
    r"(?:\s+[\w-]+)?\s*$"
    r"|^(?:nach|wegen|angesichts|trotz|after|despite|following|buoyed by)\b(?!.*\b(?:will|soll|kann)\b)",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:publish|report|release|present|announce|issue|post)(?:es|ing)?\b(?:\s+[\w-]+){0,4}?"
    r"\s+(?:figures|results|earnings|accounts)\b"
    r"|\b(?:figures|results|earnings|accounts)\b(?: \w+){0,2} (?:is|are|come) (?:due|expected|out)\b"
    r"|\b(?:Zahlen|Bilanz|Ergebnisse|Geschäftsbericht|Quartalszahlen|Halbjahreszahlen)\b.*"
    r"\b(?:vorlegen|veröffentlichen|vorstellen|präsentieren|legt|veröffentlicht)\b"
)
# "hätten im Sommer ausgeliefert werden sollen": a plan that failed.
HAD = frozenset({"hätte", "hätten"})
OUGHT = frozenset({"sollen", "müssen", "können", "dürfen"})
# What comes back says nothing of one time to come: "jedes Jahr im Dezember", "each year in June".
COMES_BACK = re.compile(
    r"\b(?:jede[nsmr]? (?:Jahr|Monat|Quartal|Woche|Frühling|Frühjahr|Sommer|Herbst|Winter|Dezember|Januar|Mai)|jährlich"
    r"|jeweils|alle (?:zwei|drei|vier|fünf|sechs|sieben|acht|zehn|\d+) (?:Jahre|Monate|Wochen)|alljährlich"
    r"|(?:every|each) (?:(?:two|three|four|five|other|second) )?(?:year|month|quarter|week|spring|summer|autumn|fall"
    r"|winter|January|February|March|April|May|June|July|August|September|October|November|December)s?|annually"
    r"|once a year|twice a year)\b",
    re.IGNORECASE,
)
SPANS_AHEAD = frozenset({Rule.WITHIN, Rule.RELATIVE_RANGE, Rule.IN_UNITS})
YEARS_OF_NEWS = 5  # what was said before is history


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A sentence with what is needed to judge it: the text around it, its clauses, and the day it was said.

    `is_story` if its paragraph tells of a year long past, `is_answer` if the sentence before asks.
    """

    text: str
    parts: list[Clause]
    said_on: date
    language: Vocabulary
    is_story: bool
    is_answer: bool = False


def past_paragraphs(text: str, sentences: list[Sentence], said_on: date) -> set[int]:
    """The indexes of the sentences that tell history: in their paragraph a year long past was named last."""
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


def is_no_deadline(view: View, place: int, found: Found, window: Window) -> bool:
    """Whether the time in the clause at `place` cannot be the deadline of a claim.

    True if it is part of an event notice, a name, a contract's term, a dropped plan, a report of the
    past or a question.
    """
    clause = view.parts[place]
    before = view.parts[place - 1] if place else None
    old = clause.has(Cue.OLD) or (before is not None and before.has(Cue.OLD) and not _is_of_today(clause))
    is_open = clause.has(Cue.WHETHER) or (before is not None and before.has(Cue.WHETHER))
    asked = any(word.text == "?" for part in view.parts[place : place + 1] for word in part.words)
    advice = (clause.has(Cue.YOU) and not clause.has(Cue.WILL)) or (
        before is not None
        and Cue.YOU in before.words[0].cues
        and not clause.has(Cue.WILL)  # "Wer eine Gastherme einbaut, wird sie 2035 bereuen"
        and (place == 1 or before.words[0].text != "wer")  # "Unklar bleibt, wer das bezahlt; ..."
    )
    told = not points_ahead(view, found, window) and _is_told(clause, found)
    story = (
        view.is_story
        and clause.has(Cue.WOULD, Cue.COULD, Cue.REPORTED)
        and not OWN_YEAR.search(found.words)
        and not _names_a_speaker(view)
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
        or _is_day_of_saying(view, clause, found, window)
        or _is_account(view, clause, found)
        or _is_replaced(clause, found)
        or is_failed(clause)
        or _comes_back(view, clause, found, window)
        or _is_term(clause, found)
        or _is_notice(view, found, window)
    )


def points_ahead(view: View, found: Found, window: Window) -> bool:
    """Whether the words name a time to come by themselves: "2028", "next May", "within a year", not "in May"."""
    year = OWN_YEAR.search(found.words)
    if year is not None:
        return window.closes_on.year > view.said_on.year or window.rule in RULES_AHEAD
    return window.rule in RULES_AHEAD or bool(AHEAD_WORDS.search(found.words))


def _names_a_speaker(view: View) -> bool:
    """Whether it is told today, whatever was told before: by a person's name, or by a verb in the present tense."""
    words = [word for part in view.parts for word in part.words]
    telling = [word for word in words if word.cues & {Cue.SAID, Cue.FORECAST, Cue.INTENT}]
    named = any(
        first.is_capitalised
        and second.is_capitalised
        and not (first.cues | second.cues) & {Cue.TIME, Cue.DETERMINER}
        for first, second in pairwise(words[1:])
    )
    return bool(telling) and (named or not any(tells_in_the_past(word) for word in telling))


def _is_day_of_saying(view: View, clause: Clause, found: Found, window: Window) -> bool:
    """Whether the time is when something was said: "on Monday said", "forecast in October that"."""
    if points_ahead(view, found, window) or AIMED.match(found.words):
        return False
    before = [
        word for at, word in enumerate(clause.words) if word.end <= found.start and not _is_to_be(clause, at)
    ]
    after = [word for word in clause.words if word.start >= found.end]
    if after and tells_in_the_past(after[0]):
        return True
    if (
        before
        and tells_in_the_past(before[-1])
        and (not after or after[0].text in {"that", "it", "he", "she", "they", "an", "to"})
    ):
        return True
    if before or view.language.nouns_are_capitalised:
        return False
    verb = next(
        (word for word in after if word.cues & (TELLING | {Cue.PROMISE})), None
    )  # "In May the firm announced"
    return verb is not None and tells_in_the_past(verb)


def _is_to_be(clause: Clause, at: int) -> bool:
    """Whether the word is the participle of a passive to come: "may be concluded"."""
    return at > 0 and clause.words[at - 1].text == "be"


def tells_in_the_past(word: CuedWord) -> bool:
    telling = word.cues & {Cue.SAID, Cue.PROMISE, Cue.FORECAST}
    return bool(telling) and (word.text.endswith(("ed", "te", "ten")) or word.text in SAID_BEFORE)


def _is_account(view: View, clause: Clause, found: Found) -> bool:
    """Whether a quarter is a period of account: "its third-quarter loss", "nach dem Verlust im dritten Quartal"."""
    start, end = clause.words[0].start, clause.words[-1].end
    if PUBLISHED.search(view.text, start, end):
        return True
    if not QUARTER.search(found.words):
        return False
    before, after = view.text[start : found.start], view.text[found.end : end]
    return bool(
        ACCOUNT_BEHIND.match(after) or ACCOUNT_BEFORE.search(before) or ACCOUNT_BEFORE.match(found.words)
    )


def _is_replaced(clause: Clause, found: Found) -> bool:
    """Whether another time has taken its place: "statt 2028 erst 2030", "in 2030 instead of 2028"."""
    before = " ".join(word.text for word in clause.words if word.end <= found.start)
    delayed = [word for word in clause.words if Cue.DELAY in word.cues]
    if delayed and Cue.PLANNED in {cue for cue, _ in clause.ahead(found)} and found.end <= delayed[0].start:
        return True  # "Die für 2027 geplante Eröffnung verschiebt sich auf 2029"
    return INSTEAD.search(before) is not None or found.words.lower().startswith(("statt ", "instead of "))


def is_failed(clause: Clause) -> bool:
    """Whether the clause tells what should have been: "die im Sommer hätten eröffnet werden sollen"."""
    texts = {word.text.lower() for word in clause.words}
    return not texts.isdisjoint(HAD) and clause.words[-1].text in OUGHT


def _comes_back(view: View, clause: Clause, found: Found, window: Window) -> bool:
    """Whether the time is one of every year: "werden jedes Jahr im Dezember geprüft"."""
    if OWN_YEAR.search(found.words) or window.rule in SPANS_AHEAD or AHEAD_WORDS.search(found.words):
        return False
    return COMES_BACK.search(view.text, clause.words[0].start, clause.words[-1].end) is not None


def _is_of_today(clause: Clause) -> bool:
    """Whether it tells today's plan, whatever the one before was."""
    return any(word.text.lower() in NOW for word in clause.words)


def ends_a_contract(view: View) -> bool:
    """Whether the sentence tells when a contract ends."""
    return any(is_contract(part) for part in view.parts)


def is_contract(clause: Clause) -> bool:
    """Whether the clause only tells that a contract ends: "The lease expires in 2030", "Seine Amtszeit läuft aus"."""
    held = next((at for at, word in enumerate(clause.words) if Cue.CONTRACT in word.cues), len(clause.words))
    ends = any(word.text in ENDING for word in clause.words[held:])
    return ends and not clause.has(Cue.SAID, Cue.WILL, Cue.WOULD, Cue.COULD, Cue.REPORTED)


def _is_term(clause: Clause, found: Found) -> bool:
    """Whether the time only ends what is held until then: "a contract until 2030", "have until 30 June"."""
    aside = UNTIL.search(found.words) or clause.words[0].text in BESIDE
    if aside and clause.has(Cue.CONTRACT) and any(word.text in ENDING for word in clause.words):
        return True
    if not UNTIL.match(found.words):
        return False
    before = [word for word in clause.words if word.end <= found.start]
    held = bool(before) and (Cue.CONTRACT in before[-1].cues or before[-1].text in GIVEN)
    held = held or any(word.text in GIVING for word in before)
    given = any(word.text in {"Zeit", "time"} for word in clause.words) and clause.has(Cue.IS)
    return held or given or any(SIGNING.match(word.text) for word in clause.words)


def _is_name(clause: Clause, found: Found, language: Vocabulary) -> bool:
    """Whether the time only belongs to a name: "World Cup 2030", "the 2030 target", "die Spiele 2028 finden"."""
    core = found.words.lower().removeprefix("the ")
    if any(
        word.text in {"least", "mindestens", "wenigstens"} for word in clause.words if word.end <= found.start
    ):
        return False
    if " " in core or "-" in core:
        return False
    before = [word for word in clause.words if word.end <= found.start]
    after = next((word for word in clause.words if word.start >= found.end), None)
    noun = len(before) > 1 and before[-1].is_capitalised
    if after is not None and after.text == "ahead":
        return False  # "The winter ahead is likely to be wet"
    if language.nouns_are_capitalised:
        # In a German main clause the verb comes second: what stands before it is one thing.
        first = not any(word.cues & AHEAD for word in before) and before[:1] and before[0].text[0].isupper()
        return bool(noun and first and after is not None and is_verb(after)) and not clause.has(*MODAL)
    subject = core == found.words and core[:1].isdigit() and (not before or before[-1].text == "that")
    return noun or not (subject and after is not None and bool(after.cues & MODAL))


def _is_told(clause: Clause, found: Found) -> bool:
    """Whether the verb nearest before the time tells of the past: "said on Thursday it will"."""
    before = [
        word
        for at, word in enumerate(clause.words)
        if word.end <= found.start and word.cues & TELLING and not _is_to_be(clause, at)
    ]
    after = next((word for word in clause.words if word.start >= found.end), None)
    if after is not None and after.cues & {Cue.WILL, Cue.WOULD} and found.words.startswith(THE):
        return False  # "said the second half of 2027 would bring a recovery"
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
    if CLOCK.search(sentence) or (window.rule not in LIMITED and _is_meeting(view)):
        return True
    if window.rule is Rule.IN_UNITS and any(part.has(Cue.REPORTED, Cue.COULD) for part in view.parts):
        return False  # "Brand könne in drei Wochen wieder spielen"
    forecast = any(cue is Cue.FORECAST for part in view.parts for cue, _ in part.ahead())
    if window.rule in LIMITED and forecast:
        return False  # "forecast that one would be announced before Christmas"
    near = (window.closes_on - view.said_on).days <= NEAR_DAYS
    ends = UNTIL.search(found.words) is not None
    return (near or ends) and any(part.has(Cue.NOTICE) for part in view.parts)


def _is_meeting(view: View) -> bool:
    """Whether the sentence only tells on which day a meeting or a contest begins."""
    words = [word for part in view.parts for word in part.words]
    begins = next((at for at, word in enumerate(words) if word.text in MEETS), 0)
    told = any(part.has(Cue.SAID, *MODAL) for part in view.parts)
    return not told and any(MEETING.search(word.text) for word in words[:begins])
