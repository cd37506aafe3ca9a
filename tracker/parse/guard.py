"""Parses where it can be killed: keeps one warm process, gives it feed after feed, and replaces it when it dies."""

import atexit
import json
import os
import select
import signal
import subprocess
from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import IO, Final

from tracker import confined
from tracker.parse.parsed import NotAFeed, NotAFeedKind, ParsedFeed
from tracker.parse.wire import load

# In which a new process must have taken its first order, however busy the machine is.
_START_SECONDS: Final = 60

_TOO_SLOW: Final = NotAFeed(
    NotAFeedKind.TOO_SLOW, "The feed takes too long to read: it is built to be slow, or broken."
)
_TOO_LARGE: Final = NotAFeed(NotAFeedKind.TOO_LARGE, "The feed needs more memory to read than is allowed.")


class _Died(Exception):
    """The child ended without an answer; `verdict` is what that says about the feed."""

    def __init__(self, verdict: NotAFeed) -> None:
        super().__init__(verdict.detail)
        self.verdict = verdict


class _Child:
    """A running `tracker.parse.feed_process`, one order at a time."""

    def __init__(self) -> None:
        leash, self._leash = os.pipe()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - no part of the command comes from outside
                confined.command("tracker.parse.feed_process", str(leash)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=confined.environment(),
                pass_fds=[leash],
            )
        finally:
            os.close(leash)
        assert self._process.stdin
        assert self._process.stdout
        self._orders, self._answers = self._process.stdin, self._process.stdout
        os.set_blocking(self._orders.fileno(), False)

    def order(self, header: bytes, body: bytes, *, deadline: float) -> None:
        """Hand an order over. Raises BrokenPipeError if the child is gone, by no fault of this feed, or hangs."""
        rest = memoryview(header + body)
        while rest:
            if not _is_ready(self._orders, select.POLLOUT, deadline):
                raise BrokenPipeError
            rest = rest[os.write(self._orders.fileno(), rest) :]

    def answer(self, *, deadline: float) -> tuple[ParsedFeed | NotAFeed, bool]:
        """Wait for the result and whether the child stays. Raises _Died if a limit or `deadline` killed it."""
        read = b""
        while b"\n" not in read:
            read += self._read(deadline)
        line, _, rest = read.partition(b"\n")
        header = json.loads(line)
        pieces, missing = [rest], header["size"] - len(rest)
        while missing > 0:
            pieces.append(self._read(deadline))
            missing -= len(pieces[-1])
        return load(b"".join(pieces)), bool(header["stays"])

    def end(self) -> None:
        """Kill the child if it still runs, and free what it held."""
        self._process.kill()
        self._process.wait()
        self._close()

    def disown(self) -> None:
        """In a forked copy of the parent: let go of the child, which is the parent's."""
        self._process.returncode = 0
        self._close()

    def _close(self) -> None:
        os.close(self._leash)
        self._answers.close()
        with suppress(BrokenPipeError):
            self._orders.close()

    def _read(self, deadline: float) -> bytes:
        if not _is_ready(self._answers, select.POLLIN | select.POLLHUP, deadline):
            raise _Died(_TOO_SLOW)
        piece = os.read(self._answers.fileno(), 2**20)
        if not piece:
            raise _Died(_TOO_SLOW if self._process.wait() == -signal.SIGXCPU else _TOO_LARGE)
        return piece


def _is_ready(pipe: IO[bytes], event: int, deadline: float) -> bool:
    poll = select.poll()
    poll.register(pipe, event)
    return bool(poll.poll(max(0.0, deadline - monotonic()) * 1000))


class _Pool:
    """The one child of this process, started when first needed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: _Child | None = None

    def parse(self, header: bytes, body: bytes, *, wall_seconds: float) -> ParsedFeed | NotAFeed:
        with self._lock:
            deadline = monotonic() + wall_seconds
            child = self._ordered(header, body, deadline)
            try:
                result, stays = child.answer(deadline=deadline)
            except _Died as death:
                result, stays = death.verdict, False
            except BaseException:
                self.close()  # an answer half read would be taken for the next feed's
                raise
            if not stays:
                self.close()
            return result

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def disown(self) -> None:
        child, self._child = self._child, None
        self._lock = Lock()
        if child is not None:
            child.disown()

    def _ordered(self, header: bytes, body: bytes, deadline: float) -> _Child:
        """Return the child with the order in hand; one that died or hangs since its last answer is replaced."""
        if self._child is not None:
            try:
                self._child.order(header, body, deadline=deadline)
            except BrokenPipeError:
                self.close()
            else:
                return self._child
        self._child = _Child()
        self._child.order(header, body, deadline=monotonic() + _START_SECONDS)
        return self._child


_pool: Final = _Pool()
atexit.register(_pool.close)
os.register_at_fork(after_in_child=_pool.disown)


def parse_guarded(
    body: bytes, *, url: str, content_type: str = "", cpu_seconds: int = 15, memory_mib: int = 512
) -> ParsedFeed | NotAFeed:
    """Do as `parse` does, in a process of its own that is killed at the limits: then NotAFeed, too_slow or too_large.

    The process stays warm between calls and dies with this one. Safe from several threads (they take turns), after a
    fork, and in the daemonic workers of Celery. Costs some 0.3 s once and little more than `parse` after that.
    """
    order = {
        "size": len(body),
        "url": url,
        "content_type": content_type,
        "cpu_seconds": cpu_seconds,
        "memory_mib": memory_mib,
    }
    header = json.dumps(order).encode() + b"\n"
    return _pool.parse(header, body, wall_seconds=cpu_seconds * confined.WALL_FACTOR)
