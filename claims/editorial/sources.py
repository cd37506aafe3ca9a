"""The texts that claims were taken from: kept once each, as they stood."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.editorial.floor import log, require
from claims.models import SourceText, User, sha256_of


@transaction.atomic
def keep_text(*, text: str, by: User) -> SourceText:
    """Keep a text beside its fingerprint. One that is kept already is not kept twice, whoever comes with it."""
    require(by, "claims.add_claim")
    digest = sha256_of(text)
    try:
        with transaction.atomic():
            kept = SourceText.objects.create(sha256=digest, text=text, kept_by=by, kept_at=timezone.now())
    except IntegrityError:
        # The constraint's word; where it was another constraint's, there is no such row and this raises.
        return SourceText.objects.get(sha256=digest)
    log(kept, "kept", by=by, before={})
    return kept
