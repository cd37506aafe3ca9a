"""Runs many transfers at once: fills the free places, keeps the wall deadlines, hands out results as they come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic, sleep
from typing import Final

import pycurl

from tracker.fetch.results import Fetched, FetchFailed, NotModified, Policy, Request, Result
from tracker.fetch.transfer import Transfer

# How long to wait for the network before looking at the deadlines again, and when curl has no socket to wait for.
_WAIT_SECONDS: Final = 0.25
_PAUSE_SECONDS: Final = 0.005


@dataclass
class _Flight:
    transfer: Transfer
    deadline: float


class _Client:
    """The transfers under way on one curl multi handle."""

    def __init__(self, *, policy: Policy, now: datetime) -> None:
        self._policy = policy
        self._now = now
        self._multi = pycurl.CurlMulti()
        self._idle: list[pycurl.Curl] = []
        self._flights: dict[pycurl.Curl, _Flight] = {}

    def has_room(self) -> bool:
        return len(self._flights) < self._policy.max_in_flight

    def is_busy(self) -> bool:
        return bool(self._flights)

    def launch(self, request: Request) -> Result | None:
        """Start a request; a result comes back at once only when its address is refused."""
        transfer = Transfer(request, policy=self._policy, now=self._now)
        handle = self._idle.pop() if self._idle else pycurl.Curl()
        failure = transfer.start(handle)
        if failure is not None:
            self._idle.append(handle)
            return failure
        self._flights[handle] = _Flight(transfer, monotonic() + self._policy.total_seconds)
        self._multi.add_handle(handle)
        return None

    def advance(self) -> list[Result]:
        """Let the network move on, wait for it a little, and return what has ended."""
        self._multi.perform()
        results = [*self._ended(), *self._overdue()]
        if not results and self._flights and self._multi.select(_WAIT_SECONDS) == -1:
            sleep(_PAUSE_SECONDS)
        return results

    def credit(self, seconds: float) -> None:
        """Move all deadlines: time that the caller spent on a result is not the servers' to lose."""
        for flight in self._flights.values():
            flight.deadline += seconds

    def close(self) -> None:
        for handle in self._flights:
            self._multi.remove_handle(handle)
            handle.close()
        for handle in self._idle:
            handle.close()
        self._multi.close()

    def _ended(self) -> Iterator[Result]:
        more = True
        while more:
            left, succeeded, failed = self._multi.info_read()
            more = bool(left)
            for handle in succeeded:
                yield from self._land(handle, None)
            for handle, code, message in failed:
                yield from self._land(handle, (code, message))

    def _land(self, handle: pycurl.Curl, error: tuple[int, str] | None) -> Iterator[Result]:
        self._multi.remove_handle(handle)
        result = self._flights[handle].transfer.finish(handle, error)
        if result is None:
            self._multi.add_handle(handle)
            return
        del self._flights[handle]
        self._idle.append(handle)
        yield result

    def _overdue(self) -> Iterator[Result]:
        moment = monotonic()
        for handle, flight in [pair for pair in self._flights.items() if pair[1].deadline <= moment]:
            self._multi.remove_handle(handle)
            del self._flights[handle]
            self._idle.append(handle)
            yield flight.transfer.timed_out()


def fetch_bursts(requests: Iterable[Request], *, policy: Policy, now: datetime) -> Iterator[list[Result]]:
    """Ask all addresses, at most `policy.max_in_flight` at a time, and yield the results that came together.

    One result a request, in no order (`result.url` is the request's). A bad address, a refused one or a broken
    server is a FetchFailed and never an exception. A burst is empty where nothing ended for a while, so that the
    caller gets its turn also when the last hosts are slow. `now` only serves to read Retry-After and Expires. Between
    two bursts nothing moves; that time is added to the deadlines, but a caller that dawdles may find connections cut.
    """
    waiting = iter(requests)
    client = _Client(policy=policy, now=now)
    try:
        more = True
        while more or client.is_busy():
            results: list[Result] = []
            while more and client.has_room():
                request = next(waiting, None)
                more = request is not None
                if request is not None and (refused := client.launch(request)):
                    results.append(refused)
            results += client.advance()
            handed_over = monotonic()
            yield results
            client.credit(monotonic() - handed_over)
    finally:
        client.close()


def fetch_all(requests: Iterable[Request], *, policy: Policy, now: datetime) -> Iterator[Result]:
    """Yield each result as it comes; see `fetch_bursts`."""
    for burst in fetch_bursts(requests, policy=policy, now=now):
        yield from burst


def fetch_one(request: Request, *, policy: Policy, now: datetime) -> Result:
    """Ask one address and wait for its result; see `fetch_all`."""
    return next(iter(fetch_all([request], policy=policy, now=now)))


def post(
    url: str, payload: bytes, *, headers: Mapping[str, str], policy: Policy, now: datetime
) -> Fetched | FetchFailed:
    """Send `payload` with these header fields, through the same gate; a Fetched (its body empty) is a 2xx answer.

    A redirect is a failure, as any status but 2xx: a message goes to the address that was set, or nowhere. ValueError
    for a field that cannot be sent.
    """
    result = fetch_one(Request(url, payload=payload, headers=tuple(headers.items())), policy=policy, now=now)
    if isinstance(result, NotModified):  # only who sends validators is told so
        raise TypeError("A POST was answered as a conditional request.")
    return result
