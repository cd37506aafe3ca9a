"""Tells whether a verb without a date is of a time to come, and not of habit, hearsay or a guess about the past."""

import re

from tracker.spot.clauses import Clause, lemma
from tracker.spot.lexicon import Cue, CuedWord, listed

SHORT = 4  # words: "Er will," and what he wants behind the comma
AHEAD = re.compile(
    r"\b(?:(?:zu)?künftig\w*|demnächst|bald|in (?:naher )?zukunft|morgen|(?:über)?nächst\w+|kommend\w+|ab sofort|dann"
    r"|später|weiterhin nicht|soon|in (?:the )?future|shortly|next|coming)\b",
    re.IGNORECASE,
)
# German verbs that tell what is: "soll ... sein" is then hearsay.
STATES = listed(
    """
        sein haben stammen kennen befinden heißen gehören bestehen leben wohnen liegen betragen wiegen wissen
        besitzen verfügen enthalten handeln verstecken aufhalten umfassen gelten existieren dienen stehen
        arbeiten glauben lieben hassen leiden schlafen tragen fehlen zählen bedeuten darstellen ähneln sitzen
        herrschen vorliegen beruhen erstrecken belaufen ereignen abspielen
    """
)
WERDEN = listed("wird werden werde wirst werdet")
PLANS = listed("vorgesehen geplant beabsichtigt angekündigt")
# Behind "werden" an infinitive is one of the passive: "nicht überprüft werden können".
MODAL_INFINITIVES = listed("können könnten könne müssen müssten sollen sollten dürfen dürften kann muss soll")
# "angeflogen", not "angeben", "ausgehen".
SEPARABLE_PARTICIPLE = re.compile(
    r"^(?:ab|an|auf|aus|ein|her|hin|um|vor|zu|durch|nach|mit|weg|zurück|zusammen|los|fest)"
    r"ge(?!b|h|r|fa|brau|l[aeit]|n[aeiu]|w[äi]|st|sch)\w+en$"
)
WOLLEN = listed("will wollen wolle möchte möchten")
SOLLEN = listed("soll sollen solle")
MAY = listed("könnte könnten könne können dürfte dürften dürfe mag")
ENGLISH_MAY = listed("may might could")
MODALS = MAY | SOLLEN | WOLLEN
MODALS |= listed("sollte sollten müsse müsste müssten müssen muss würde würden wollte wollten should must")
# Alone they may be of today.
ADVERBS = listed(
    "möglicherweise womöglich vielleicht eventuell möglich denkbar possible possibly perhaps maybe"
)
ADVERBS |= {"potentially"}
# German verbs that promise or announce only with one of these words in their clause.
ONLY_WITH: dict[str, frozenset[str]] = {
    "stellt": listed("aussicht"),
    "stellte": listed("aussicht"),
    "sicherte": listed("zu"),
    "bevor": listed("steht stehen stand standen stehe"),
    "bereitet": listed("vor"),
    "verpflichtet": listed("sich"),
    "verpflichten": listed("sich"),
    "drängt": listed("auf darauf"),
}
ATTRIBUTES = re.compile(
    r"^(?:planned|proposed|possible|potential|expected|likely|probable"
    r"|(?:geplant|vorgesehen|angestrebt|anvisiert|angekündigt|beschlossen|erwartet|möglich|erhofft|avisiert|denkbar"
    r"|prognostiziert|wahrscheinlich|voraussichtlich|vorgeschlagen|diskutiert|drohend|befürchtet)e[nmrs]?)$",
    re.IGNORECASE,
)
PERFECT = re.compile(
    r"^(?:\w{0,8}ge\w+(?:t|en)|(?:be|ver|er|ent|zer|über|unter)\w+(?:t|en)|\w+iert|worden|gewesen)$"
)
ENGLISH_STATES = listed("have know be exist contain belong own seem appear mean live")
BESIDE_MAY = listed("not also well still even")
PARTICIPLES = listed(
    "sold told held found paid made done gone led read won run hung won bound heard understood"
)
NO_PARTICIPLES = listed("the that it what not present")


def is_to_come(clause: Clause, cue: Cue, word: CuedWord) -> bool:
    """Whether the word `word` of a clause without a date tells of a time to come."""
    text = word.text.lower()
    if text in ONLY_WITH and not ONLY_WITH[text] & {each.text.lower() for each in clause.words}:
        return False
    if (cue is Cue.COULD and text in ADVERBS) or _is_said_of_then(clause, text):
        return False
    if ATTRIBUTES.match(word.text) and _stands_before_noun(clause, word):
        return False
    if cue is Cue.INTENT and text in WOLLEN:
        return _is_wanting_to(clause, word) and not _is_of_a_kind(clause, word)
    return _is_verb_to_come(clause, word, text)


