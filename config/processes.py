"""Runs several programs as one: starts them in order, revives what dies, stops them in reverse. Knows no program.

Why so: docs/decisions/0004-embedded-valkey-one-command.md
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from config import alive

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 10 * 2**20
LONGEST_PAUSE = 30.0
# So many looks, a minute apart, have to find a part silent: a start takes less.
SILENT_LOOKS = 3


class DidNotStart(Exception):
    """A part ended, or was not ready in time; the text holds the end of its log."""


@dataclass(frozen=True, slots=True)
class ProcessPart:
    """One program. `is_ready` is asked until it says yes; `patience` is how long it may take to stop, in seconds.

    `has_our_code`: it is started again when the code changed, where someone watches for that. `gives_signs`: it says
    that it lives (`config.alive`), and is killed where it has long not done so.
    """

    name: str
    command: list[str]
    is_ready: Callable[[], bool] = lambda: True
    patience: float = 15.0
    has_our_code: bool = False
    gives_signs: bool = False


@dataclass(slots=True)
class _Running:
    part: ProcessPart
    process: "subprocess.Popen[bytes]"
    deaths: int = 0
    # In a row of looks, each of which found no sign of life.
    silent_looks: int = 0
    # Where a part keeps dying, the pause before the next start grows.
    start_again_at: float = field(default=0.0)


class Supervisor:
    """Owns the processes of its parts. A part's output goes to `log/<name>.log`, its process id to `run/<name>.pid`."""

    def __init__(self, *, folder: Path, environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        self._log_folder = folder / "log"
        self._run_folder = folder / "run"
        self._environment = dict(environment)
        self._say = say
        self._running: list[_Running] = []
        self._asked_to_stop = False
        self._log_folder.mkdir(parents=True, exist_ok=True)
        self._run_folder.mkdir(parents=True, exist_ok=True)

    def stop_on_signals(self) -> None:
        """From now on SIGINT and SIGTERM end `watch` instead of the program."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, _number: int, _frame: object) -> None:
        self._asked_to_stop = True

    def start(self, part: ProcessPart, *, seconds: float = 60.0) -> None:
        """Start a part and wait until it is ready; DidNotStart if it ends first or takes longer. Returns at once
        when asked to stop."""
        if self._asked_to_stop:
            return
        running = _Running(part, self._spawn(part))
        self._running.append(running)
        deadline = time.monotonic() + seconds
        while not part.is_ready():
            if self._asked_to_stop:
                return
            if running.process.poll() is not None or time.monotonic() > deadline:
                raise DidNotStart(f"{part.name} did not start. The end of its log:\n{self._end_of_log(part)}")
            time.sleep(0.05)

    def watch(
        self,
        *,
        has_code_changed: Callable[[], bool] = lambda: False,
        look: Callable[[], object] = lambda: None,
        every: float = 60.0,
    ) -> None:
        """Until asked to stop: start again what died, with growing pauses, and what has our code when that changed.

        Every so many seconds there is a `look`, and what hangs is killed, so that it is started again.
        """
        look_at = time.monotonic() + every
        while not self._asked_to_stop:
            if time.monotonic() >= look_at:
                look()
                self._end_what_hangs()
                look_at = time.monotonic() + every
            if has_code_changed():
                self._say("The code changed: starting again.")
                self._start_our_code_again()
            for running in self._running:
                self._revive(running)
                self._keep_log_short(running.part)
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop all parts, the last started first, each with its own patience; then kill."""
        while self._running:
            running = self._running.pop()
            if running.process.poll() is None:
                self._say(f"Stopping {running.part.name} ...")
                self._end(running)

    def _end(self, running: _Running) -> None:
        running.process.terminate()
        try:
            running.process.wait(running.part.patience)
        except subprocess.TimeoutExpired:
            self._say(f"{running.part.name} did not stop within {running.part.patience:.0f} s: killed.")
            _kill_group(running.process)

    def _end_what_hangs(self) -> None:
        """Not at the first silence: a clock that was put forward makes every sign look old."""
        for running in self._running:
            fault = running.part.gives_signs and alive.fault(self._run_folder, running.part.name)
            running.silent_looks = running.silent_looks + 1 if fault else 0
            if running.silent_looks >= SILENT_LOOKS:
                self._say(f"{fault}: killed.")
                _kill_group(running.process)
                running.silent_looks = 0

    def _start_our_code_again(self) -> None:
        for running in self._running:
            if running.part.has_our_code:
                self._end(running)
                running.process, running.deaths, running.start_again_at = self._spawn(running.part), 0, 0.0

    def _revive(self, running: _Running) -> None:
        if running.process.poll() is None:
            return
        now = time.monotonic()
        if not running.start_again_at:
            running.deaths += 1
            pause = min(LONGEST_PAUSE, 2.0 ** (running.deaths - 1) - 1)
            running.start_again_at = now + pause
            self._say(
                f"{running.part.name} ended unexpectedly (status {running.process.returncode}); starting it again"
                f"{f' in {pause:.0f} s' if pause else ''}. See {self._log_folder / running.part.name}.log"
            )
            _kill_group(running.process)
        if now >= running.start_again_at:
            running.process, running.start_again_at = self._spawn(running.part), 0.0

    def _spawn(self, part: ProcessPart) -> "subprocess.Popen[bytes]":
        self._keep_log_short(part)
        with (self._log_folder / f"{part.name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  the commands are our own
                part.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment,
                # A group of its own: Ctrl-C at the terminal must reach only us, so that we stop the parts in order.
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  single-threaded here
            )
        (self._run_folder / f"{part.name}.pid").write_text(str(process.pid))
        return process

    def _keep_log_short(self, part: ProcessPart) -> None:
        """Put a log that has grown too large aside, in place of the one put aside before.

        It is copied and emptied, not renamed: the part goes on writing to the file it has open, at its new end.
        """
        path = self._log_folder / f"{part.name}.log"
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            shutil.copyfile(path, path.with_suffix(".log.1"))
            os.truncate(path, 0)

    def _end_of_log(self, part: ProcessPart) -> str:
        lines = (self._log_folder / f"{part.name}.log").read_text(errors="replace").splitlines()
        return "\n".join(lines[-20:])


def _die_with_parent() -> None:
    """Asks the kernel for a SIGTERM when our own process is killed outright, so that no orphan stays."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    """End what is left of a part: also the children that a killed parent left behind."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
