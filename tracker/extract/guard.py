"""Reads a page where it can be killed: in a process of its own, started for this page, without our environment."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from tracker.extract.results import Extracted, NotAnArticle, NotAnArticleKind, load

_ROOT: Final = Path(__file__).resolve().parents[2]
# On a busy machine CPU seconds last longer on the wall; beyond this many times the process is taken for hung.
_WALL_FACTOR: Final = 4
# At the limit of CPU time the system sends the first, and a second later the other.
_OUT_OF_TIME: Final = (-signal.SIGXCPU, -signal.SIGKILL)


def extract_guarded(
    body: bytes, *, url: str, content_type: str = "", cpu_seconds: int = 10, memory_mib: int = 768
) -> Extracted:
    """Do as `extract` does, in a process that is killed at the limits: then NotAnArticle, too slow or too large.

    Costs some 0.5 s for the start, which a person who waits for a page of the web does not notice.
    """
    order = {
        "url": url,
        "content_type": content_type,
        "cpu_seconds": cpu_seconds,
        "memory_mib": memory_mib,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tracker.extract.child"],
            input=json.dumps(order).encode() + b"\n" + body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The child meets hostile bytes, so it gets none of the environment, where the passwords are.
            env={"PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)])},
            timeout=cpu_seconds * _WALL_FACTOR,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return NotAnArticle(NotAnArticleKind.TOO_SLOW)
    if done.returncode == 0:
        return load(done.stdout)
    return NotAnArticle(_what_it_died_of(done.returncode))


def _what_it_died_of(code: int) -> NotAnArticleKind:
    """Say what the end of a child means: an exit by itself was an error of the library's, on markup it can't read."""
    if code in _OUT_OF_TIME:
        return NotAnArticleKind.TOO_SLOW
    return NotAnArticleKind.NO_TEXT if code > 0 else NotAnArticleKind.TOO_LARGE
