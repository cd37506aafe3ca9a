"""The tracker's tables: what it reads, what it read, whom it tells. The record knows nothing of them."""

from tracker.models.alerts import Alert, Channel
from tracker.models.feeds import Article, Fault, Feed, Poll
from tracker.models.leases import unleased

__all__ = ["Alert", "Article", "Channel", "Fault", "Feed", "Poll", "unleased"]
