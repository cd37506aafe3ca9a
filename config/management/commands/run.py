"""`manage.py run`: broker, web, worker and beat as one program. The parts themselves are declared here."""

import atexit
import fcntl
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, NoReturn
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from claims.editorial import apply_listed
from claims.models import User
from config import broker, doctor
from config.supervise import Planned, RunPlan
from config.urgency import URGENT_QUEUE

# Else glibc keeps a heap for each thread, and gives little of any back.
LEAN = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
# The demo is there to be watched: its own feeds are polled every few seconds, which no real publisher would like.
DEMO_ENVIRONMENT = {"POLL_FLOOR_SECONDS": "15", "TICK_SECONDS": "5"}


class Command(BaseCommand):
    help = "Run the whole product on this machine: broker, web, worker and beat. Ctrl-C stops it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch for developers, one for machines that share the work."""
        parser.add_argument("--reload", action="store_true", help="start again what a saved file changed")
        parser.add_argument(
            "--only",
            choices=("web", "worker", "urgent", "beat"),
            help="become this part alone: database and broker are servers of their own, made ready by `prepare`",
        )

    def handle(self, *args: object, **options: object) -> None:
        """Start everything, say where it is, and stop it in order when asked to."""
        os.umask(0o077)  # password hashes, sessions and mail lie in the data folder
        if only := options["only"]:
            self._refuse_what_cannot_work()
            become(part_named(str(only)))
        terminal = take_terminal()
        lock = only_one(settings.DATA_DIR / "run" / "lock")
        check_port(settings.HOST, settings.PORT)
        self._refuse_what_cannot_work()
        self.say(f"Data and logs are in {settings.DATA_DIR}")
        preparing, gate, words = in_background(self._prepare)
        supervise(
            RunPlan(
                folder=str(settings.DATA_DIR),
                before=[broker_part()] if settings.HAS_EMBEDDED_BROKER else [],
                parts=[*worker_parts(), *clock_parts(), web_part()],
                preparing=preparing,
                gate=gate,
                greeting=words,
                terminal=terminal,
                watched_folders=watched_folders() if options["reload"] else [],
            ),
            held=lock,
        )

    def _refuse_what_cannot_work(self) -> None:
        """CommandError, with what to do, where database, broker or disk would end the start half way."""
        found = list(doctor.hindrances())
        if any(finding.stops for finding in found):
            raise CommandError("\n".join(map(str, found)))
        for finding in found:
            self.say(str(finding))

    def say(self, text: str) -> None:
        """A line for the operator, at once."""
        self.stdout.write(text)
        self.stdout.flush()

    def _prepare(self) -> str:
        """The database, as it has to be before the first page; returns the greeting."""
        self.say("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        if applied := apply_listed():
            self.say(f"Applied what was held back or withheld since this backup: {applied}")
        if settings.DEMO:
            self.say("Loading the demo newsroom ...")
            call_command("load_demo")
        return greeting()


def in_background(work: Callable[[], str]) -> tuple[int, int, int]:
    """Have it done by a process that ends, and takes its memory with it, once a line is written to the gate.

    Returns that process, the gate, and where the words that the work returned can be read. Where the work fails, what
    went wrong is on the terminal, and its status is not 0. Without a line before the gate is closed it does nothing.
    """
    connections.close_all()
    sys.stdout.flush()
    (entry, gate), (words, told) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.close(gate)
        _work_behind(entry, work, told)
    for end in (gate, words):
        _keep_when_replaced(end)
    os.close(entry)
    os.close(told)
    return child, gate, words


def _keep_when_replaced(end: int) -> None:
    """For the program that we become."""
    fcntl.fcntl(end, fcntl.F_SETFD, fcntl.fcntl(end, fcntl.F_GETFD) & ~fcntl.FD_CLOEXEC)


def _work_behind(entry: int, work: Callable[[], str], told: int) -> NoReturn:
    status = 1
    try:
        if os.read(entry, 1):
            os.write(told, work().encode())
            status = 0
    except BaseException:  # noqa: BLE001  nothing of the parent's may run in its child
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def supervise(plan: RunPlan, *, held: IO[str]) -> NoReturn:
    """Become the program that starts and watches the parts; it goes on holding the file."""
    path = settings.DATA_DIR / "run" / "plan.json"
    plan.write(path)
    _keep_when_replaced(held.fileno())
    sys.stdout.flush()
    command = [*_python("config.supervise"), str(path)]
    os.execve(command[0], command, environment())  # noqa: S606  our own command


def become(part: Planned) -> NoReturn:
    """Go on as this part: whoever watches this process watches it."""
    if settings.HAS_EMBEDDED_BROKER:
        raise CommandError("CELERY_BROKER_URL: a part alone needs a broker that others reach as well.")
    os.execve(part.command[0], part.command, environment())  # noqa: S606  our own command


def part_named(name: str) -> Planned:
    """Web, worker, urgent or beat."""
    parts = (web_part(), _everything(), _urgent(), beat_part())
    return next(part for part in parts if part.name == name)


def watched_folders() -> list[str]:
    """Where a saved file has the parts started again."""
    return [str(settings.BASE_DIR / app) for app in ("claims", "tracker", "config")]


def environment() -> dict[str, str]:
    """What the parts see: our own environment, and in the demo leave to fetch its feeds from this very machine."""
    values = {**LEAN, **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}
    if settings.DEMO:
        site = urlsplit(settings.SITE_URL)
        port = site.port or (443 if site.scheme == "https" else 80)
        # With the port: a host alone would open every other service on this machine to the feeds.
        hosts = {*settings.FETCH_ALLOWED_HOSTS, f"{site.hostname}:{port}"}
        values = {**DEMO_ENVIRONMENT, **values, "FETCH_ALLOWED_HOSTS": ",".join(sorted(hosts))}
    return values


# --- The parts ---


def broker_part() -> Planned:
    """The embedded Redis-compatible server; what it holds is kept in the data folder."""
    folder = settings.DATA_DIR / "broker"
    folder.mkdir(parents=True, exist_ok=True)
    address = settings.EMBEDDED_BROKER_SOCKET
    try:
        command = broker.command(socket=address, folder=folder)
        return Planned("broker", command, broker_socket=str(address))
    except FileNotFoundError as fault:
        raise CommandError(str(fault)) from None


def web_part() -> Planned:
    """The pages, behind gunicorn."""
    command = [
        *_python("gunicorn"),
        "config.wsgi",
        f"--bind={settings.HOST}:{settings.PORT}",
        "--worker-class=gthread",
        f"--workers={settings.WEB_PROCESSES}",
        "--preload",
        f"--threads={settings.WEB_THREADS}",
        "--access-logfile=-",
        "--logger-class=config.access_log.AccessLogger",
        "--graceful-timeout=10",
        "--no-control-socket",  # it would lie in the home folder, shared by all runs
    ]
    return Planned("web", command, address=(_reachable(settings.HOST), settings.PORT), has_our_code=True)


def worker_parts() -> list[Planned]:
    """The Celery worker, which takes what is most urgent, and where it is wished one more for that alone."""
    everything = _everything() if clock_parts() else _everything("--clock")
    return [_urgent(), everything] if settings.URGENT_WORKER else [everything]


def clock_parts() -> list[Planned]:
    """The clock; none where it is a thread of the worker, which then is all there is of Celery on this machine."""
    return [] if settings.WORKER_POOL == "threads" else [beat_part()]


def _everything(*options: str) -> Planned:
    return _worker("worker", *options, at_once=settings.WORKER_CONCURRENCY)


def _urgent() -> Planned:
    return _worker("urgent", f"--queues={URGENT_QUEUE}", at_once=1)


def _worker(name: str, *options: str, at_once: int) -> Planned:
    """It may finish the task in hand before it stops."""
    return Planned(
        name,
        [
            *_python("celery"),
            "--app=config.celery",
            "worker",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
            f"--pool={'threads' if settings.WORKER_POOL == 'threads' else 'prefork'}",
            f"--concurrency={at_once}",
            f"--hostname={name}@%h",
            *options,
        ],
        patience=30.0,
        has_our_code=True,
        gives_signs=True,
    )


def beat_part() -> Planned:
    """The clock."""
    return Planned("beat", _python("config.beat"), has_our_code=True, gives_signs=True)


def _python(module: str) -> list[str]:
    """A program by its module: the scripts beside the interpreter name the folder they were installed in."""
    return [sys.executable, "-m", module]


def _reachable(host: str) -> str:
    """Where a server that listens on `host` can be reached from here."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound


# --- The place ---


def check_port(host: str, port: int) -> None:
    """CommandError, with what to do, where another program has the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise CommandError(
                f"PORT: cannot listen on {host}:{port} ({fault.strerror}). "
                f"Stop the program that uses it, or choose another: make run PORT={port + 1}"
            ) from None


def only_one(path: Path) -> IO[str]:
    """The data folder's lock, held until it is closed. CommandError where another `run` holds it."""
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise CommandError(
            f"DATA_DIR: {path.parent.parent} is in use by a running Foresaid (process {holder}). "
            "Stop it first, or choose another folder: make run DATA_DIR=var2 PORT=8001"
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def take_terminal() -> int:
    """At a terminal, become its foreground group, so that Ctrl-C reaches this program alone.

    Otherwise make, which started us, would be interrupted too and end with an error of its own. Returns the group that
    gets it back in the end, 0 for none.
    """
    if not sys.stdin.isatty() or os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp():
        return 0
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    before = os.getpgrp()
    os.setpgid(0, 0)
    os.tcsetpgrp(sys.stdin.fileno(), os.getpgrp())
    atexit.register(os.tcsetpgrp, sys.stdin.fileno(), before)  # where we end before we become another program
    return before


def greeting() -> str:
    """Where everything is, and in the demo how to sign in."""
    lines = [
        "",
        f"  Scoreboard   {settings.SITE_URL}/",
        f"  Desk         {settings.SITE_URL}/admin/",
    ]
    if not settings.MAIL_SERVER:
        lines.append(f"  Mail         {settings.SITE_URL}/admin/mail/  (kept in {settings.EMAIL_FILE_PATH})")
    if not User.objects.exists():
        lines += ["", f"  No account yet. Make one: {settings.MANAGE} createsuperuser"]
    sign_in = settings.DATA_DIR / "demo-sign-in.txt"
    if settings.DEMO and sign_in.exists():
        password = sign_in.read_text().strip()
        lines += ["", f"  Sign in as   ada (editor) or dora (chief), password {password}"]
    return "\n".join([*lines, "", "  Ctrl-C stops it.", ""])
