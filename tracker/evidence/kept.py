"""The words of articles that were matched, kept in the database, and its index of them.

PostgreSQL answers from a GIN index, SQLite from a table of FTS5 that triggers keep; both are made by migration 0025.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tracker import match, words
from tracker.evidence.documents import document_of
from tracker.jobs import Held
from tracker.match import CutArticle, Keepable, KeptArticle, keepable
from tracker.match.arrays import Ints
from tracker.models import Article, ArticleWords

log: Final = logging.getLogger(__name__)

# So many articles are cut anew in one go, and so many rows are asked for with one statement.
CUT_AT_ONCE: Final = 100
ASKED_AT_ONCE: Final = 5_000

WRITTEN: Final = ("version", "shortest", "shortest_neutral", "tokens", "packed")

# SQLite has an index of its own for texts; on PostgreSQL the lists come as bytes, which is quickest to read.
ON_SQLITE: Final = (
    "SELECT rowid FROM tracker_articlewords_tokens WHERE tracker_articlewords_tokens MATCH %s AND rowid >= %s"
)
ON_POSTGRESQL: Final = (
    "SELECT asked.token, string_agg(int8send(kept.article_id), ''::bytea ORDER BY kept.article_id)"
    " FROM unnest(%s::text[]) AS asked(token) JOIN tracker_articlewords AS kept"
    " ON string_to_array(kept.tokens, ' ') @> ARRAY[asked.token]"
    " WHERE kept.article_id >= %s GROUP BY asked.token"
)


SHORTEST: Final = (
    "SELECT article_id, shortest, shortest_neutral FROM tracker_articlewords WHERE article_id IN ({numbers})"
)
PACKED: Final = (
    "SELECT kept.article_id, kept.packed, article.language, article.published_at FROM tracker_articlewords AS kept"
    " JOIN tracker_article AS article ON article.id = kept.article_id"
    " WHERE kept.article_id IN ({numbers}) AND kept.version = %s AND article.stored_at >= %s"
)


class Shortest(NamedTuple):
    """Of articles, by their ids in order, what `match.Keepable` says of their shortest passages."""

    article: Ints
    shortest: Ints
    shortest_neutral: Ints


@cache
def version() -> str:
    """Hash of the code that cuts: what other code has cut is cut anew."""
    cutting = (Path(words.__file__).parent, Path(match.__file__).parent)
    names = ("articles.py", "batches.py", "boilerplate.py", "keys.py", "kept.py")
    sources = (*sorted(cutting[0].glob("*.py")), *(cutting[1] / name for name in names))
    return blake2b(b"".join(source.read_bytes() for source in sources), digest_size=16).hexdigest()


def keep(articles: Iterable[tuple[Article, CutArticle]]) -> None:
    """Keep the words of articles, in place of what was kept of them. Cut first: the write is one short statement."""
    _write([_row(article, keepable(cut)) for article, cut in articles])


def keep_older(turn: Held) -> bool:
    """Cut the articles that older code cut, or none, newest first; returns whether all are done when the turn is over.

    One indexed query where there are none.
    """
    while _cut_by_others().exists():
        older = list(_newest(_cut_by_others()))
        _write([_row(article, _cut_anew(article)) for article in older])
        if turn.is_over:
            return not _cut_by_others().exists()
    return True


def _cut_by_others() -> QuerySet[ArticleWords]:
    """The words that other code has cut than this. In two ranges, for which the index of versions answers."""
    return ArticleWords.objects.filter(Q(version__lt=version()) | Q(version__gt=version()))


def _newest(words: QuerySet[ArticleWords]) -> QuerySet[Article]:
    """The newest articles of which these are the words: SQLite goes through all for it, so ask first for any."""
    return Article.objects.filter(pk__in=words.order_by("-article").values("article")[:CUT_AT_ONCE]).order_by(
        "-pk"
    )


def _cut_anew(article: Article) -> Keepable:
    """One that cannot be cut is kept without words: matching has set it aside."""
    try:
        return keepable(CutArticle(document_of(article)))
    except Exception:
        log.warning("the words of article %s cannot be kept", article.pk, exc_info=True)
        return Keepable(tokens=frozenset(), shortest=0, shortest_neutral=0, packed=b"")


def _row(article: Article, kept: Keepable) -> ArticleWords:
    return ArticleWords(
        article_id=article.pk,
        version=version(),
        shortest=kept.shortest,
        shortest_neutral=kept.shortest_neutral,
        tokens=" ".join(sorted(kept.tokens)),
        packed=kept.packed,
    )


def _write(rows: Sequence[ArticleWords]) -> None:
    """Articles may have been deleted meanwhile: theirs are left out."""
    with transaction.atomic():
        there = set(Article.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        ArticleWords.objects.bulk_create(
            [row for row in rows if row.pk in there],
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=WRITTEN,
        )


def holders(tokens: Iterable[str], *, first: int) -> dict[str, Ints]:
    """The ids, in order, of the articles from `first` on that have each token; a token that none has may be missing."""
    wanted = sorted(set(tokens))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(ON_POSTGRESQL, [wanted, first])
            return {token: np.frombuffer(ids, ">i8").astype(np.int64) for token, ids in cursor.fetchall()}
        found: dict[str, Ints] = {}
        for token in wanted:
            cursor.execute(ON_SQLITE, [f'"{token}"', first])
            found[token] = np.fromiter(chain.from_iterable(cursor.fetchall()), np.int64)
        return found


def shortest_of(articles: Ints) -> Shortest:
    """How short the passages of articles are, which are given by their ids in order, each once."""
    rows = [row for some in _some(articles.tolist()) for row in _rows(SHORTEST, some)]
    table = np.array(sorted(rows), np.int64).reshape(-1, 3)
    return Shortest(table[:, 0], table[:, 1], table[:, 2])


def kept_of(first_days: Mapping[int, int], *, since: datetime) -> dict[int, KeptArticle]:
    """The words of articles, by their ids, of those that were stored since then and published from a day on.

    `first_days` gives that day for each, as an ordinal.
    """
    found: dict[int, KeptArticle] = {}
    stored_at = connection.ops.adapt_datetimefield_value(since)
    for some in _some(first_days):
        for pk, packed, language, published_at in _rows(PACKED, some, version(), stored_at):
            published_on = _day(published_at)
            if packed and published_on >= first_days[pk]:
                found[pk] = KeptArticle(bytes(packed), language=language, published_on=published_on)
    return found


def words_of_matched(articles: Iterable[Article]) -> dict[int, KeptArticle]:
    """The words of articles, by their ids; none of one that waits to be matched, whose text may have changed since."""
    matched = {article.pk: article for article in articles if article.matched_at is not None}
    there = ArticleWords.objects.filter(pk__in=matched, version=version()).exclude(packed=b"")
    return {
        pk: KeptArticle(
            bytes(packed), language=matched[pk].language, published_on=_day(matched[pk].published_at)
        )
        for pk, packed in there.values_list("pk", "packed")
    }


def _day(moment: datetime) -> int:
    """The newsroom's day of a moment as an ordinal. SQLite gives moments without a zone, in UTC."""
    at = moment if timezone.is_aware(moment) else moment.replace(tzinfo=UTC)
    return timezone.localdate(at).toordinal()


def _rows(statement: str, articles: Iterable[int], *params: Any) -> list[tuple[Any, ...]]:
    """What a statement gives for articles; their numbers go into it, for Django takes long to check each of many."""
    numbers = ", ".join(str(int(pk)) for pk in articles)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(numbers=numbers), params)
        return list(cursor.fetchall())


def _some(articles: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(articles)
    while some := list(islice(rest, ASKED_AT_ONCE)):
        yield some
