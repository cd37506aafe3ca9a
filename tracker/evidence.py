"""New articles against the open claims: from `match` to the editors' queue. Scores nothing itself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from claims import editorial
from claims.models import Claim
from tracker.match import Document, Index, Match, StandingQuery
from tracker.models import Article

# A decided claim can still be corrected by what comes to light soon after its window.
CORRECTABLE = timedelta(days=90)
EXCERPT = 400


def match_waiting(*, now: datetime, limit: int = 200) -> int:
    """Match the articles that were not matched yet, oldest first; returns how many evidence rows they gave.

    Suggestions and the mark on the article are one transaction: killed between two articles, the rest is found again.
    """
    waiting = list(
        Article.objects.filter(matched_at__isnull=True)
        .select_related("feed")
        .order_by("stored_at", "pk")[:limit]
    )
    if not waiting:
        return 0
    watched = Claim.objects.watched(correctable_since=timezone.localdate(now) - CORRECTABLE)
    claims = {claim.pk: claim for claim in watched.select_related("claimant")}
    index = Index(query_of(claim) for claim in claims.values())
    return sum(_match_one(article, index, claims, now) for article in waiting)


@transaction.atomic
def _match_one(article: Article, index: Index, claims: dict[int, Claim], now: datetime) -> int:
    # Evidence that no reader can open proves nothing: an entry without an address is never offered.
    matches = index.match(document_of(article)) if article.url else []
    suggested = [
        editorial.suggest_evidence(claim=claims[match.claim_id], article=found(article, match))
        for match in matches
    ]
    Article.objects.filter(pk=article.pk).update(matched_at=now)
    return sum(evidence is not None for evidence in suggested)


def query_of(claim: Claim) -> StandingQuery:
    """The claim as the matcher reads it."""
    return StandingQuery(
        claim_id=claim.pk,
        statement=claim.statement,
        quote=claim.quote,
        claimant=claim.claimant.name,
        aliases=claim.claimant.alias_names,
        language=claim.language,
        said_on=claim.said_on,
        opens_on=claim.opens_on,
        closes_on=claim.closes_on,
    )


def document_of(article: Article) -> Document:
    """The article as the matcher reads it."""
    return Document(
        title=article.title,
        summary=article.summary,
        text="",
        language=article.language,
        published_on=timezone.localdate(article.published_at),
    )


def found(article: Article, match: Match) -> editorial.FoundArticle:
    """The snapshot that goes into evidence."""
    return editorial.FoundArticle(
        address=article.url,
        title=article.title,
        publisher=str(article.feed),
        published_at=article.published_at,
        excerpt=article.summary[:EXCERPT],
        language=article.language,
        matched_words=tuple((word.word, word.weight) for word in match.words),
        score=match.score,
    )
