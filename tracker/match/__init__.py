"""The matcher: every open claim is a standing query; every new article is scored against all of them at once.

    ClaimQuery --claims--> Outline --building, rarity--> ClaimTable --+
    (what to look for)     (its concepts)                (arrays)     |
                                                                      v
    ArticleText --articles--> CutArticle --batches--> Batch --> candidates --> scoring --> index --> Match
    (plain text)              (its passages)         (arrays)   (upper bound)  (exact)     (company, terms, floor)

A claim that comes later asks the articles that were read before:

    CutArticle --kept--> tokens and packed words (in the database) --asking--> candidates --scoring.reaching--> pairs

An `Index` is made of segments: a table each, one per language from the snapshot and small ones for claims that were
added since. No database here: which claims are open, and which articles are new, is for `tracker.evidence`.
"""

from tracker.match.articles import CutArticle
from tracker.match.asking import ClaimsApart, Question, questions, reached
from tracker.match.building import build_tables
from tracker.match.formula import floor_for
from tracker.match.index import Index, explain
from tracker.match.kept import Keepable, KeptArticle, keepable, token, unpacked
from tracker.match.keys import number_of
from tracker.match.postings import Postings
from tracker.match.rarity import Rarity
from tracker.match.scoring import reaching
from tracker.match.shapes import (
    ArticleText,
    ClaimQuery,
    Explanation,
    Field,
    Match,
    MatchedWord,
    MatchLevel,
    Obstacle,
    SearchTerms,
    WordSpan,
)
from tracker.match.table import ClaimTable
from tracker.match.terms import Condition
from tracker.match.translating import Translator

__all__ = [
    "ArticleText",
    "ClaimQuery",
    "ClaimTable",
    "ClaimsApart",
    "Condition",
    "CutArticle",
    "Explanation",
    "Field",
    "Index",
    "Keepable",
    "KeptArticle",
    "Match",
    "MatchLevel",
    "MatchedWord",
    "Obstacle",
    "Postings",
    "Question",
    "Rarity",
    "SearchTerms",
    "Translator",
    "WordSpan",
    "build_tables",
    "explain",
    "floor_for",
    "keepable",
    "number_of",
    "questions",
    "reached",
    "reaching",
    "token",
    "unpacked",
]
