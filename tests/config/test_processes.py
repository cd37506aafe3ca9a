import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from config import alive
from config.processes import SILENT_LOOKS, DidNotStart, ProcessPart, Supervisor
from tests.stack import is_running

pytestmark = [pytest.mark.stack, pytest.mark.any_database]
SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
]


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


class Said(list[str]):
    """Collects what the supervisor says."""


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def supervisor(tmp_path: Path, said: Said) -> Supervisor:
    return Supervisor(folder=tmp_path, environment=dict(os.environ), say=said.append)


def pid(folder: Path, part: str) -> int:
    return int((folder / "run" / f"{part}.pid").read_text())


def test_parts_stop_in_reverse_order(supervisor: Supervisor, said: Said) -> None:
    for name in ("first", "second"):
        supervisor.start(ProcessPart(name, SLEEPS))
    supervisor.stop()
    assert said == ["Stopping second ...", "Stopping first ..."]


def test_a_part_that_ends_at_once_is_reported_with_the_end_of_its_log(supervisor: Supervisor) -> None:
    failing = [sys.executable, "-c", "print('no such table'); raise SystemExit(3)"]
    with pytest.raises(DidNotStart, match=r"web did not start(.|\n)*no such table"):
        supervisor.start(ProcessPart("web", failing, is_ready=lambda: False))
    supervisor.stop()


def test_a_part_that_does_not_listen_is_killed_when_patience_ends(
    supervisor: Supervisor, said: Said, tmp_path: Path
) -> None:
    deaf = tmp_path / "log" / "deaf.log"
    supervisor.start(
        ProcessPart("deaf", STUBBORN, is_ready=lambda: b"deaf" in deaf.read_bytes(), patience=0.2)
    )
    process = pid(tmp_path, "deaf")
    supervisor.stop()
    assert said[-1] == "deaf did not stop within 0 s: killed."
    assert not is_running(process)


def test_what_dies_is_started_again(supervisor: Supervisor, said: Said, tmp_path: Path) -> None:
    supervisor.start(ProcessPart("web", SLEEPS))
    before = pid(tmp_path, "web")
    supervisor.stop_on_signals()
    os.kill(before, signal.SIGKILL)
    Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    supervisor.watch()
    assert pid(tmp_path, "web") != before
    assert "web ended unexpectedly (status -9); starting it again" in said[0]
    supervisor.stop()


def test_while_it_watches_it_has_a_look_now_and_then(supervisor: Supervisor) -> None:
    supervisor.stop_on_signals()
    looks = iter(range(3))

    def look() -> None:
        if next(looks) == 2:
            os.kill(os.getpid(), signal.SIGTERM)

    supervisor.watch(look=look, every=0.01)
    assert next(looks, None) is None


def test_only_what_has_our_code_is_started_again_when_that_changed(
    supervisor: Supervisor, said: Said, tmp_path: Path
) -> None:
    supervisor.start(ProcessPart("broker", SLEEPS))
    supervisor.start(ProcessPart("web", SLEEPS, has_our_code=True))
    before = {part: pid(tmp_path, part) for part in ("broker", "web")}
    supervisor.stop_on_signals()

    changes = iter([True])
    Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    supervisor.watch(has_code_changed=lambda: next(changes, False))

    assert pid(tmp_path, "broker") == before["broker"]
    assert pid(tmp_path, "web") != before["web"]
    assert not is_running(before["web"])
    assert said == ["The code changed: starting again."]
    supervisor.stop()


def test_nothing_more_is_started_once_asked_to_stop(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.stop_on_signals()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0)  # lets the handler run
    supervisor.start(ProcessPart("late", SLEEPS))
    assert not (tmp_path / "run" / "late.pid").exists()


def test_a_log_grown_too_large_is_put_aside(supervisor: Supervisor, tmp_path: Path) -> None:
    log = tmp_path / "log" / "web.log"
    with log.open("wb") as out:
        out.truncate(11 * 2**20)
    supervisor.start(ProcessPart("web", SLEEPS))
    supervisor.stop()
    assert log.stat().st_size < 2**20
    assert log.with_suffix(".log.1").exists()


def test_a_part_that_has_long_given_no_sign_of_life_is_killed_and_started_again(
    supervisor: Supervisor, said: Said, tmp_path: Path
) -> None:
    supervisor.start(ProcessPart("worker", SLEEPS, gives_signs=True))
    supervisor.start(ProcessPart("beat", SLEEPS, gives_signs=True))
    before, looks = {part: pid(tmp_path, part) for part in ("worker", "beat")}, []

    def look() -> None:
        looks.append(pid(tmp_path, "worker"))
        alive.renew(tmp_path / "run", "beat", seconds=60)
        if len(looks) == 2 * SILENT_LOOKS:
            os.kill(os.getpid(), signal.SIGTERM)

    supervisor.stop_on_signals()
    supervisor.watch(look=look, every=0.0)
    assert looks[SILENT_LOOKS - 1] == before["worker"]
    assert looks[-1] != before["worker"]
    assert pid(tmp_path, "beat") == before["beat"]
    assert "worker gave no sign of life yet: killed." in said
    supervisor.stop()
