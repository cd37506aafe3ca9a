"""Branches are counted in what a test does, and not in masses of data or in a whole product."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.counting import is_uncounted, uncounted

ROOT = Path(__file__).resolve().parents[1]
# Its first function begins in line 1, the second in line 4, the third in line 7.
THREE = "def first():\n    return 1\n\ndef second():\n    return 2\n\ndef third():\n    return 3\n"
PROGRAM = """
import os
import sys
from pathlib import Path
import coverage
from tests.counting import uncounted

sys.path.insert(0, sys.argv[1])
counting = coverage.Coverage(data_file=None, source=[sys.argv[1]])
counting.set_option("run:patch", ["subprocess"])
counting._warn_preimported_source = False  # as pytest-cov has it
with counting.collect():
    import three
    three.first()
    with uncounted():
        with uncounted():
            three.second()
        handed_on = "COVERAGE_PROCESS_CONFIG" in os.environ
    three.third()
print(handed_on, "COVERAGE_PROCESS_CONFIG" in os.environ, sorted(counting.get_data().lines(three.__file__)))
"""


def test_what_is_left_out_is_not_counted_and_all_before_and_after_is(tmp_path: Path) -> None:
    (tmp_path / "three.py").write_text(THREE)

    # It counts for itself, also while the suite has every process that it starts count.
    environment = {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_CONFIG"}
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert told.stdout == "False True [1, 2, 4, 7, 8]\n", told.stderr


def test_what_is_left_out_raises_what_it_raised() -> None:
    with pytest.raises(ZeroDivisionError), uncounted():
        _ = 1 / 0


@pytest.mark.parametrize("mark", ["stack", "browser", "masses"])
def test_three_kinds_are_not_counted_and_an_ordinary_test_is(
    mark: str, request: pytest.FixtureRequest
) -> None:
    assert not is_uncounted(request.node)
    request.node.add_marker(mark)
    assert is_uncounted(request.node)


def test_what_hypothesis_makes_up_is_not_counted(request: pytest.FixtureRequest) -> None:
    @given(st.none())
    def made_up(nothing: None) -> None:
        """Whatever it does."""

    assert is_uncounted(pytest.Function.from_parent(request.node.parent, name="made_up", callobj=made_up))
