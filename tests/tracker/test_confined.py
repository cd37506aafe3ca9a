"""Work on hostile bytes in a process that can be killed."""

import os
from pathlib import Path

import pytest

from tracker import confined
from tracker.confined import Ending

WORK = """
import os, sys, time
from tracker import confined
def work(body, order):
    {}
if __name__ == "__main__":
    confined.serve(work)
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module that the process can import; write its work with `doing`."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path / "confined_work.py"


def doing(module: Path, body: str) -> None:
    module.write_text(WORK.format(body))


def run(body: bytes = b"", *, name: str = "", cpu_seconds: int = 5, memory_mib: int = 768) -> object:
    return confined.run("confined_work", {"name": name}, body, cpu_seconds=cpu_seconds, memory_mib=memory_mib)


def test_order_and_body_go_in_and_the_result_comes_out(module: Path) -> None:
    doing(module, "return [order['name'], len(body)]")

    assert run(b"\0\n\xff" * 100_000, name="Küste") == ["Küste", 300_000]


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        ("while True: pass", Ending.OUT_OF_TIME),
        ("time.sleep(60)", Ending.OUT_OF_TIME),
        ("return len(bytearray(10 ** 9))", Ending.OUT_OF_MEMORY),
        ("raise ValueError", Ending.BROKE_DOWN),
        ("os.abort()", Ending.OUT_OF_MEMORY),
    ],
    ids=["busy", "asleep", "too large", "broken", "crashed"],
)
def test_what_meets_a_limit_or_breaks_says_how_it_ended(module: Path, body: str, ending: Ending) -> None:
    doing(module, body)

    with pytest.raises(confined.EndedEarly) as end:
        run(cpu_seconds=1, memory_mib=256)

    assert end.value.ending is ending


def test_the_process_knows_none_of_our_environment(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "SECRET_KEY", "hidden")
    doing(module, "return sorted(os.environ)")

    assert "SECRET_KEY" not in run()  # type: ignore[operator]
