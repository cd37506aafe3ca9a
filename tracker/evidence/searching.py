"""Which articles that were read before may fit a claim: asked of the index of their words, then scored by them.

    claims -> questions -> kept.holders -> reached (upper bound) -> kept.kept_of -> reaching (score) -> candidates

No article is lost that a walk through all of them would find; nothing is cut.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Final

import numpy as np

from claims.models import Claim, Language
from tracker.evidence import kept, watched_claims
from tracker.match import ClaimsApart, questions, reached, reaching, unpacked
from tracker.models import Article

# So many articles are laid out at once to be scored.
SCORED_AT_ONCE: Final = 500

RowsByArticle = Mapping[int, set[int]]


def candidates(claims: Iterable[Claim], *, since: datetime, now: datetime) -> dict[int, set[int]]:
    """The ids of the articles stored since then that may fit each of the claims, by the claim's id.

    They reach the score with which an article is kept, beside no other claim: what the walk does with them is the same.
    """
    ours = watched_claims.here()
    ours.keep_in_step(now=now)
    first = (
        Article.objects.filter(stored_at__gte=since).order_by("stored_at", "pk").values_list("pk", flat=True)
    )
    found: dict[int, set[int]] = {}
    for group in ours.asking(claims, now=now):
        promising = _promising(group, first=first.first() or 0)
        for claim, articles in _scored(group, promising, since=since).items():
            found.setdefault(claim, set()).update(articles)
    return found


def _promising(group: ClaimsApart, *, first: int) -> RowsByArticle:
    """The rows of the claims that each article may fit, by the upper bound."""
    asked = [*questions(group, Language.values)]
    holders = kept.holders((token for question in asked for token in question.tokens), first=first)
    reach = [reached(question, holders, group.least) for question in asked]
    ids = np.unique(np.concatenate([np.zeros(0, np.int64), *(each.article for each in reach)]))
    known = kept.shortest_of(ids)
    rows: dict[int, set[int]] = {}
    for question, each in zip(asked, reach, strict=True):
        place = np.minimum(np.searchsorted(known.article, each.article), max(0, len(known.article) - 1))
        lengths = question.lengths(known.shortest[place], known.shortest_neutral[place])
        for article in each.article[each.able(question.sayable, lengths, group.least)].tolist():
            rows.setdefault(article, set()).add(question.row)
    return rows


def _scored(group: ClaimsApart, promising: RowsByArticle, *, since: datetime) -> dict[int, list[int]]:
    """The articles that reach the least score, by the claim's id."""
    found: dict[int, list[int]] = {}
    said_on = group.table.said_on.tolist()
    for articles in _in_parts(sorted(promising)):
        there = kept.kept_of({pk: min(said_on[row] for row in promising[pk]) for pk in articles}, since=since)
        batch = unpacked([*there.values()])
        pairs = [
            (place, row, pk)
            for place, (pk, article) in enumerate(there.items())
            for row in sorted(promising[pk])
            if article.published_on is None or article.published_on >= said_on[row]
        ]
        if not pairs:
            continue
        place, row, numbers = np.array(pairs, np.int64).T
        enough = reaching(batch, group.table, place, row, group.least)
        for pk, claim in zip(numbers[enough].tolist(), group.table.ids[row[enough]].tolist(), strict=True):
            found.setdefault(claim, []).append(pk)
    return found


def _in_parts(articles: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(articles)
    while some := list(islice(rest, SCORED_AT_ONCE)):
        yield some
