"""What goes into the matcher and what comes out of it; nothing is worked out here."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What an editor wants an article to say, and what not: words or phrases, in any language.

    An article is offered when it says every term of `must`, one or more of `any_of` if there are any, and none of
    `never`. A term is found in every inflection of its words, a phrase where they follow one another; in a phrase
    with words such as "of" the wording has to be the same. A star at the end stands for any ending. Upper and lower
    case are alike. What is found of `must` and `any_of` also adds to the score, in articles of every language.
    """

    must: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """An open claim as the matcher sees it: what to look for, and since when.

    `language` is that of statement and quote, a code such as "de" or "en-GB". An empty `quote` or `claimant`
    is fine. Each of `synonyms` is a group of names for one thing, such as a topic with its other names: where the
    claim has one of them, an article may have any. A query with an `article_language` is for articles in that one
    only, as are the terms that an editor gave for it. One claim may have several queries.
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
    terms: SearchTerms = SearchTerms()
    synonyms: tuple[tuple[str, ...], ...] = ()
    article_language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """An article as the matcher sees it: plain text, no HTML. Without a date it is taken as new.

    Its texts are kept in Unicode's composed form (NFC), which is what spans count in.
    """

    title: str
    summary: str
    text: str
    language: str
    published_on: date | None

    def __post_init__(self) -> None:
        for field in Field:
            composed = unicodedata.normalize("NFC", getattr(self, field.value))
            object.__setattr__(self, field.value, composed)


class Field(Enum):
    """The texts of a document, by the names of its attributes."""

    TITLE = "title"
    SUMMARY = "summary"
    TEXT = "text"


@dataclass(frozen=True, slots=True, order=True)
class WordSpan:
    """Where a word stands: `getattr(article_text, field)[start:end]`."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MatchedWord:
    """A word as it stands in the article (when missing: in the claim) and what it adds, from 0 to about 2.

    A translation, or a word that tells of the same event, has the claim's before it: "Wasserstoff ~ hydrogen".

    `spans` are all places of the word in the article, also in other inflections; none when it is missing.
    """

    word: str
    weight: float
    spans: tuple[WordSpan, ...] = ()


class MatchLevel(Enum):
    """What is to be done with a match."""

    OFFERED = "offered"
    """From the floor on: an editor is asked."""

    PERHAPS = "perhaps"
    """A little below the floor: kept in a fold, for who wants to see it."""

    SAID_AGAIN = "said again"
    """The article says the claim again, before anything came of it: an appearance, not evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A claim that an article may bear on: `score` from a little below the floor up to 1; words heaviest first."""

    claim_id: int
    score: float
    words: tuple[MatchedWord, ...]
    level: MatchLevel = MatchLevel.OFFERED


class Obstacle(Enum):
    """Why an article is not offered for a claim."""

    EARLIER = "published before the claim was said"
    NEVER_TERM = "says what the editor ruled out"
    MUST_TERM = "lacks a term that it must have"
    ANY_TERM = "has none of the terms of which it needs one"
    NAMES_ONLY = "shares too little beyond names"
    SAID_AGAIN = "says the claim again, before anything came of it"
    OWN_NAME = "names nothing that the claim alone is about"
    OTHER_COUNTRY = "is about another country"
    OTHER_BODY = "is about another body"
    OTHER_MATTER = "is other news of the same people or places"
    SATIRE = "is satire"
    BELOW_FLOOR = "scores below the floor"
    BEHIND_BEST = "is about another claim by far"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an article does or doesn't match one claim.

    `words` are what both have and `missing` what the article lacks, heaviest first. `obstacles` is empty when it
    matches. `missing_terms` are the editor's terms that it would have needed, `ruled_out_by` the ones that it should
    not have, with their places. `company` is the share of the score that it lost because the article is as much like
    other claims, from 0 to 1.
    """

    score: float
    floor: float
    words: tuple[MatchedWord, ...]
    missing: tuple[MatchedWord, ...]
    obstacles: tuple[Obstacle, ...]
    missing_terms: tuple[str, ...] = ()
    ruled_out_by: tuple[MatchedWord, ...] = ()
    company: float = 0.0

    @property
    def matches(self) -> bool:
        """Whether the article is offered."""
        return not self.obstacles
