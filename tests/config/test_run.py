"""`manage.py run` as an operator meets it: real processes, a scratch folder, free ports."""

import os
import pty
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from pytest_django import Settings

from config.management.commands import run
from tests.stack import ROOT, EmptyStack, Stack, is_running, wait_for

pytestmark = [pytest.mark.stack, pytest.mark.any_database]
PARTS = ("broker", "web", "worker", "beat")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One that made its tables itself, and goes on running whatever is tried on it."""
    with EmptyStack(tmp_path_factory.mktemp("running") / "data") as stack:
        yield stack


@dataclass(frozen=True)
class Life:
    """What was seen of one that was started, asked to stop, started again, and killed: what ran on, by its id."""

    status: int
    left_after_stop: list[int]
    said: str
    users_at_second_start: int
    left_after_kill: list[int]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    with Stack(tmp_path_factory.mktemp("life")) as stack:
        stack.do("from claims.models import User; User.objects.create_user('ada')")
        first = [stack.pid(part) for part in PARTS]
        assert all(is_running(pid) for pid in first)
        status = stack.stop(signal.SIGTERM)
        left, said = [pid for pid in first if is_running(pid)], stack.output
        stack.start()
        users = stack.do("from claims.models import User; result = User.objects.count()")
        second = [stack.pid(part) for part in PARTS]
        os.kill(stack.process.pid, signal.SIGKILL)
        stack.process.wait()
        with suppress(AssertionError):  # the test says so
            wait_for(lambda: not [pid for pid in second if is_running(pid)])
        return Life(status, left, said, users, [pid for pid in second if is_running(pid)])


def try_to_run(stack: Stack) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", "run"],
        cwd=ROOT,
        env=stack.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_signal_stops_all_parts_in_order_with_status_0_and_no_orphan(life: Life) -> None:
    assert (life.status, life.left_after_stop) == (0, [])
    assert stopped(life.said) == ["web", "beat", "worker", "broker"]


def test_an_interrupt_does_the_same(tmp_path: Path) -> None:
    with Stack(tmp_path) as stack:
        pids = [stack.pid(part) for part in PARTS]
        assert stack.stop(signal.SIGINT) == 0
    assert [pid for pid in pids if is_running(pid)] == []
    assert stopped(stack.output) == ["web", "beat", "worker", "broker"]


def stopped(output: str) -> list[str]:
    """The parts in the order in which they were stopped."""
    return [line.split()[1] for line in output.splitlines() if line.startswith("Stopping")]


def test_a_second_start_keeps_the_data(life: Life) -> None:
    assert life.users_at_second_start == 1


def test_what_lies_in_the_data_folder_is_for_its_owner_only(running: Stack) -> None:
    wait_for(lambda: "ready" in running.log("worker"))
    made = [path for path in running.folder.rglob("*") if path.name != "output.txt"]
    open_to_others = [path.name for path in made if path.stat().st_mode & 0o077]
    assert made
    assert open_to_others == []


@pytest.mark.parametrize(
    ("site", "allowed"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://127.0.0.1", "127.0.0.1:80"),
        ("https://claims.example.org", "claims.example.org:443"),
    ],
)
def test_the_demo_opens_its_own_port_to_the_feeds_and_no_other(
    site: str, allowed: str, settings: Settings
) -> None:
    settings.DEMO, settings.SITE_URL = True, site
    assert run.environment()["FETCH_ALLOWED_HOSTS"] == allowed


def test_a_port_in_use_is_a_clear_message_and_nothing_is_left_running(tmp_path: Path) -> None:
    stack = Stack(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", stack.port))
        taken.listen()
        outcome = try_to_run(stack)
    assert outcome.returncode == 1
    assert f"PORT: cannot listen on 127.0.0.1:{stack.port}" in outcome.stderr
    assert f"make run PORT={stack.port + 1}" in outcome.stderr
    assert not (tmp_path / "run" / "broker.pid").exists()


def test_a_data_folder_in_use_is_a_clear_message(running: Stack) -> None:
    outcome = try_to_run(running)
    assert outcome.returncode == 1
    assert (
        f"DATA_DIR: {running.folder} is in use by a running Foresaid (process {running.process.pid})"
        in outcome.stderr
    )


def test_a_part_that_dies_is_started_again(running: Stack) -> None:
    before = running.pid("web")
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: running.pid("web") != before)
    assert "web ended unexpectedly" in running.output
    wait_for(lambda: _answers(running))


def _answers(stack: Stack) -> bool:
    try:
        with urlopen(f"{stack.url}/livez", timeout=2) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False


def test_when_run_itself_is_killed_no_part_is_left_behind(life: Life) -> None:
    assert life.left_after_kill == []


@contextmanager
def started_by_make(target: str, stack: Stack, output: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """The stack through `make`, what is installed left as it is; everything runs, and nothing is left of it."""
    with (
        output.open("wb") as out,
        subprocess.Popen(
            ["make", target, "-o", "install", "-o", "install-dev"],
            cwd=ROOT,
            env=stack.environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as make,
    ):
        try:
            wait_for(lambda: b"Ctrl-C stops it" in output.read_bytes())
            yield make
        finally:
            with suppress(ProcessLookupError):
                os.killpg(make.pid, signal.SIGTERM)


def test_a_sigterm_to_make_stops_all_parts_in_order(tmp_path: Path) -> None:
    stack, output = Stack(tmp_path), tmp_path / "make.txt"
    with started_by_make("run", stack, output) as make:
        pids = [stack.pid(part) for part in PARTS]
        make.terminate()
        make.wait(60)
        wait_for(lambda: b"Stopped." in output.read_bytes())  # make itself does not wait for what it started
    assert [pid for pid in pids if is_running(pid)] == []


def test_make_dev_starts_web_worker_and_beat_again_when_a_file_is_saved(tmp_path: Path) -> None:
    stack, output = Stack(tmp_path), tmp_path / "make.txt"
    with started_by_make("dev", stack, output) as make:
        before = {part: stack.pid(part) for part in PARTS}
        os.utime(ROOT / "config" / "reload.py")
        wait_for(lambda: b"The code changed" in output.read_bytes())
        wait_for(lambda: before["web"] != stack.pid("web") and _answers(stack))
        assert {part for part in PARTS if stack.pid(part) == before[part]} == {"broker"}
        make.terminate()
        make.wait(60)
        wait_for(lambda: b"Stopped." in output.read_bytes())


def test_ctrl_c_at_a_terminal_ends_make_without_an_error(tmp_path: Path) -> None:
    """make would be interrupted together with what it started, were that not the terminal's foreground group."""
    stack = Stack(tmp_path)
    makefile = tmp_path / "Makefile"
    makefile.write_text(f"run:\n\t@{sys.executable} manage.py run\n")
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe("make", ["make", "-f", str(makefile), "run"], stack.environment)
    seen = _read_until(terminal, b"Ctrl-C stops it")
    os.write(terminal, b"\x03")
    seen += _read_until(terminal, b"Stopped.")
    _pid, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert b"Error" not in seen


