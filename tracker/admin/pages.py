"""Reads an address for an editor who adds evidence by hand: fetched through the gate, with the passage that fits."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims import stories
from claims.admin import pages
from claims.editorial import FoundArticle
from claims.models import Claim
from tracker import evidence
from tracker.evidence.excerpts import excerpt
from tracker.intake import articles
from tracker.intake.articles import SourceArticle
from tracker.match import ArticleText

NOON = time(12)


@pages.register
def read_page(address: str, claim: Claim) -> FoundArticle:
    """The article at the address. ValidationError says why there is none. Takes up to a minute, mostly a second."""
    try:
        article = articles.read_address(address, now=timezone.now())
    except articles.UnreadableArticle as fault:
        raise ValidationError(str(fault.explanation)) from None
    return found(article, claim)


def found(article: SourceArticle, claim: Claim) -> FoundArticle:
    """What was read, as evidence on the claim."""
    day = article.published_on
    document = ArticleText(
        title=article.title,
        summary="",
        text=article.text,
        language=article.language or claim.language,
        published_on=day,
    )
    explanation = evidence.explain_document(claim=claim, document=document)
    shown = excerpt(document, explanation.words)
    return FoundArticle(
        address=article.address,
        title=article.title[:1000],
        publisher=article.publisher[:200],
        published_at=timezone.make_aware(datetime.combine(day, NOON)) if day else None,
        excerpt=shown.text,
        language=document.language,
        fingerprint=str(stories.fingerprint(article.text)),
    )
