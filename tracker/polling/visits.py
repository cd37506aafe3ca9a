"""What moves between the stages of a poll: an answer, what it means for its feed, and what became of a batch.

fetch.Answer -> ChangedDocument (has to be parsed) -> Visited | Failure -> Visit -> store -> Summary
"""

from dataclasses import dataclass

from tracker.fetch import Fetched
from tracker.models import Fault, Feed, Poll
from tracker.parse import ParsedEntry, Seen


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a feed's document asks for: seconds between polls (ttl, sy:updatePeriod), and hours of rest in UTC."""

    ttl_seconds: int = 0
    skip_hours: frozenset[int] = frozenset()

    @classmethod
    def of(cls, feed: Feed) -> "Wishes":
        """As the last document had them."""
        return cls(feed.ttl_seconds, frozenset(feed.skip_hours))

    def columns(self) -> dict[str, object]:
        """The feed's fields that keep them."""
        return {"ttl_seconds": self.ttl_seconds, "skip_hours": sorted(self.skip_hours)}


@dataclass(frozen=True, slots=True)
class Visited:
    """A visit that went well. `asked` is the least wait that the server wants, in seconds.

    `wishes` are what the document asks for, None where none was read. `seen` is what it held if it was read, and
    `gone` the identities of what only the last one held.
    """

    result: Poll.Result
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    entries: tuple[ParsedEntry, ...] = ()
    seen: Seen | None = None
    gone: frozenset[str] = frozenset()
    title: str = ""
    site_url: str = ""
    asked: int = 0
    wishes: Wishes | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A visit that did not: the kind of fault, and what exactly. `retry_after` is the server's wish, in seconds.

    `raised` is the exception where the fault is the program's own.
    """

    fault: Fault
    detail: str
    retry_after: int | None = None
    status: int | None = None
    raised: Exception | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A feed as it was when it was taken, and what came of asking it."""

    feed: Feed
    outcome: Visited | Failure

    @property
    def weight(self) -> int:
        """How much there is to write, in rows."""
        return 1 + (len(self.outcome.entries) if isinstance(self.outcome, Visited) else 0)


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a batch."""

    reached: int = 0
    failed: int = 0
    new_articles: int = 0

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            self.reached + other.reached, self.failed + other.failed, self.new_articles + other.new_articles
        )


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A body that differs from the feed's last one, and what is known of the visit before it is read."""

    answer: Fetched
    unread: Visited
