"""Runs a part of this program on hostile bytes in a process of its own, which can be killed and knows no secrets.

run(module, order, body) -> python -m module -> serve(work): limits, then work(body, order) -> JSON -> run's result
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Final

from claims.json_values import JsonObject

# What the work is told beside the bytes, as JSON.
Order = JsonObject

# On a busy machine CPU seconds last longer on the wall; beyond this many times the process is taken for hung.
WALL_FACTOR: Final = 4

_ROOT: Final = Path(__file__).resolve().parent.parent
# At the limit of CPU time the system sends the first, and a second later the other.
_TIME_SIGNALS: Final = (-signal.SIGXCPU, -signal.SIGKILL)
_NO_MEMORY: Final = 12


class Ending(Enum):
    """How a confined process can end without a result."""

    OUT_OF_TIME = "out of time"
    OUT_OF_MEMORY = "out of memory"
    BROKE_DOWN = "broke down"
    """An error in the work itself: a library that cannot read these bytes."""


class EndedEarly(Exception):
    """The process ended without a result; `ending` says how."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.value)
        self.ending = ending


def run(
    module: str, order: Mapping[str, object], body: bytes, *, cpu_seconds: int, memory_mib: int = 768
) -> Any:
    """What the module's `serve` makes of the order and the body. EndedEarly if it met a limit or broke down.

    Costs the start of a process: some 0.2 s, and what the module imports.
    """
    limits = {"cpu_seconds": cpu_seconds, "memory_mib": memory_mib}
    try:
        done = subprocess.run(  # noqa: S603 - no part of the command comes from outside
            command(module),
            input=json.dumps({"limits": limits, "order": order}).encode() + b"\n" + body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            timeout=cpu_seconds * WALL_FACTOR,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EndedEarly(Ending.OUT_OF_TIME) from None
    if done.returncode:
        raise EndedEarly(_ending_of(done.returncode))
    return json.loads(done.stdout)


def command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this program in a process of its own."""
    return [sys.executable, "-m", module, *arguments]


def environment() -> dict[str, str]:
    """The environment of such a process: where our code is, and none of our own variables, which hold passwords."""
    return {"PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)])}


def _ending_of(code: int) -> Ending:
    if code in _TIME_SIGNALS:
        return Ending.OUT_OF_TIME
    # A library in C that gets no memory seldom says so: it crashes.
    return Ending.OUT_OF_MEMORY if code < 0 or code == _NO_MEMORY else Ending.BROKE_DOWN


def serve(work: Callable[[bytes, dict[str, object]], object]) -> None:
    """In the process: set the limits, do the work on standard input, and write the result as JSON."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.loads(sys.stdin.buffer.readline())
    body = sys.stdin.buffer.read()
    cpu_seconds, memory = asked["limits"]["cpu_seconds"], asked["limits"]["memory_mib"] * 2**20
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        result = json.dumps(work(body, asked["order"])).encode()
    except MemoryError:
        sys.exit(_NO_MEMORY)
    sys.stdout.buffer.write(result)
