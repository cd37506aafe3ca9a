"""What the suite runs of the product is counted by line and by branch, wherever and in whatever process it is run."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = "def first(way):\n    if way:\n        return 1\n    return 2\n\ndef second():\n    return 3\n"
PROGRAM = """
import sys
from pathlib import Path
from tests.counting import Counting

folder = sys.argv[1]
sys.path.insert(0, folder)
counting = Counting([folder], [folder + "/left_out.py"])
import counted, left_out
counted.first(True)
left_out.first(True)
counting.write(Path(folder) / "written")
"""


def test_lines_and_branches_that_were_run_are_told_from_those_that_were_not(tmp_path: Path) -> None:
    for name in ("counted.py", "left_out.py"):
        (tmp_path / name).write_text(CODE)

    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_XDIST_WORKER": "gw7", "TEST_DATABASE": "sqlite"},
        cwd=tmp_path, check=True,
    )  # fmt: skip
    [counted] = json.loads((tmp_path / "written" / "sqlite-gw7.json").read_text())["files"].values()

    assert counted["executed_lines"] == [1, 2, 3, 6]
    assert counted["missing_lines"] == [4, 7]
    assert counted["executed_branches"] == [[2, 3]]
    assert counted["missing_branches"] == [[2, 4]]
