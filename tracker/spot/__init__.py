"""Sentences of an article that claim something about the future: who says so, by when, how firmly. Pure.

`find_claims` reads a text and proposes; nothing is stored or decided here.

    text -> sentences -> words with cues -> mentions (people and bodies, whole text)   sentences, lexicon, mentions
                |
                v  each sentence
            clauses                        what looks ahead, what tells of the past    clauses
                |  times                   the times that it names                     times, claims.horizon
                v
            outlooks                       each time that something looks ahead to     outlook, deadlines, phrasings,
                |                          and what looks ahead without a time         futures, denials
                |
                v
            voices                         who says it: German                         attribution (a room)
                |                                       English                        speakers, references
                |
                v
            SpottedClaim                   dated ones first                            finder, shapes

The words of each language are tables (`german`, `english`, `names`); what is done with them is the same for both.

Why so: docs/decisions/0017-claims-are-spotted-by-rules.md
"""

from tracker.spot.finder import LONGEST_TEXT, find_claims
from tracker.spot.shapes import Firmness, Grounds, SpottedClaim

__all__ = ["LONGEST_TEXT", "Firmness", "Grounds", "SpottedClaim", "find_claims"]
