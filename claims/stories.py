"""Whether two articles tell one story, by what they say. Pure: which articles there are is for others.

A text is cut into runs of three words, and of their hashes the smallest are kept (a bottom-k sketch: Broder, "On the
resemblance and containment of documents", 1997). Two sketches tell how much of the shorter text is in the longer one.

Why so: docs/decisions/0023-one-story-by-its-text.md
"""

import base64
import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

RUN = 3
KEPT = 128
HASHES = 2**32

# A text of fewer runs (some fifteen words) says too little to be told from a standing phrase.
LEAST_RUNS = 12

# How much of the shorter text the longer one has, and how many of its figures, for the two to be one story.
# Outlets cut a wire story and change its first words; a monthly report keeps its words and changes the figures.
ENOUGH_OF_THE_TEXT = 0.6
ENOUGH_OF_THE_FIGURES = 0.6

# A round-up holds many stories whole, and is none of them: a full report is not looked for in a text so much longer.
# Teasers are, whatever the length of the rest.
TEASER_RUNS = 60
LONGER_THAN_A_REPORT = 6

# "4.000", "4,000" and "4000" are one figure.
THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")

# An age stands for a person ("die 21-Jährige", "the 21-year-old"): where one outlet has it, another has the name.
AGE = re.compile(r"\b\d{1,3}[- ]?(?:jährige?[nrsm]?|years?[- ]olds?)\b")

WORD = re.compile(r"\w+(?:[.,]\d+)*")
MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"}
    | {"november", "december", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember"}
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text: the smallest hashes of its runs of words, and those of its figures and months.

    `is_whole` says that no run was left out. Empty for a text too short to be compared.
    """

    runs: frozenset[int] = frozenset()
    figures: frozenset[int] = frozenset()
    is_whole: bool = True

    @property
    def length(self) -> float:
        """How many runs the text has: counted, or by how close together the kept hashes lie."""
        return len(self.runs) if self.is_whole else KEPT * HASHES / max(self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __str__(self) -> str:
        """Some hundred to fifteen hundred ASCII characters that `read` understands; empty for nothing."""
        if not self.runs:
            return ""
        return f"{int(self.is_whole)}{_packed(self.runs)} {_packed(self.figures)}"


def parse_fingerprint(stored: str) -> Fingerprint:
    """The fingerprint of its text form. One that cannot be read is empty, and so like no other."""
    if not stored:
        return Fingerprint()
    runs, _space, figures = stored[1:].partition(" ")
    try:
        return Fingerprint(_unpacked(runs), _unpacked(figures), is_whole=stored[:1] == "1")
    except ValueError:
        return Fingerprint()


def fingerprint(text: str) -> Fingerprint:
    """Of an article's text, plain and without its headline: a new headline makes no new story."""
    words = [word.casefold() for word in WORD.findall(text)]
    plain = ["#" if _is_figure(word) else word for word in words]
    runs = {_hash(" ".join(plain[start : start + RUN])) for start in range(len(plain) - RUN + 1)}
    if len(runs) < LEAST_RUNS:
        return Fingerprint()
    counted = WORD.findall(AGE.sub(" ", text.casefold()))
    figures = {_hash(THOUSANDS.sub("", word)) for word in counted if _is_figure(word)}
    return Fingerprint(_smallest(runs), _smallest(figures), is_whole=len(runs) <= KEPT)


def is_one_story(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the shorter of the two texts is for the most part in the longer one, figures too."""
    if one.runs.isdisjoint(other.runs) or _is_round_up(one, other):  # as nearly all are
        return False
    if contained(one, other) < ENOUGH_OF_THE_TEXT:
        return False
    fewer = min(len(one.figures), len(other.figures))
    return not fewer or len(one.figures & other.figures) / fewer >= ENOUGH_OF_THE_FIGURES


def contained(one: Fingerprint, other: Fingerprint) -> float:
    """How much of the shorter text the longer one has, estimated: 0 to 1.

    Below the lesser of the two sketches' largest hashes both know of every run that there is.
    """
    known = min((max(each.runs) for each in (one, other) if not each.is_whole), default=HASHES)
    mine, theirs = ({run for run in each.runs if run <= known} for each in (one, other))
    shorter = min(len(mine), len(theirs))
    return len(mine & theirs) / shorter if shorter else 0.0


def _is_round_up(one: Fingerprint, other: Fingerprint) -> bool:
    shorter, longer = sorted((one.length, other.length))
    return shorter >= TEASER_RUNS and longer > LONGER_THAN_A_REPORT * shorter


def _is_figure(word: str) -> bool:
    return word in MONTHS or any(letter.isdecimal() for letter in word)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")


def _smallest(hashes: Iterable[int]) -> frozenset[int]:
    return frozenset(sorted(hashes)[:KEPT])


def _packed(hashes: Iterable[int]) -> str:
    numbers = array("I", sorted(hashes))
    return base64.b64encode(numbers.tobytes()).decode("ascii")


def _unpacked(text: str) -> frozenset[int]:
    numbers = array("I")
    numbers.frombytes(base64.b64decode(text, validate=True))
    return frozenset(numbers)
