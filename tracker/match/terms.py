"""Which of an editor's search terms an article has, and where; what terms add to a score is decided in `claims`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tracker.match.articles import CutArticle
from tracker.match.shapes import MatchedWord, Obstacle, SearchTerms, WordSpan
from tracker.words import Word, fold, words_of
from tracker.words.vocabulary import STOP_WORDS

# A term is read in each of these: the editor writes it in the language of the articles that it is meant for.
LANGUAGES = tuple(STOP_WORDS)

A_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Findings:
    """What an article has and lacks of a claim's terms. `lacking` is a reason not to offer it, so is `ruled_out_by`."""

    lacking: Mapping[Obstacle, tuple[str, ...]]
    ruled_out_by: tuple[MatchedWord, ...]

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """The reasons not to offer the article."""
        never = (Obstacle.NEVER_TERM,) if self.ruled_out_by else ()
        return (*never, *self.lacking)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a query asks of an article beyond similarity: its language ("" for any) and the editor's terms."""

    language: str
    terms: SearchTerms

    def holds(self, article: CutArticle) -> bool:
        """Whether an article meets both."""
        return self.language in {"", article.language} and not look_for(self.terms, article).obstacles


def look_for(terms: SearchTerms, article: CutArticle) -> Findings:
    """Look for every term in an article."""
    lacking: dict[Obstacle, tuple[str, ...]] = {}
    if missing := tuple(term for term in terms.must if not places_of(term, article)):
        lacking[Obstacle.MUST_TERM] = missing
    if terms.any_of and not any(places_of(term, article) for term in terms.any_of):
        lacking[Obstacle.ANY_TERM] = terms.any_of
    ruled_out = ((term, places_of(term, article)) for term in terms.never)
    return Findings(lacking, tuple(MatchedWord(term, 0.0, spans) for term, spans in ruled_out if spans))


def places_of(term: str, article: CutArticle) -> tuple[WordSpan, ...]:
    """Give all places of a term in an article; none for an empty term."""
    spans = set(_as_written(term, article))
    for words in readings_of(term):
        spans.update(_inflected(words, article))
    return tuple(sorted(spans))


@lru_cache(maxsize=20_000)
def readings_of(term: str) -> tuple[tuple[Word, ...], ...]:
    """Give the words of a term in each language that knows them all; none when it holds stop words or a star."""
    if term.endswith("*"):
        return ()
    read = (tuple(words_of(term, language)) for language in LANGUAGES)
    return tuple(words for words in read if words and len(words) == len(A_WORD.findall(term)))


def _as_written(term: str, article: CutArticle) -> Iterable[WordSpan]:
    pattern = _pattern(term)
    if pattern is None:
        return
    for field, text in article.texts.items():
        for found in pattern.finditer(text):
            yield WordSpan(field.value, *found.span())


@lru_cache(maxsize=20_000)
def _pattern(term: str) -> re.Pattern[str] | None:
    words = term.removesuffix("*").split()
    if not words:
        return None
    ending = r"\w*" if term.endswith("*") else r"(?!\w)"
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + ending, re.IGNORECASE)


def _inflected(words: tuple[Word, ...], article: CutArticle) -> Iterable[WordSpan]:
    """Find the words one after another, each in any inflection: sharing a root is not enough."""
    for key in words[0].keys:
        for field, place in article.occurrences.get(key, ()):
            found = article.words[field][place : place + len(words)]
            if _is_phrase(words, found):
                yield WordSpan(field.value, found[0].start, found[-1].end)


def _is_phrase(words: tuple[Word, ...], found: "tuple[Word, ...] | list[Word]") -> bool:
    if len(found) < len(words) or any(b.position - a.position != 1 for a, b in pairwise(found)):
        return False
    return all(
        a.lemma == b.lemma or fold(a.surface) == fold(b.surface) for a, b in zip(words, found, strict=True)
    )
