"""Keeps the requests to one publisher apart: one at a time, with a pause between two. Pure: moments come in."""

from collections import deque
from dataclasses import dataclass, field
from math import inf

from tracker.fetch.exchange import Request


@dataclass
class _Lane:
    """One registrable domain: who waits for it, and from when on it may be asked (never, while it is being asked)."""

    waiting: deque[Request] = field(default_factory=deque)
    free_at: float = -inf


class Lanes:
    """The lanes of all domains. Moments are in seconds on any one clock.

    A request that would have to wait beyond `patience` is dropped: whoever sent it tries again some other time.
    """

    def __init__(self, *, spacing: float, patience: float) -> None:
        self._spacing = spacing
        self._patience = patience
        self._started: float | None = None
        self._lanes: dict[str, _Lane] = {}
        self._queued: dict[str, _Lane] = {}

    def enter(self, domain: str, request: Request, moment: float) -> bool:
        """Say whether the request may start now; else it waits in its lane. An address without a domain never waits."""
        if not domain:
            return True
        if self._started is None:
            self._started = moment
        lane = self._lanes.setdefault(domain, _Lane())
        if not lane.waiting and lane.free_at <= moment:
            lane.free_at = inf
            return True
        lane.waiting.append(request)
        self._queued[domain] = lane
        return False

    def leave(self, domain: str, moment: float, *, is_closed: bool) -> None:
        """Let the next one in after the pause, or send all who wait away if the domain has no ear for them."""
        if not domain:
            return
        lane = self._lanes[domain]
        lane.free_at = moment + self._spacing
        if is_closed or not lane.waiting:
            lane.waiting.clear()
            self._queued.pop(domain, None)

    def ready(self, moment: float) -> tuple[str, Request] | None:
        """Hand out one request whose turn has come."""
        self._lose_patience(moment)
        for domain, lane in self._queued.items():
            if lane.free_at <= moment:
                lane.free_at = inf
                request = lane.waiting.popleft()
                if not lane.waiting:
                    del self._queued[domain]
                return domain, request
        return None

    def is_waiting(self) -> bool:
        return bool(self._queued)

    def pause(self, moment: float) -> float:
        """For how many seconds nobody's turn can come unless a request ends: 0 and more, infinite if none waits."""
        return max(0.0, min((lane.free_at for lane in self._queued.values()), default=inf) - moment)

    def _lose_patience(self, moment: float) -> None:
        if self._queued and self._started is not None and moment - self._started > self._patience:
            for lane in self._queued.values():
                lane.waiting.clear()
            self._queued.clear()