def _is_said_of_then(clause: Clause, text: str) -> bool:
    """Whether the word bans, tells a plan of then or praises: "dürfe es nicht geben", "war vorgesehen"."""
    beside = {each.text.lower() for each in clause.words}
    old = text in PLANS and bool(beside & {"war", "waren"})
    return text == "dürfe" or old or (text == "gelobt" and bool(beside & WERDEN))


def is_demand(clause: Clause, word: CuedWord, *, is_past: bool) -> bool:
    """Whether a word like "solle" or "fordert" wants something to be done, or tells what would be."""
    if word.text.lower() not in MODALS:
        return True
    return not (is_past or _is_perfect(clause, word) or _is_being(clause, word))


def _is_verb_to_come(clause: Clause, word: CuedWord, text: str) -> bool:
    if text in WERDEN:
        return _is_future(clause, word)
    if text in SOLLEN:
        return not (_is_state(clause, word) or _is_perfect(clause, word))
    if text in MAY:
        return not (_is_perfect(clause, word) or _is_being(clause, word))
    return text not in ENGLISH_MAY or not _is_english_state(clause, word)


def _is_wanting_to(clause: Clause, word: CuedWord) -> bool:
    """Whether somebody wants to do something, and not only to know or to have it."""
    last, before = _final(clause, word)
    if last == word.text.lower():
        last = before
    infinitive = last.endswith(("en", "ern", "eln", "tun")) and lemma(last) in {last, last.capitalize()}
    return (infinitive or len(clause.words) < SHORT) and last not in {"wissen", "haben", "sein"}


def _is_of_a_kind(clause: Clause, word: CuedWord) -> bool:
    """Whether the clause tells of which people: "Menschen, die andere in Angst versetzen wollen"."""
    return clause.words[0].text == "die" and word is clause.words[-1] and word.text == "wollen"


def _stands_before_noun(clause: Clause, word: CuedWord) -> bool:
    """Whether the adjective belongs to a noun behind it: "die geplante Reform", "from possible attacks"."""
    at = clause.words.index(word)
    text = word.text.lower()
    german = text.endswith(("e", "en", "em", "er", "es")) and text not in {"possible", "probable"}
    if at + 1 >= len(clause.words):
        return german  # "mit einem geplanten „Verbot“"
    article = at > 0 and Cue.DETERMINER in clause.words[at - 1].cues
    return german or article or (clause.words[at + 1].text.islower() and text in {"possible", "potential"})


def _final(clause: Clause, word: CuedWord) -> tuple[str, str]:
    """The last word of the clause and the one before it, without `word` itself: "gebaut", "wird" of "dass ... wird"."""
    texts = [each.text.lower() for each in clause.words]
    if clause.words.index(word) + 1 == len(texts):
        texts = texts[:-1]
    return (texts[-1] if texts else ""), (texts[-2] if len(texts) > 1 else "")


def _is_future(clause: Clause, word: CuedWord) -> bool:
    """Whether "werden" has an infinitive, or a word of time to come beside it: the present passive has neither."""
    last, _ = _final(clause, word)
    texts = [each.text.lower() for each in clause.words]
    behind = texts[clause.words.index(word) + 1 :][:1]
    passive = bool(behind) and behind[0] in MODAL_INFINITIVES
    if last == word.text.lower() or passive or "seit" in texts:
        return False
    if not SEPARABLE_PARTICIPLE.match(last) and last.endswith(("en", "ern", "eln")) and lemma(last) == last:
        agent = any(each.text in {"von", "vom"} for each in clause.words)
        return not (agent and PERFECT.match(last) and not last.startswith("ge"))
    return AHEAD.search(" ".join(each.text for each in clause.words)) is not None


def _is_perfect(clause: Clause, word: CuedWord) -> bool:
    """Whether the infinitive is a perfect one: "soll gewesen sein", "könnte gefälscht sein", "verloren haben"."""
    last, before = _final(clause, word)
    return last in {"sein", "haben"} and PERFECT.match(before) is not None


def _is_state(clause: Clause, word: CuedWord) -> bool:
    return _final(clause, word)[0] in STATES


def _is_being(clause: Clause, word: CuedWord) -> bool:
    return _final(clause, word)[0] in {"sein", "haben", "handeln"}


def _is_english_state(clause: Clause, word: CuedWord) -> bool:
    """Whether "may have lost", "could be a forgery" tells of the past or the present."""
    after = [each.text for each in clause.words[clause.words.index(word) + 1 :]]
    while after and after[0] in BESIDE_MAY:
        after = after[1:]
    if not after or after[0] != "be":
        return bool(after) and after[0] in ENGLISH_STATES
    told = after[1] if len(after) > 1 else ""
    done = told.endswith(("ed", "en", "ing", "t")) or told in PARTICIPLES
    return not done or told in NO_PARTICIPLES
