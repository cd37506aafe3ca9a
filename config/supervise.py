"""The program that `manage.py run` becomes once it has found everything in order: it loads none of our code.

    manage.py run -> looks at the set-up -> forks a process that prepares the database -> becomes this program
    this program  -> broker -> lets the database be prepared -> worker, beat, web -> watches them

It stays for as long as the product runs, so that what it would load besides it would keep from the machine.
"""

import atexit
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from config.processes import DidNotStart, ProcessPart, Supervisor
from config.reload import CodeChange

PATIENCE = 2.0
# What the process that prepares the database is told when it may begin.
BEGIN = b"\n"


@dataclass(frozen=True, slots=True)
class Planned:
    """A part as it can be written down. `socket` or `page` say what answers once it is ready."""

    name: str
    command: list[str]
    patience: float = 15.0
    has_our_code: bool = False
    gives_signs: bool = False
    broker_socket: str = ""
    address: tuple[str, int] | None = None

    def part(self) -> ProcessPart:
        """The part, and how it is asked whether it is ready."""
        return ProcessPart(
            self.name,
            self.command,
            is_ready=self.is_ready,
            patience=self.patience,
            has_our_code=self.has_our_code,
            gives_signs=self.gives_signs,
        )

    def is_ready(self) -> bool:
        """Whether it answers; a part that listens nowhere always is."""
        if self.broker_socket:
            return answers_ping(self.broker_socket)
        return self.address is None or answers_http(*self.address)


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is to run. The parts in their order; the first of them, the broker where we start one, is needed to prepare.

    `preparing` is the process that waits for a line on `gate` and writes the greeting to `greeting`; `terminal` is the
    group that gets the terminal back, 0 for none.
    """

    folder: str
    before: list[Planned]
    parts: list[Planned]
    preparing: int
    gate: int
    greeting: int
    terminal: int = 0
    watched_folders: list[str] = field(default_factory=list)

    def write(self, path: Path) -> None:
        """Keep it for the program that this one becomes."""
        path.write_text(json.dumps(asdict(self)))


def read_plan(path: Path) -> RunPlan:
    """What was written."""
    values: dict[str, Any] = json.loads(path.read_text())
    for name in ("before", "parts"):
        values[name] = [_planned(part) for part in values[name]]
    return RunPlan(**values)


def _planned(values: dict[str, Any]) -> Planned:
    address = values.pop("address")
    return Planned(**values, address=tuple(address) if address else None)


def run(plan: RunPlan, say: Callable[[str], None]) -> int:
    """Start everything, watch it, and stop it in order when asked to; returns the exit status."""
    if plan.terminal:
        atexit.register(os.tcsetpgrp, sys.stdin.fileno(), plan.terminal)
    supervisor = Supervisor(folder=Path(plan.folder), environment=os.environ, say=say)
    supervisor.stop_on_signals()
    try:
        start(plan, supervisor, say)
        # Asked whether all is well, the web process has a standstill told.
        look = [part.is_ready for part in plan.parts if part.address]
        supervisor.watch(has_code_changed=_code_change(plan), look=lambda: [ask() for ask in look])
    except DidNotStart as fault:
        sys.stderr.write(f"CommandError: {fault}\n")
        return 1
    finally:
        supervisor.stop()
    say("Stopped.")
    return 0


def start(plan: RunPlan, supervisor: Supervisor, say: Callable[[str], None]) -> None:
    """The parts in their order, the database prepared before those that need it. DidNotStart where one does not."""
    for part in plan.before:
        say(f"Starting the {part.name} ...")
        supervisor.start(part.part())
    greeting = _prepare(plan)
    say("Starting web, worker and beat ...")
    for part in plan.parts:
        supervisor.start(part.part())
    say(greeting)


def _prepare(plan: RunPlan) -> str:
    """Have the database prepared; returns what is to be said once all runs."""
    os.write(plan.gate, BEGIN)
    os.close(plan.gate)
    with os.fdopen(plan.greeting, encoding="utf-8") as words:
        greeting = words.read()
    if _status_of(plan.preparing):
        raise DidNotStart("The database could not be prepared; the reason stands above.")
    return greeting


def _status_of(child: int) -> int:
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _code_change(plan: RunPlan) -> Callable[[], bool]:
    return CodeChange([Path(folder) for folder in plan.watched_folders]) if plan.watched_folders else _never


def _never() -> bool:
    return False


def answers_ping(broker: str) -> bool:
    """Whether the server at this socket speaks our broker's protocol."""
    with socket.socket(socket.AF_UNIX) as line:
        return _answer(lambda: line.connect(broker), line, b"PING\r\n").startswith(b"+PONG")


def answers_http(host: str, port: int) -> bool:
    """Whether the web process answers."""
    question = b"GET /livez HTTP/1.0\r\nHost: localhost\r\n\r\n"
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as line:
        return b" 200 " in _answer(lambda: line.connect((host, port)), line, question).partition(b"\r\n")[0]


def _answer(connect: Callable[[], None], line: socket.socket, question: bytes) -> bytes:
    line.settimeout(PATIENCE)
    with suppress(OSError):
        connect()
        line.sendall(question)
        return line.recv(4096)
    return b""


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # to give the terminal back from the background
    sys.exit(run(read_plan(Path(sys.argv[1])), _say))
