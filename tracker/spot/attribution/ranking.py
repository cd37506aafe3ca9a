"""One sum for every candidate and one for nobody: who of them says what a sentence tells. Set by hand, not fitted."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from tracker.spot.attribution.frames import Frame
from tracker.spot.attribution.phrases import Phrase, PhraseKind

# What a frame is worth in the sentence that is asked about.
HERE = {
    Frame.ACCORDING: 6.0,
    Frame.AFTER: 6.0,
    Frame.SO: 5.0,
    Frame.PAPER: 4.5,
    Frame.AS: 4.5,
    Frame.IT_SAYS: 4.5,
    Frame.SAYS: 4.5,
    Frame.TELLS: 3.5,
    Frame.COLON: 2.5,
    Frame.AGENT: 3.5,
    Frame.WANTS: 3.5,
    Frame.ACTS: 3.5,
}
# What it is worth for the sentences behind it.
CARRIED = {
    Frame.ACCORDING: 3.0,
    Frame.AFTER: 3.0,
    Frame.SO: 3.0,
    Frame.PAPER: 2.5,
    Frame.AS: 3.0,
    Frame.IT_SAYS: 2.5,
    Frame.SAYS: 3.0,
    Frame.TELLS: 1.5,
    Frame.COLON: 0.5,
    Frame.AGENT: 0.5,
    Frame.WANTS: 0.5,
    Frame.ACTS: 0.0,
}
KINDS = {
    PhraseKind.PERSON: 1.0,
    PhraseKind.ROLE: 1.0,
    PhraseKind.BODY: 0.7,
    PhraseKind.PEOPLE: 0.7,
    PhraseKind.DOCUMENT: 0.3,
    PhraseKind.NAME: 0.4,
    PhraseKind.PRONOUN: 0.3,
    PhraseKind.SOURCE: 0.0,
    PhraseKind.OTHER: -0.5,
    PhraseKind.NONE: -3.0,
}
AWAY = {0: 0.0, 1: 0.0, 2: -0.5, 3: -1.0, 4: -1.5, 5: -2.0}
OTHER_PARAGRAPH = -1.5
HAS_OWN_FRAME = -3.0
BROKEN_OFF = -1.5
QUOTED = -4.0
OBLIQUE = -1.5  # behind a preposition, in brackets, a genitive
UNFRAMED = -1.0
CHOSEN_BEFORE = 1.5
GOES_ON = 2.0  # more, within one quotation
# Of nobody, by how the sentence tells what it tells; of several the lowest.
PLAIN = 4.0
HEARSAY = 3.0
HENCE = 1.5
REPORTED = 0.5
QUOTED_WORDS = 0.0
PLAIN_HERE = 2.5  # where only the sentence's own frames are asked
# Of a name that is given.
LEAST_SHARE = 0.45
LEAST_BESIDE_NOBODY = 0.5
WORTH_NAMING = 0.05
UNSIGNED = "?"  # the name of a source that nobody signed: "Medienberichten zufolge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """How a sentence tells what it tells: what makes it likely that somebody says it."""

    is_quoted: bool = False
    is_reported: bool = False
    is_hearsay: bool = False
    says_hence: bool = False
    goes_on: bool = False
    """Whether it goes on with the quotation of the sentence before."""

    @property
    def is_speech(self) -> bool:
        """Whether the sentence may go on with what somebody said before."""
        return self.is_quoted or self.is_reported or self.is_hearsay or self.says_hence


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase that may be the source, `away` sentences before the one that is asked about."""

    name: str
    phrase: Phrase
    frame: Frame | None
    away: int
    same_paragraph: bool = True
    was_chosen: bool = False
    """Whether the sentence before is this one's."""
    is_broken_off: bool = False
    """Whether the reporter's own words, or the end of a quotation, stand between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who says a sentence: a name, or "" with the likeliest names in order; `is_nobody` if nobody is the likeliest."""

    name: str = ""
    share: float = 0.0
    is_nobody: bool = False
    is_framed: bool = False
    names: tuple[str, ...] = ()


def choose(candidates: Iterable[Candidate], situation: Situation) -> Choice:
    """The choice among all candidates and nobody."""
    every = list(candidates)
    own = any(each.away == 0 and each.frame and not each.phrase.is_quoted for each in every)
    weights: dict[str, float] = {}
    for each in every:
        weights[each.name] = weights.get(each.name, 0.0) + exp(score(each, situation, has_own_frame=own))
    if not weights:
        return Choice(is_nobody=True)
    nobody = exp(score_of_nobody(situation))
    everyone = sum(weights.values())
    order = sorted(weights, key=lambda name: -weights[name])
    best = order[0]
    sure = weights[best] >= LEAST_SHARE * everyone and weights[best] >= LEAST_BESIDE_NOBODY * nobody
    return Choice(
        name=best if sure and best != UNSIGNED else "",
        share=weights[best] / (everyone + nobody),
        is_nobody=not sure and nobody >= everyone,
        is_framed=own,
        names=tuple(name for name in order if name != UNSIGNED and weights[name] >= WORTH_NAMING * everyone)[
            :5
        ],
    )


def score(candidate: Candidate, situation: Situation, *, has_own_frame: bool) -> float:
    """The sum that speaks for a candidate."""
    phrase, frame = candidate.phrase, candidate.frame
    total = KINDS[phrase.kind] + AWAY[candidate.away]
    if not frame:
        total += UNFRAMED
        total += OBLIQUE * (bool(phrase.preposition) + phrase.is_genitive + phrase.is_bracketed)
    if candidate.away == 0:
        total += HERE[frame] if frame else 0.0
        return total + QUOTED * phrase.is_quoted
    total += CARRIED[frame] if frame else 0.0
    total += 0.0 if candidate.same_paragraph else OTHER_PARAGRAPH
    total += HAS_OWN_FRAME * has_own_frame + BROKEN_OFF * candidate.is_broken_off
    total += QUOTED * phrase.is_quoted
    chosen = candidate.was_chosen and not has_own_frame
    return total + CHOSEN_BEFORE * chosen + GOES_ON * (chosen and situation.goes_on)


def score_of_nobody(situation: Situation) -> float:
    """The sum that speaks for a sentence of the reporter's own."""
    if situation.is_quoted:
        return QUOTED_WORDS
    if situation.is_reported:
        return REPORTED
    if situation.says_hence:
        return HENCE
    return HEARSAY if situation.is_hearsay else PLAIN
