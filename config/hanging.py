"""Whether a thread of this process has been at one task for longer than a task may take.

A worker of processes kills the one that hangs. Threads cannot be killed: there the process ends, with all that it has
in hand, and whoever watches it starts another; the broker hands out again what was not done.

Why so: docs/decisions/0047-threads-on-one-core.md
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

# When each piece of work that is being done has to be over, by the machine's uptime: a clock that jumps ends nothing.
_ends: dict[object, float] = {}


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Do something that may take so long."""
    work = object()
    _ends[work] = time.monotonic() + seconds
    try:
        yield
    finally:
        del _ends[work]


def is_any_over() -> bool:
    """Whether something is still being done that should have ended."""
    return any(end < time.monotonic() for end in list(_ends.values()))
