"""For how long what is due has been waiting. Reads by the indexes of what is due; nothing due costs next to nothing."""

from datetime import datetime, timedelta

from django.db.models import Min

from tracker import alerts
from tracker.models import Article, Feed, unleased


def oldest_due_feed(*, now: datetime) -> timedelta | None:
    """Of the feed that is due longest and that nobody polls; None where none is due."""
    due = Feed.objects.filter(unleased(now), is_paused=False, stopped_for="", next_poll_at__lte=now)
    return _since(due.aggregate(at=Min("next_poll_at"))["at"], now)


def oldest_unsent_alert(*, now: datetime) -> timedelta | None:
    """Of the alert that is due longest and that nothing keeps back; None where none is due."""
    return _since(alerts.oldest_unsent(now=now), now)


def oldest_unmatched_article(*, now: datetime) -> timedelta | None:
    """Of the article that has waited longest to be matched; None where none waits."""
    waiting = Article.objects.filter(matched_at__isnull=True)
    return _since(waiting.aggregate(at=Min("stored_at"))["at"], now)


def _since(at: datetime | None, now: datetime) -> timedelta | None:
    return None if at is None else now - at
