"""Runs many transfers at once: fills the free places, keeps the wall deadlines, hands out results as they come.

Why so: docs/decisions/0006-pycurl-behind-the-gate.md
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic, sleep
from typing import Final

import pycurl

from tracker.fetch import gate
from tracker.fetch.exchange import Answer, FailureKind, Fetched, FetchFailed, NotModified, Policy, Request
from tracker.fetch.lanes import Lanes
from tracker.fetch.transfer import Transfer

# How long to wait for the network before looking at the deadlines again, and when curl has no socket to wait for.
_WAIT_SECONDS: Final = 0.25
_PAUSE_SECONDS: Final = 0.005

# Answers that speak for the whole host: whoever waits for it need not ask.
_OVERLOADED: Final = frozenset({429, 503})
_OUT_OF_REACH: Final = frozenset({FailureKind.DNS, FailureKind.CONNECT, FailureKind.TIMEOUT, FailureKind.TLS})


@dataclass
class _Flight:
    transfer: Transfer
    deadline: float
    domain: str


class _Client:
    """The transfers under way on one curl multi handle."""

    def __init__(self, *, policy: Policy, now: datetime) -> None:
        self._policy = policy
        self._now = now
        self._multi = pycurl.CurlMulti()
        self._idle: list[pycurl.Curl] = []
        self._flights: dict[pycurl.Curl, _Flight] = {}
        self._lanes = Lanes(spacing=policy.spacing_seconds, patience=policy.patience_seconds)

    def has_room(self) -> bool:
        return len(self._flights) < self._policy.max_in_flight

    def is_busy(self) -> bool:
        return bool(self._flights) or self._lanes.is_waiting()

    def launch(self, request: Request) -> Answer | None:
        """Start a request, or let it wait for its turn; a result comes back at once only if its address is refused."""
        domain = gate.registrable_domain(request.url)
        return self._start(domain, request) if self._lanes.enter(domain, request, monotonic()) else None

    def _start(self, domain: str, request: Request) -> Answer | None:
        transfer = Transfer(request, policy=self._policy, now=self._now)
        handle = self._idle.pop() if self._idle else pycurl.Curl()
        failure = transfer.start(handle)
        if failure is not None:
            self._idle.append(handle)
            self._lanes.leave(domain, monotonic(), is_closed=False)
            return failure
        self._flights[handle] = _Flight(transfer, monotonic() + self._policy.total_seconds, domain)
        self._multi.add_handle(handle)
        return None

    def advance(self) -> list[Answer]:
        """Let the network move on, wait for it a little, and return what has ended."""
        results = [*self._turns()]
        self._multi.perform()
        results += [*self._ended(), *self._overdue()]
        if not results:
            self._wait()
        return results

    def _turns(self) -> Iterator[Answer]:
        while self.has_room() and (turn := self._lanes.ready(monotonic())):
            if refused := self._start(*turn):
                yield refused

    def _wait(self) -> None:
        seconds = min(_WAIT_SECONDS, self._lanes.pause(monotonic())) if self.has_room() else _WAIT_SECONDS
        if not self._flights or self._multi.select(max(seconds, _PAUSE_SECONDS)) == -1:
            sleep(max(seconds, _PAUSE_SECONDS) if not self._flights else _PAUSE_SECONDS)

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

    def _ended(self) -> Iterator[Answer]:
        more = True
        while more:
            left, succeeded, failed = self._multi.info_read()
            more = bool(left)
            for handle in succeeded:
                yield from self._land(handle, None)
            for handle, code, message in failed:
                yield from self._land(handle, (code, message))

    def _land(self, handle: pycurl.Curl, error: tuple[int, str] | None) -> Iterator[Answer]:
        self._multi.remove_handle(handle)
        result = self._flights[handle].transfer.finish(handle, error)
        if result is None:
            self._multi.add_handle(handle)
            return
        self._clear(handle, result)
        yield result

    def _overdue(self) -> Iterator[Answer]:
        moment = monotonic()
        for handle, flight in [pair for pair in self._flights.items() if pair[1].deadline <= moment]:
            self._multi.remove_handle(handle)
            result = flight.transfer.timed_out()
            self._clear(handle, result)
            yield result

    def _clear(self, handle: pycurl.Curl, result: Answer) -> None:
        """Free the transfer's place and its lane."""
        flight = self._flights.pop(handle)
        self._idle.append(handle)
        self._lanes.leave(flight.domain, monotonic(), is_closed=_speaks_for_its_host(result))


def _speaks_for_its_host(result: Answer) -> bool:
    return isinstance(result, FetchFailed) and (result.kind in _OUT_OF_REACH or result.status in _OVERLOADED)


def fetch_bursts(requests: Iterable[Request], *, policy: Policy, now: datetime) -> Iterator[list[Answer]]:
    """Ask all addresses, at most `policy.max_in_flight` at a time, and yield the results that came together.

    One result a request that was made, in no order (`result.url` is the request's). Each registrable domain is asked
    one thing at a time, with a pause between; a request that would have to wait too long for its turn, or whose host
    just proved overloaded or out of reach, is not made and has no result. A bad address, a refused one or a broken
    server is a FetchFailed and never an exception. A burst is empty where nothing ended for a while, so that the
    caller gets its turn also when the last hosts are slow. `now` only serves to read Retry-After and Expires. Between
    two bursts nothing moves; that time is added to the deadlines, but a caller that dawdles may find connections cut.
    """
    waiting = iter(requests)
    client = _Client(policy=policy, now=now)
    try:
        more = True
        while more or client.is_busy():
            results: list[Answer] = []
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


def fetch_all(requests: Iterable[Request], *, policy: Policy, now: datetime) -> Iterator[Answer]:
    """Yield each result as it comes; see `fetch_bursts`."""
    for burst in fetch_bursts(requests, policy=policy, now=now):
        yield from burst


def fetch_one(request: Request, *, policy: Policy, now: datetime) -> Answer:
    """Ask one address and wait for its result; see `fetch_all`."""
    return next(iter(fetch_all([request], policy=policy, now=now)))


def post(
    url: str,
    payload: bytes,
    *,
    headers: Mapping[str, str],
    policy: Policy,
    now: datetime,
    keeps_body_of: frozenset[int] = frozenset(),
) -> Fetched | FetchFailed:
    """Send `payload` with these header fields, through the same gate; a Fetched is a 2xx answer.

    The answer's body is empty, unless its status is one of `keeps_body_of`.
    A redirect is a failure, as any status but 2xx: a message goes to the address that was set, or nowhere. ValueError
    for a field that cannot be sent.
    """
    request = Request(url, payload=payload, headers=tuple(headers.items()), keeps_body_of=keeps_body_of)
    result = fetch_one(request, policy=policy, now=now)
    if isinstance(result, NotModified):  # only who sends validators is told so
        raise TypeError("A POST was answered as a conditional request.")
    return result
