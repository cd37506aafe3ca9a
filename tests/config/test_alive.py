import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import alive
from tests.stack import ROOT


def test_a_part_lives_until_the_moment_that_it_named(tmp_path: Path) -> None:
    assert alive.fault(tmp_path, "worker") == "worker gave no sign of life yet"
    alive.renew(tmp_path, "worker", seconds=30)
    assert alive.fault(tmp_path, "worker") == ""
    assert alive.fault(tmp_path, "beat") != ""
    alive.renew(tmp_path, "worker", seconds=-10)
    assert alive.fault(tmp_path, "worker") == "worker should have given a sign of life 10 s ago"


@pytest.mark.stack  # the other process has a clock that goes
def test_who_asks_gets_a_status_and_a_reason(tmp_path: Path) -> None:
    def ask() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-P", "config/alive.py", "beat"],
            cwd=ROOT,
            env={**os.environ, "DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    (tmp_path / "run").mkdir()
    assert (ask().returncode, ask().stderr) == (1, "beat gave no sign of life yet\n")
    alive.renew(tmp_path / "run", "beat", seconds=30)
    assert (ask().returncode, ask().stderr) == (0, "")
