"""For how long what is due has been waiting. Reads by the indexes of what is due; nothing due costs next to nothing."""

from datetime import datetime, timedelta

from django.db.models import Min, QuerySet

from tracker import alerts
from tracker.models import Article, Feed, unleased


def oldest_due_feed(*, now: datetime) -> timedelta | None:
    """Of the feed that is due longest and that nobody polls; None where none is due."""
    return _since(due_feeds(now=now).aggregate(at=Min("next_poll_at"))["at"], now)


def due_feeds(*, now: datetime) -> QuerySet[Feed]:
    """The feeds that are due and that nobody polls."""
    return Feed.objects.filter(unleased(now), is_paused=False, stopped_for="", next_poll_at__lte=now)


def oldest_unsent_alert(*, now: datetime) -> timedelta | None:
    """Of the alert that is due longest and that nothing keeps back; None where none is due."""
    return _since(alerts.oldest_unsent(now=now), now)


def oldest_unmatched_article(*, now: datetime) -> timedelta | None:
    """Of the article that has waited longest to be matched; None where none waits."""
    return _since(unmatched_articles().aggregate(at=Min("stored_at"))["at"], now)


def unmatched_articles() -> QuerySet[Article]:
    """The articles that wait to be matched."""
    return Article.objects.filter(matched_at__isnull=True)


def _since(at: datetime | None, now: datetime) -> timedelta | None:
    return None if at is None else now - at