def _read_until(terminal: int, words: bytes) -> bytes:
    seen = b""
    while words not in seen:
        seen += os.read(terminal, 4096)
    return seen


def test_what_is_urgent_gets_a_worker_of_its_own_where_that_is_wished(settings: Settings) -> None:
    assert [part.name for part in run.worker_parts()] == ["worker"]
    settings.URGENT_WORKER = True
    urgent, everything = run.worker_parts()
    assert "--queues=urgent" in urgent.command
    assert not [option for option in everything.command if option.startswith("--queues")]


IN_BACKGROUND = """
import django; django.setup()
import os, sys
from config.management.commands.run import in_background

def ended(work, line):
    child, gate, words = in_background(work)
    os.write(gate, line)
    os.close(gate)
    print(repr(open(words).read()), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

ended(lambda: f"loaded {bool(__import__('numpy'))}", bytes([10]))
print("stayed", "numpy" in sys.modules)
ended(lambda: "never asked for", b"")
ended(lambda: str(1 / 0), bytes([10]))
"""


def test_what_prepares_the_start_leaves_no_memory_behind_and_tells_its_faults() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", IN_BACKGROUND],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["'loaded True' 0", "stayed False", "'' 1", "'' 1"]
    assert "ZeroDivisionError" in done.stderr
