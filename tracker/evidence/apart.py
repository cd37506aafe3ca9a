"""Has the watched claims laid out by a process that ends, and takes with it the memory that this takes for seconds.

A worker of processes need not: the memory goes with the process of the pool, sooner or later. One of threads stays.
"""

import logging
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from django.conf import settings

log: Final = logging.getLogger(__name__)
# With 100,000 claims it takes some minutes.
SECONDS: Final = 1800
COMMAND: Final = (sys.executable, "manage.py", "lay_out")

_is_wanted = [False]


def begin() -> None:
    """From now on this process leaves it to others."""
    _is_wanted[0] = True


def is_done(command: Sequence[str] = COMMAND) -> bool:
    """Whether another process has just laid the claims out; False where this one has to do so itself."""
    if not _is_wanted[0]:
        return False
    try:
        done = subprocess.run(  # noqa: S603  our own command
            command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        log.warning("the claims are laid out in this process: %s", fault)
        return False
    if done.returncode:
        log.warning("the claims are laid out in this process: %s", done.stderr.strip()[-500:])
    return not done.returncode
