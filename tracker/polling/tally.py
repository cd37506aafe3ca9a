"""Writes the day's tally into the record's side, so that public pages can say what was searched."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from claims.models import DailyTally
from tracker.models import Feed

SILENT_AFTER = timedelta(days=1)


def add(*, new_articles: int, now: datetime) -> None:
    """Count what a batch brought. Feeds are counted anew, so that two batches don't count one feed twice."""
    day = timezone.localdate(now)
    tally, _made = DailyTally.objects.get_or_create(day=day)
    # A feed has one lease at a time but a day has many batches: feeds are counted by an index, the sum is atomic.
    began = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    DailyTally.objects.filter(pk=tally.pk).update(
        articles_read=F("articles_read") + new_articles,
        feeds_reached=Feed.objects.filter(last_success_at__gte=began).count(),
        feeds_silent=silent_feeds(now).count(),
        last_success_at=now,
    )


def silent_feeds(now: datetime) -> QuerySet[Feed]:
    """The feeds that ought to be read and were not, for a day or ever: nothing found there says nothing."""
    return Feed.objects.filter(is_paused=False).filter(
        Q(last_success_at__isnull=True) | Q(last_success_at__lt=now - SILENT_AFTER)
    )
