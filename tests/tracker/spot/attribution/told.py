"""German sentences taken apart for the tests of who says them."""

from tracker.spot.attribution.narrative import Narrative, Utterance
from tracker.spot.german import GERMAN
from tracker.spot.lexicon import words
from tracker.spot.mentions import mentions
from tracker.spot.references import Discourse
from tracker.spot.sentences import sentences


def told(text: str) -> list[Utterance]:
    """The sentences of a text with what is found in each."""
    return narrative(text).told


def narrative(text: str) -> Narrative:
    """A text that can be asked who says each of its sentences."""
    cut = sentences(text, dotted_ordinals=True)
    read = [words(text, each.start, each.end, GERMAN) for each in cut]
    discourse = Discourse(text=text, language=GERMAN, named=mentions(read, GERMAN))
    return Narrative(discourse, cut, read)
