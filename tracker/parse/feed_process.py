"""The process in which feeds are parsed: reads orders from stdin, answers on stdout. Started by `guard` alone."""

import fcntl
import json
import math
import os
import resource
import sys
from typing import BinaryIO, Final

from tracker.parse.parsed import NotAFeed, NotAFeedKind
from tracker.parse.reader import parse
from tracker.parse.wire import dump

# After a body this large a process makes room for a fresh one, so that the memory it took does not count against the
# next feed. The system's figure for peak memory is no guide: on Linux a process inherits its parent's.
_LARGE_BYTES: Final = 2**20
# However small they are, after so many feeds too: what leaks a little must not add up to the limit.
_ORDERS: Final = 5_000


def serve(orders: BinaryIO, answers: BinaryIO) -> None:
    """Answer orders until there are none, or until a fresh process should follow: after a large one, after many.

    An order is a line of JSON (`size`, `url`, `content_type`, `cpu_seconds`, `memory_mib`) and so many bytes of body;
    an answer is a line of JSON (`size`, `stays`: whether this process takes another order) and a result.
    """
    stays, left = True, _ORDERS
    while stays and (line := orders.readline()):
        left -= 1
        order = json.loads(line)
        body = orders.read(order["size"])
        _limit(order["cpu_seconds"], order["memory_mib"])
        try:
            answer = dump(parse(body, url=order["url"], content_type=order["content_type"]))
        except MemoryError:
            stays = False
            answer = dump(
                NotAFeed(NotAFeedKind.TOO_LARGE, "The feed needs more memory to read than is allowed.")
            )
        del body
        stays = stays and left > 0 and order["size"] < _LARGE_BYTES
        answers.write(json.dumps({"size": len(answer), "stays": stays}).encode() + b"\n" + answer)
        answers.flush()


def tie_to_parent(leash: int) -> None:
    """Let the kernel end this process when the other end of the pipe `leash` closes, that is when the parent dies.

    SIGIO ends a process that does not handle it, also in the middle of a regular expression that never yields.
    """
    fcntl.fcntl(leash, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(leash, fcntl.F_SETFL, fcntl.fcntl(leash, fcntl.F_GETFL) | os.O_ASYNC)


def _limit(cpu_seconds: int, memory_mib: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + cpu_seconds)
    _lower(resource.RLIMIT_AS, memory_mib * 2**20)


def _lower(what: int, limit: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tie_to_parent(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
