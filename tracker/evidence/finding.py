"""Articles by words that a person types, asked of the index of their words: in any form, in title, summary or text."""

from collections.abc import Sequence
from functools import reduce
from operator import and_
from typing import Final

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from claims.models import Language
from claims.querysets import any_case
from tracker.match import token
from tracker.models import Article
from tracker.words import words_of

MOST_WORDS: Final = 8
# Where the index knows no article, as of half a word, so many titles are read.
TITLES_READ: Final = 5_000

ON_SQLITE: Final = "SELECT rowid FROM tracker_articlewords_tokens WHERE tracker_articlewords_tokens MATCH %s"
ON_POSTGRESQL: Final = "SELECT article_id FROM tracker_articlewords WHERE "
HAS_ONE_OF: Final = "string_to_array(tokens, ' ') && %s::text[]"

# Tokens of which an article must have one, for each word that it must have.
Alternatives = Sequence[Sequence[str]]


def articles_with(words: str) -> QuerySet[Article]:
    """The articles that have all the words, else the latest that have them letter by letter in their title."""
    found = by_index(words)
    return found if found.exists() else _by_title(words)


def by_index(words: str) -> QuerySet[Article]:
    """The articles that have all the words, as the index tells: it knows a word by its first six letters."""
    readings = [reading for language in Language.values if (reading := _read(words, language))]
    if not readings:
        return Article.objects.none()
    if connection.vendor == "postgresql":
        every = [" AND ".join([HAS_ONE_OF] * len(reading)) for reading in readings]
        tokens = [list(alternatives) for reading in readings for alternatives in reading]
        asked = RawSQL(ON_POSTGRESQL + " OR ".join(f"({each})" for each in every), tokens)  # noqa: S611  no value in it
    else:
        asked = RawSQL(ON_SQLITE, [" OR ".join(f"({_matching(reading)})" for reading in readings)])  # noqa: S611
    return Article.objects.filter(pk__in=asked)


def _read(words: str, language: str) -> Alternatives:
    """Give the tokens of the words in articles of a language."""
    return [
        sorted({token(language, handle) for handle in (*word.stems, *word.spellings)})
        for word in words_of(words, language)[:MOST_WORDS]
    ]


def _matching(reading: Alternatives) -> str:
    return " AND ".join(f"({' OR '.join(some)})" for some in reading)


def _by_title(words: str) -> QuerySet[Article]:
    typed = words.split()[:MOST_WORDS]
    if not typed:
        return Article.objects.none()
    newest = Article.objects.order_by("-pk").values_list("pk", flat=True)[TITLES_READ : TITLES_READ + 1]
    has_all: Q = reduce(and_, (any_case("title", word) for word in typed))
    return Article.objects.filter(has_all, pk__gt=newest.first() or 0)
