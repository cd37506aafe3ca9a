"""Whether an article seems to speak for a claim or against it, by its cues. A hint for an editor, who decides. Pure.

Rules and word lists, no model: what was done, put off or denied, which way a number went, and what is negated. Where
the cues are weak or at odds it says so. docs/explanation/matching.md has how often it is right.

Why so: docs/decisions/0024-hints-preselect-and-never-decide.md
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from claims.models import Evidence
from tracker.evidence.stance.english import ENGLISH
from tracker.evidence.stance.german import GERMAN
from tracker.evidence.stance.lexicon import Lexicon, found
from tracker.evidence.stance.limits import Limit, compared, limits_of
from tracker.words import words_of

LEXICONS: Final = {"de": GERMAN, "en": ENGLISH}
SENTENCE: Final = re.compile(r"(?<=[.!?;:])(?<!\b(?:Mio|Mrd|Tsd|Bio)\.)\s+|\n+")
TITLE, TEXT = 1.5, 1.0

# From here on a hint is given; cues of the two sides cancel each other.
ENOUGH = 1.0
# A negation reaches so many characters forward, and half as many back.
REACH = 40
# A claim's own verb alone is a weak sign: reports of plans use it, too.
PREDICATE, LITTLE = 0.8, 1.0
# A number beside the limit that was named is the plainest sign there is.
LIMIT = 2.0


@dataclass(frozen=True, slots=True)
class Hint:
    """Which way an article seems to point, why, and by which words. Unclear without a reason: too little was found."""

    stance: Evidence.Hint
    reason: Evidence.HintReason | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sign:
    """A cue: its weight, above zero for what the claim says will happen."""

    weight: float
    reason: Evidence.HintReason
    word: str


def hint(*, claim: str, claim_language: str, title: str, text: str, language: str) -> Hint:
    """The hint for an article of that headline and text, best a passage about the claim. Languages are "de" or "en"."""
    own, other = LEXICONS.get(claim_language), LEXICONS.get(language)
    if own is None or other is None:
        return Hint(Evidence.Hint.UNCLEAR)
    # Words stand in composed letters, and their places are looked up in the text.
    claim, title, text = (normalize("NFC", each) for each in (claim, title, text))
    asked = _asked(claim, claim_language, own)
    signs = [
        sign
        for part, weight in ((title, TITLE), (text, TEXT))
        for sentence in SENTENCE.split(part)
        for sign in _signs(sentence, asked, language, other, weight)
    ]
    return _sum(signs, is_negative=asked.is_negative)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a claim says: which way a number goes (1, -1, or 0 for no number), the keys of its verb, a "not"."""

    direction: int
    limits: tuple[Limit, ...]
    verb: frozenset[str]
    is_negative: bool


def _asked(claim: str, language: str, lexicon: Lexicon) -> _Asked:
    # "Mehr als 15 Euro" names a limit, and no way.
    unlimited = "".join(_without(found((*lexicon.above, *lexicon.below), claim), claim))
    direction = bool(found(lexicon.rising, unlimited)) - bool(found(lexicon.falling, unlimited))
    predicate = lexicon.predicate.search(claim)
    verb = words_of(predicate[1], language) if predicate else []
    keys = frozenset(key for word in verb for key in word.keys)
    limits = tuple(limits_of(claim, language, lexicon))
    return _Asked(direction, limits, keys, bool(found(lexicon.negation, claim)))


def _without(hits: list[re.Match[str]], text: str) -> Iterable[str]:
    ends = [0, *(hit.end() for hit in hits)]
    starts = [*(hit.start() for hit in hits), len(text)]
    return (text[end:start] for end, start in zip(ends, starts, strict=True))


def _signs(sentence: str, asked: _Asked, language: str, lexicon: Lexicon, weight: float) -> Iterable[_Sign]:
    is_ahead = bool(found(lexicon.ahead, sentence))
    negations = found(lexicon.negation, sentence)
    dismissed = found(lexicon.dismissed, sentence)
    for hit in found(lexicon.failure, sentence):
        if not any(each.start() < hit.end() and hit.start() < each.end() for each in dismissed):
            yield _Sign(-weight, Evidence.HintReason.FAILURE, hit[0])
    for hit in found(lexicon.success, sentence):
        if negated := _near(hit, negations):
            yield _Sign(-weight, Evidence.HintReason.NEGATION, negated[0])
        elif not is_ahead:
            yield _Sign(weight, Evidence.HintReason.SUCCESS, hit[0])
    yield from _ways(sentence, asked, lexicon, weight, is_ahead=is_ahead)
    for limit in () if is_ahead else asked.limits:
        for word, agrees in compared(sentence, limit, language, lexicon):
            reason = Evidence.HintReason.WITHIN if agrees else Evidence.HintReason.BEYOND
            yield _Sign(LIMIT * weight if agrees else -LIMIT * weight, reason, word.surface)
    # "The opening was put off": the verb is named, and says nothing.
    names_it_only = is_ahead or bool(found(lexicon.failure, sentence))
    yield from _verbs(sentence, asked, language, negations, weight, is_ahead=names_it_only)
    for hit in found(lexicon.little, sentence):
        yield _Sign(-LITTLE * weight, Evidence.HintReason.LITTLE, hit[0])


def _ways(
    sentence: str, asked: _Asked, lexicon: Lexicon, weight: float, *, is_ahead: bool
) -> Iterable[_Sign]:
    """Which way a number went, beside which way it was to go."""
    if not asked.direction or is_ahead:
        return
    for patterns, way in ((lexicon.rising, 1), (lexicon.falling, -1)):
        for hit in found(patterns, sentence):
            agrees = way == asked.direction
            yield _Sign(
                weight if agrees else -weight,
                Evidence.HintReason.SAME_WAY if agrees else Evidence.HintReason.OTHER_WAY,
                hit[0],
            )


def _verbs(
    sentence: str,
    asked: _Asked,
    language: str,
    negations: list[re.Match[str]],
    weight: float,
    *,
    is_ahead: bool,
) -> Iterable[_Sign]:
    """The claim's own verb, said of what happened, or denied."""
    for word in words_of(sentence, language) if asked.verb else ():
        if asked.verb.isdisjoint(word.keys):
            continue
        if any(-REACH // 2 <= word.start - negation.end() <= REACH for negation in negations):
            yield _Sign(-weight, Evidence.HintReason.NEGATION, word.surface)
        elif not is_ahead:
            yield _Sign(PREDICATE * weight, Evidence.HintReason.SAID_SO, word.surface)


def _near(hit: re.Match[str], negations: Iterable[re.Match[str]]) -> re.Match[str] | None:
    reaching = (each for each in negations if -REACH // 2 <= hit.start() - each.end() <= REACH)
    return next(reaching, None)


def _sum(signs: list[_Sign], *, is_negative: bool) -> Hint:
    total = sum(sign.weight for sign in signs)
    if abs(total) < ENOUGH:
        are_at_odds = len({sign.weight > 0 for sign in signs}) > 1
        words = tuple(dict.fromkeys(sign.word for sign in signs))
        return Hint(Evidence.Hint.UNCLEAR, *((Evidence.HintReason.AT_ODDS, words) if are_at_odds else ()))
    leading = [sign for sign in signs if sign.weight * total > 0]
    strongest = max(leading, key=lambda sign: abs(sign.weight))
    words = tuple(dict.fromkeys(sign.word for sign in leading if sign.reason == strongest.reason))
    speaks_for = (total > 0) != is_negative
    stance = Evidence.Hint.SUPPORTS if speaks_for else Evidence.Hint.CONTRADICTS
    return Hint(stance, strongest.reason, words)
