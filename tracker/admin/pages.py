"""Reads an address for an editor who adds evidence by hand: fetched through the gate, with the passage that fits."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.admin import pages
from claims.editorial import FoundArticle
from claims.models import Claim
from tracker.found_pages import found
from tracker.intake import articles


@pages.register
def read_page(address: str, claim: Claim) -> FoundArticle:
    """The article at the address. ValidationError says why there is none. Takes up to a minute, mostly a second."""
    try:
        article = articles.read_address(address, now=timezone.now())
    except articles.UnreadableArticle as fault:
        raise ValidationError(str(fault.explanation)) from None
    return found(article, claim)
