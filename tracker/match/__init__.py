"""The matcher: every open claim is a standing query, every new article is scored against all of them at once."""

from tracker.match.formula import FLOOR
from tracker.match.index import Index, explain
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
    "Document",
    "Explanation",
    "Field",
    "Index",
    "Match",
    "MatchedWord",
    "Obstacle",
    "Rarity",
    "Span",
    "StandingQuery",
    "Terms",
    "explain",
]
