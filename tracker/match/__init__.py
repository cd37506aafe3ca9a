"""The matcher: every open claim is a standing query, every new article is scored against all of them at once."""

from tracker.match.compiled import Compiled
from tracker.match.formula import FLOOR
from tracker.match.index import Index, explain
from tracker.match.keys import number_of
from tracker.match.laying import Condition, LaidOut, lay_out
from tracker.match.postings import Postings
from tracker.match.rarity import Rarity
from tracker.match.shapes import (
    Document,
    Explanation,
    Field,
    Match,
    MatchedWord,
    Obstacle,
    Span,
    StandingQuery,
    Terms,
)

__all__ = [
    "FLOOR",
    "Compiled",
    "Condition",
    "Document",
    "Explanation",
    "Field",
    "Index",
    "LaidOut",
    "Match",
    "MatchedWord",
    "Obstacle",
    "Postings",
    "Rarity",
    "Span",
    "StandingQuery",
    "Terms",
    "explain",
    "lay_out",
    "number_of",
]
