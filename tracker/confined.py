"""Runs a part of this program on hostile bytes in a process of its own, which can be killed and knows no secrets."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

_ROOT: Final = Path(__file__).resolve().parent.parent
# On a busy machine CPU seconds last longer on the wall; beyond this many times the process is taken for hung.
_WALL_FACTOR: Final = 4


def run(
    module: str, order: Mapping[str, Any], body: bytes, *, cpu_seconds: int, memory_mib: int = 768
) -> Any:
    """What the module's `serve` makes of the order and the body; None if it met a limit or broke down.

    Costs the start of a process: some 0.2 s, and what the module imports.
    """
    limits = {"cpu_seconds": cpu_seconds, "memory_mib": memory_mib}
    try:
        done = subprocess.run(  # noqa: S603 - no part of the command comes from outside
            [sys.executable, "-m", module],
            input=json.dumps({"limits": limits, "order": order}).encode() + b"\n" + body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)])},
            timeout=cpu_seconds * _WALL_FACTOR,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return json.loads(done.stdout)


def serve(work: Callable[[bytes, dict[str, Any]], Any]) -> None:
    """In the process: set the limits, do the work on standard input, and write the result as JSON."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.loads(sys.stdin.buffer.readline())
    body = sys.stdin.buffer.read()
    cpu_seconds, memory = asked["limits"]["cpu_seconds"], asked["limits"]["memory_mib"] * 2**20
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.stdout.buffer.write(json.dumps(work(body, asked["order"])).encode())
