"""What goes into the matcher and what comes out of it; nothing is worked out here."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class StandingQuery:
    """An open claim as the matcher sees it: what to look for, and since when.

    `language` is that of statement and quote, a code such as "de" or "en-GB". An empty `quote` or `claimant`
    is fine.
    """

    claim_id: int
    statement: str
    quote: str
    claimant: str
    aliases: tuple[str, ...]
    language: str
    said_on: date
    opens_on: date | None
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the matcher sees it: plain text, no HTML. Without a date it is taken as new."""

    title: str
    summary: str
    text: str
    language: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class MatchedWord:
    """A word as it stands in the article (when missing: in the claim) and what it adds, from 0 to about 2."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that an article may bear on: `score` from the floor up to 1; words heaviest first."""

    claim_id: int
    score: float
    words: tuple[MatchedWord, ...]


class Obstacle(Enum):
    """Why an article is not offered for a claim."""

    EARLIER = "published before the claim was said"
    NAMES_ONLY = "shares too little beyond names"
    BELOW_FLOOR = "scores below the floor"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an article does or doesn't match one claim; `obstacle` is None when it does."""

    score: float
    floor: float
    words: tuple[MatchedWord, ...]
    missing: tuple[MatchedWord, ...]
    obstacle: Obstacle | None
