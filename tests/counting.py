"""Where branches are not counted while the suite counts them: counting makes Django's code take three times as long.

Not counted is what drives the whole product, or hands masses of data to code that has tests of its own.
"""

import contextlib
import importlib
import os
import pkgutil
from collections.abc import Iterator

import coverage
import pytest

import claims
import config
import tracker


@contextlib.contextmanager
def uncounted() -> Iterator[None]:
    """Count no branches meanwhile, neither here nor in threads and processes that are started; also where none are.

    Not for use in two threads at once: what counts is one for the process.
    """
    counting = coverage.Coverage.current()
    if counting is None:
        yield
        return
    counting.stop()
    # By this another process learns that it is to count, too; `start` sets it again.
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
    try:
        yield
    finally:
        counting.start()


def is_uncounted(item: pytest.Item) -> bool:
    """Whether a test is of the whole product or of masses of data: what it runs through is counted elsewhere.

    What hypothesis makes up differs from run to run, and what is counted should not.
    """
    made_up = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return made_up or any(map(item.get_closest_marker, ("stack", "browser", "masses")))


def import_all() -> None:
    """Import every module while branches are counted, or the first to import it may be a test that counts none."""
    if coverage.Coverage.current() is None:
        return
    for package in (claims, config, tracker):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name and module.name != "config.wsgi":
                importlib.import_module(module.name)
