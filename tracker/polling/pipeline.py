"""A batch of feeds from the answers of their servers to the database: what each means, parse, store."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from time import monotonic
from typing import Final, assert_never

from tracker import fetch
from tracker.fetch import Fetched, FetchFailed, NotModified, Request
from tracker.models import Fault, Feed, Poll
from tracker.polling import store
from tracker.polling.documents import Reader
from tracker.polling.visits import ChangedDocument, Failure, Summary, Visit, Visited

# A transaction takes so many visits and entries, or what came in so many seconds: fast hosts wait for no slow one.
_BATCH: Final = 500
_PATIENCE_SECONDS: Final = 1.0
# So long a server is believed that nothing has changed.
WHOLE_EVERY_DAYS: Final = 7


def requests(feeds: Iterable[Feed], *, now: datetime) -> list[Request]:
    """What to ask for each feed: its address, with the validators that its server sent last.

    After a week of "not modified" the whole document: some servers say so for ever.
    """
    trusted_since = now.toordinal() - WHOLE_EVERY_DAYS
    return [
        Request(feed.url, etag=feed.etag, last_modified=feed.last_modified)
        if feed.whole_day > trusted_since
        else Request(feed.url)
        for feed in feeds
    ]


def refresh(
    feeds: Iterable[Feed], bursts: Iterable[list[fetch.Answer]], *, now: datetime, floor: int
) -> Summary:
    """Read the answers to `requests(feeds)` as they come and store what is new, many feeds in one transaction.

    A broken feed leaves its reason in its row and never stops the batch; one without an answer stays as it was, leased.
    `floor` is the least wait until the next poll, in seconds.
    """
    summary = Summary()
    for visits in _batches(_visits(feeds, bursts)):
        summary += store.write(visits, now=now, floor=floor)
    return summary


def _visits(feeds: Iterable[Feed], bursts: Iterable[list[fetch.Answer]]) -> Iterator[list[Visit]]:
    """Yield visits as they end, an empty list where none did for a while. Parsing goes on beside the fetching."""
    by_url = {feed.url: feed for feed in feeds}
    with Reader() as reader:
        for answers in bursts:
            met = [(by_url[answer.url], _meaning(answer, by_url[answer.url])) for answer in answers]
            documents = {feed: found for feed, found in met if isinstance(found, ChangedDocument)}
            reader.take(documents, seen=store.last_documents(documents))
            visits = [Visit(feed, found) for feed, found in met if not isinstance(found, ChangedDocument)]
            yield [*visits, *reader.finished()]
        yield from reader.remaining()


def _batches(bursts: Iterable[list[Visit]]) -> Iterator[list[Visit]]:
    """Gather visits until there are enough for one transaction, or until they have waited for a second."""
    batch: list[Visit] = []
    weight, since = 0, monotonic()
    for burst in bursts:
        batch += burst
        weight += sum(visit.weight for visit in burst)
        if batch and (weight >= _BATCH or monotonic() - since >= _PATIENCE_SECONDS):
            yield batch
            batch, weight, since = [], 0, monotonic()
    if batch:
        yield batch


def _meaning(answer: fetch.Answer, feed: Feed) -> Visited | Failure | ChangedDocument:
    """An answer that raises is its feed's failure alone."""
    try:
        return meaning(answer, feed)
    except Exception as fault:  # noqa: BLE001  logged where the feed's row is written
        return Failure(Fault.INTERNAL, "The program failed at this feed's answer.", raised=fault)


def meaning(answer: fetch.Answer, feed: Feed) -> Visited | Failure | ChangedDocument:
    """What an answer means for its feed; a ChangedDocument, a body unlike the last one, still has to be parsed."""
    match answer:
        case NotModified():
            return Visited(
                Poll.Result.NOT_MODIFIED,
                etag=answer.etag or feed.etag,
                last_modified=answer.last_modified or feed.last_modified,
                asked=answer.max_age or 0,
            )
        case Fetched():
            body_hash = hashlib.sha256(answer.body).hexdigest()
            visited = Visited(
                Poll.Result.NOTHING_NEW,
                etag=answer.etag,
                last_modified=answer.last_modified,
                body_hash=body_hash,
                asked=answer.max_age or 0,
            )
            return visited if body_hash == feed.body_hash else ChangedDocument(answer, visited)
        case FetchFailed():
            return Failure(Fault(answer.kind), answer.detail, answer.retry_after, answer.status)
        case _:
            assert_never(answer)
