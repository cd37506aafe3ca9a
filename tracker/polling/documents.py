"""Reads changed documents beside the fetching of others: what a parsed document means for its feed."""

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Final, Self

from tracker.models import Fault, Feed
from tracker.parse import NotAFeed, Seen, parse_guarded, parse_unseen
from tracker.polling.visits import ChangedDocument, Failure, Visit, Visited, Wishes

# Documents that wait to be parsed hold at most so much memory; beyond that the network waits for the parser.
_WAITING_BYTES: Final = 64 * 2**20
# While one document is being parsed, the next is cut into its items.
_THREADS: Final = 2


class Reader:
    """Threads that hand one document after the other to the parsing process, while others are fetched and stored."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, "reader")
        self._queue: deque[tuple[Feed, int, Future[Visited | Failure]]] = deque()
        self._waiting_bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)

    def take(self, documents: Mapping[Feed, ChangedDocument], *, seen: Mapping[int, Seen]) -> None:
        """Queue documents, with what each feed's last one held."""
        for feed, document in documents.items():
            size = len(document.answer.body)
            visited = self._threads.submit(read_document, document, seen.get(feed.pk, Seen()))
            self._queue.append((feed, size, visited))
            self._waiting_bytes += size

    def finished(self) -> list[Visit]:
        """Return what was read by now. Waits only where too much memory is held by what was not."""
        visits = []
        while self._queue and (self._queue[0][2].done() or self._waiting_bytes > _WAITING_BYTES):
            visits.append(self._next())
        return visits

    def remaining(self) -> Iterator[list[Visit]]:
        """Wait for the rest, one after the other."""
        while self._queue:
            yield [self._next()]

    def _next(self) -> Visit:
        feed, size, visited = self._queue.popleft()
        self._waiting_bytes -= size
        return Visit(feed, visited.result())


def read_document(document: ChangedDocument, seen: Seen) -> Visited | Failure:
    """Parse what was not seen before. Whatever goes wrong is this feed's failure alone."""
    answer = document.answer
    parse = partial(parse_guarded, url=answer.final_url, content_type=answer.content_type)
    try:
        parsed, now_seen = parse_unseen(answer.body, seen=seen, parse=parse)
    except Exception as fault:  # noqa: BLE001  logged where the feed's row is written
        return Failure(Fault.INTERNAL, "The program failed at reading this feed.", raised=fault)
    if isinstance(parsed, NotAFeed):
        return Failure(Fault(parsed.kind), parsed.detail)
    return replace(
        document.unread,
        entries=parsed.entries,
        # A document that holds nothing for once is no reason to forget what the last one held.
        seen=now_seen if now_seen.items else seen,
        gone=seen.identities - now_seen.identities,
        title=parsed.title[:300],
        site_url=parsed.site_url[:1000],
        wishes=Wishes(parsed.ttl_seconds or 0, parsed.skip_hours),
        detail=parsed.warning,
    )
