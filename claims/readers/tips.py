"""Takes up the pages that readers name as evidence, within bounds."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Evidence, Tip

MOST_OF_A_CLAIM: Final = 20
MOST_AN_HOUR: Final = 100
HOUR: Final = timedelta(hours=1)
# Whoever comes back later finds the claim's page.
KEPT: Final = timedelta(days=180)


class NotTaken(Exception):
    """No more hints are taken for now; says why, in the reader's language."""

    def __init__(self, why: Promise) -> None:
        super().__init__(str(why))
        self.why = why


def send(*, claim: Claim, address: str, language: str, now: datetime) -> str:
    """Take up a hint; returns what stands in the address of its page, this one time. Raises NotTaken.

    The bounds are counts: of some that come at the same moment one or two more may be taken.
    """
    waiting = Tip.objects.filter(claim=claim).filter(state=Tip.State.NEW).count()
    unread = Tip.objects.filter(claim=claim, evidence__status=Evidence.Status.SUGGESTED).count()
    if waiting + unread >= MOST_OF_A_CLAIM:
        raise NotTaken(
            _("Many hints for this claim wait already. Please come back when some were looked at.")
        )
    if Tip.objects.filter(sent_at__gt=now - HOUR).count() >= MOST_AN_HOUR:
        raise NotTaken(_("Very many hints come in at this moment. Please try again in an hour."))
    key = secrets.token_urlsafe(24)
    Tip.objects.create(claim=claim, address=address, language=language, key_hash=_hash_of(key), sent_at=now)
    return key


def of_key(key: str) -> Tip | None:
    """The hint whose page has this in its address."""
    return Tip.objects.filter(key_hash=_hash_of(key)).select_related("claim__claimant", "evidence").first()


def _hash_of(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def clear_away(*, now: datetime, most: int) -> int:
    """Delete old hints; what they brought stays evidence. Returns how many."""
    old = Tip.objects.filter(sent_at__lt=now - KEPT).order_by("sent_at")
    return Tip.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:most])).delete()[0]
