"""The whole product in processes of its own: `manage.py run` on a scratch data folder and free ports."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from secrets import randbelow
from threading import Lock
from typing import Any, Self

from django.conf import settings

from tests import migrated

ROOT = Path(__file__).resolve().parent.parent
QUICK = {
    "TICK_SECONDS": "1",
    "POLL_FLOOR_SECONDS": "5",
    "LEASE_SECONDS": "5",
    "HOST_SPACING_SECONDS": "0",
    "LOG_LEVEL": "INFO",
    "DEMO": "0",
    "WORKER_POOL": "processes",
}


def free_port() -> int:
    """A port that nobody listens on, below those that the kernel hands to outgoing connections.

    From among those, another connection could take it before the product listens on it.
    """
    while True:
        port = 15_000 + randbelow(17_000)  # not `random`, which each test starts at the same number
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_for(condition: Callable[[], Any], *, seconds: float = 180.0, what: str = "") -> Any:
    """The condition's first true answer; AssertionError when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what or condition}"
        time.sleep(0.2)
    return answer


def database_url(folder: Path, *, is_migrated: bool) -> str:
    """An empty database of the kind that the suite runs on, other than the suite's own; with its tables if wanted."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        if is_migrated:
            shutil.copyfile(migrated.file(), folder / "stack.sqlite3")
        return f"sqlite:///{folder / 'stack.sqlite3'}"
    return migrated.new_database(migrated.database() if is_migrated else "template1")


class Shell:
    """A process inside the product's own settings that runs one piece of code after another."""

    LOOP = """
import json, sys, traceback
from django.db import connections
for line in sys.stdin:
    names = {"result": None}
    try:
        exec(json.loads(line), names)
        answer = {"result": names["result"]}
    except Exception:
        answer = {"fault": traceback.format_exc()}
    connections.close_all()
    print("ANSWER" + json.dumps(answer), flush=True)
"""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", self.LOOP],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._turn = Lock()

    def run(self, code: str) -> Any:
        """What the code leaves in `result`, through JSON."""
        assert self._process.stdin
        assert self._process.stdout
        with self._turn:
            self._process.stdin.write(json.dumps(code) + "\n")
            self._process.stdin.flush()
            line = next(line for line in self._process.stdout if line.startswith("ANSWER"))
        answer = json.loads(line.removeprefix("ANSWER"))
        assert "fault" not in answer, answer["fault"]
        return answer["result"]

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


class Stack:
    """A running Foresaid, whose first start finds the tables made.

    Its output so far is in `output`, its parts' logs in `folder/log`.
    """

    is_migrated = True

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, exist_ok=True)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = {
            **kept,
            **QUICK,
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url(folder, is_migrated=self.is_migrated),
            "PORT": str(self.port),
            **environment,
        }
        self._output = folder / "output.txt"
        self._shell: Shell | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_args: object) -> None:
        """All at once: how parts are asked to stop is for the tests that say so."""
        self.process.kill()  # the others end with it
        self.process.wait()
        pids = [int(path.read_text()) for path in (self.folder / "run").glob("*.pid")]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        wait_for(lambda: not any(map(is_running, pids)), what="end")
        if self._shell:
            self._shell.close()

    @property
    def output(self) -> str:
        return self._output.read_text() if self._output.exists() else ""

    def start(self) -> None:
        self._output.unlink(missing_ok=True)
        with self._output.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "run"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(lambda: "Ctrl-C stops it" in self.output or self.process.poll() is not None, what="start")
        assert self.process.poll() is None, self.output

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop and return its exit status."""
        self.process.send_signal(number)
        return self.process.wait(60)

    def pid(self, part: str) -> int:
        return int((self.folder / "run" / f"{part}.pid").read_text())

    def log(self, part: str) -> str:
        path = self.folder / "log" / f"{part}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def do(self, code: str) -> Any:
        """Run Python inside the product's own settings; returns what it leaves in `result`, through JSON."""
        if self._shell is None:
            self._shell = Shell(self.environment)
        return self._shell.run(code)


class EmptyStack(Stack):
    """One that makes its tables at its first start."""

    is_migrated = False


def is_running(pid: int) -> bool:
    """Whether a process exists and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The processes that a process started and that still run."""
    stats = ((int(path.parent.name), _parent(path)) for path in Path("/proc").glob("[0-9]*/stat"))
    return [child for child, parent in stats if parent == pid and is_running(child)]


def _parent(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:  # it ended meanwhile
        return 0
