"""New articles against the open claims: from `match` to the editors' queue. Scores nothing itself."""

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from claims import editorial, stories
from claims.models import Claim, Evidence
from tracker.evidence import stance, standing
from tracker.evidence.excerpts import excerpt
from tracker.match import ArticleText, Explanation, Match
from tracker.models import Article

log = logging.getLogger(__name__)

Matches = Mapping[Claim, Match]


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
    matched = zip(waiting, matches_of(waiting, now=now), strict=True)
    suggested = sum(_match_or_pass_over(article, matches, now) for article, matches in matched)
    standing.here().renew(now=now)  # the articles come first
    return suggested


def matches_of(
    articles: Sequence[Article], *, now: datetime, among: Collection[int] | None = None
) -> list[Matches]:
    """The watched claims that each article may bear on; `among` leaves only these claims, by their ids."""
    ours = standing.here()
    ours.keep_in_step(now=now)
    found = ours.match_all([document_of(article) for article in articles])
    wanted = {m.claim_id for matches in found for m in matches if among is None or m.claim_id in among}
    claims = standing.watched(now).in_bulk(wanted)
    return [{claims[m.claim_id]: m for m in matches if m.claim_id in claims} for matches in found]


def explain(*, claim: Claim, article: Article) -> Explanation:
    """Why the article is, or is not, offered for the claim: "Why?" and "Why not?" at the desk.

    Of a claim in two languages the reading that comes closer is explained.
    """
    return explain_document(claim=claim, document=document_of(article))


def explain_document(*, claim: Claim, document: ArticleText) -> Explanation:
    """The same of an article that is not stored."""
    ours = standing.here()
    ours.keep_in_step(now=timezone.now())
    return ours.explain(claim, document)


def _match_or_pass_over(article: Article, matches: Matches, now: datetime) -> int:
    """One article that cannot be evidence never holds up those behind it."""
    try:
        return _match_one(article, matches, now)
    except ValidationError as fault:
        log.warning("article %s is not offered: %s", article.pk, fault)
        Article.objects.filter(pk=article.pk).update(matched_at=now)
        return 0


@transaction.atomic
def _match_one(article: Article, matches: Matches, now: datetime) -> int:
    suggested = suggest_from(article, matches)
    Article.objects.filter(pk=article.pk).update(matched_at=now)
    return len(suggested)


@transaction.atomic
def suggest_from(article: Article, matches: Matches) -> list[Evidence]:
    """Offer an article to the claims it fits; returns what is new. ValidationError if it cannot be evidence at all."""
    # Evidence that no reader can open proves nothing: an entry without an address is never offered.
    document = document_of(article)
    offered = matches.items() if article.url else ()
    # Claims are locked one after another: in one order everywhere, so that two workers never wait for each other.
    in_order = sorted(offered, key=lambda pair: pair[0].pk)
    suggested = (
        editorial.suggest_evidence(claim=claim, article=found(claim, article, document, match))
        for claim, match in in_order
    )
    return [evidence for evidence in suggested if evidence is not None]


def document_of(article: Article) -> ArticleText:
    """The article as the matcher reads it."""
    return ArticleText(
        title=article.title,
        summary=article.summary,
        text=strip_tags(article.content),
        language=article.language,
        published_on=timezone.localdate(article.published_at),
    )


def found(claim: Claim, article: Article, document: ArticleText, match: Match) -> editorial.FoundArticle:
    """The snapshot that goes into evidence. `document` is the article as the matcher read it."""
    shown = excerpt(document, match.words)
    side = stance.hint(
        claim=claim.statement,
        claim_language=claim.statement_language,
        title=document.title,
        text=shown.text,
        language=document.language,
    )
    return editorial.FoundArticle(
        address=article.url,
        title=article.title or article.summary[:100] or article.url,  # some entries have none
        publisher=article.feed.publisher,
        published_at=article.published_at,
        excerpt=shown.text,
        language=article.language,
        matched_words=tuple((word.word, word.weight) for word in match.words),
        forms=shown.forms,
        score=match.score,
        fingerprint=str(stories.fingerprint(f"{document.summary}\n{document.text}")),
        hint=side.stance,
        hint_reason={"reason": side.reason, "words": side.words} if side.reason else {},
    )
