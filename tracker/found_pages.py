"""What was read at an address, as evidence on a claim: for an editor who adds it, or a reader who names it."""

from datetime import datetime, time
from typing import Final

from django.utils import timezone

from claims import stories
from claims.editorial import FoundArticle
from claims.models import Claim
from tracker import evidence
from tracker.evidence.excerpts import excerpt
from tracker.intake.articles import SourceArticle
from tracker.match import ArticleText

NOON: Final = time(12)


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
