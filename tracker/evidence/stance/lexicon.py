"""What a language's table of cues looks like, and how its words are found in a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


def starting(stems: str) -> re.Pattern[str]:
    """Words that begin so; stems are parted by blanks, and `_` stands for a blank within one."""
    return _pattern(stems, ending=r"\w*")


def exactly(words: str) -> re.Pattern[str]:
    """These words only; `_` stands for a blank within one."""
    return _pattern(words, ending="")


def _pattern(words: str, *, ending: str) -> re.Pattern[str]:
    options = "|".join(re.escape(word.replace("_", " ")) for word in words.split())
    return re.compile(rf"(?<![\w-])(?:{options}){ending}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's cues.

    `failure`: something was put off, given up, denied or missed; `dismissed`: a doubt or a delay was itself denied, so
    that the words of failure in it say nothing. `success`: it was done, reached, decided.
    `rising`, `falling`: which way a number went; `above`, `below`: on which side of a limit it is. `negation` turns
    around what stands near it; `little` says that it is too little to count. `ahead`: the sentence speaks of plans,
    wishes or guesses, which prove nothing. `differences` ends before or begins after a number that says by how much
    something changed, and not where it is. `predicate` finds the verb by which a claim says what will happen, in its
    first group.
    """

    failure: tuple[re.Pattern[str], ...]
    dismissed: tuple[re.Pattern[str], ...]
    success: tuple[re.Pattern[str], ...]
    rising: tuple[re.Pattern[str], ...]
    falling: tuple[re.Pattern[str], ...]
    above: tuple[re.Pattern[str], ...]
    below: tuple[re.Pattern[str], ...]
    negation: tuple[re.Pattern[str], ...]
    little: tuple[re.Pattern[str], ...]
    ahead: tuple[re.Pattern[str], ...]
    differences: tuple[re.Pattern[str], ...]
    predicate: re.Pattern[str]


def found(patterns: Iterable[re.Pattern[str]], text: str) -> list[re.Match[str]]:
    """All places of the cues, in the order of the text."""
    hits = (hit for pattern in patterns for hit in pattern.finditer(text))
    return sorted(hits, key=lambda hit: hit.start())
