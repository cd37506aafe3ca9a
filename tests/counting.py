"""Counts which lines and branches of the product the suite runs: a pytest plugin, which `make check` asks for.

The product's code is changed while it is imported, so that each line tells of itself until it was seen often enough.
Tracing, as others count, makes an ordinary test take two to three times as long, since it follows all of Django too.
"""

import json
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
import slipcover

ROOT = Path(__file__).resolve().parent.parent


class Counting:
    """Counts in this process, from now on, what of `source` (folders) is imported from now on and not in `omit`."""

    def __init__(self, source: Sequence[str], omit: Sequence[str] = ()) -> None:
        self.seen = slipcover.Slipcover(branch=True, source=[*source], omit=[*omit])
        slipcover.ImportManager(self.seen, slipcover.FileMatcher([*source], [*omit])).__enter__()

    def write(self, folder: Path) -> None:
        """Write it down as a file of its own; those of all processes and both databases are put together later."""
        folder.mkdir(exist_ok=True)
        database = os.environ.get("TEST_DATABASE", "sqlite")
        process = os.environ.get("PYTEST_XDIST_WORKER", "main")
        (folder / f"{database}-{process}.json").write_text(json.dumps(self.seen.get_coverage()))

    def pytest_sessionfinish(self) -> None:
        self.write(ROOT / ".coverage.d")


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Begin in the first hook that pytest calls: whatever imports the product comes later."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["slipcover"]
    pluginmanager.register(Counting(settings["source"], settings["omit"]))
