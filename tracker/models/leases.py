"""Who holds a row, and until when."""

from datetime import datetime

from django.db.models import Q


def unleased(now: datetime) -> Q:
    """Rows that nobody holds: never leased, or under a lease that has run out."""
    return Q(leased_until__isnull=True) | Q(leased_until__lte=now)
