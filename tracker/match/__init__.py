"""The matcher: every open claim is a standing query, every new article is scored against all of them at once."""

from tracker.match.index import FLOOR, Index
from tracker.match.rarity import Rarity
from tracker.match.shapes import Document, Explanation, Match, MatchedWord, Obstacle, StandingQuery

__all__ = [
    "FLOOR",
    "Document",
    "Explanation",
    "Index",
    "Match",
    "MatchedWord",
    "Obstacle",
    "Rarity",
    "StandingQuery",
]
