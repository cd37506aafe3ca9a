"""Sentences of an article that claim something about the future: who says so, by when, how firmly. Pure.

`find_claims` reads a text and proposes; nothing is stored or decided here. The languages' words are in `german.py` and
`english.py`; what is done with them is the same for every language.
"""

from tracker.spot.finder import LONGEST_TEXT, find_claims
from tracker.spot.shapes import Firmness, Reason, SpottedClaim

__all__ = ["LONGEST_TEXT", "Firmness", "Reason", "SpottedClaim", "find_claims"]
