"""Measures a poll from the lease to the commit, beside reader, a feedparser loop and a bare pycurl client.

    python benchmarks/bench_poll.py [--feeds N] [--peer-feeds N] [--profile ROUND]

All run against one server process on loopback, each feed on an address of its own, one client after the other. Rounds:
cold (nothing known), quiet with 304, quiet with an equal body and no validators, and one new item in each feed.
DATABASE_URL names another database than a fresh SQLite file; it is filled and not cleaned.
"""

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import django  # noqa: E402 - found through the line above, as are all below
import feedparser  # noqa: E402
import feedparser_sgmllib  # noqa: E402
import pycurl  # noqa: E402

sys.modules.setdefault(
    "sgmllib", feedparser_sgmllib
)  # reader's copy of feedparser asks for it under its old name
import reader  # noqa: E402

from benchmarks.feedfarm import FeedFarm  # noqa: E402

IN_FLIGHT = 256
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """What one client took for one round."""

    feeds: int
    seconds: float
    cpu: float
    queries: int = 0

    @property
    def rate(self) -> float:
        return self.feeds / self.seconds


def cpu_seconds() -> float:
    """CPU of this process and of the parsing process, without the server's."""
    mine = os.getpid()
    return sum(
        ticks / TICKS
        for pid, parent, name, ticks in _processes()
        if pid == mine or (parent == mine and b"tracker.parse.feed_process" in name)
    )


def _processes() -> Iterator[tuple[int, int, bytes, int]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            yield (
                int(folder.name),
                int(fields[1]),
                (folder / "cmdline").read_bytes(),
                int(fields[11]) + int(fields[12]),
            )
        except OSError:
            continue


def measured(run: Callable[[], object], feeds: int) -> Measured:
    """Run it once and say what it took."""
    cpu, start = cpu_seconds(), perf_counter()
    with counted_queries() as queries:
        run()
    return Measured(feeds, perf_counter() - start, cpu_seconds() - cpu, queries[0])


def peak_memory() -> tuple[int, int]:
    """The most that this process and its parsing process ever held, in MiB."""
    from tracker.parse import guard

    child = guard._pool._child
    pids = [os.getpid(), *([child._process.pid] if child else [])]
    peaks = [
        int(line.split()[1]) // 1024
        for pid in pids
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    ]
    return peaks[0], peaks[-1] if child else 0


@contextmanager
def counted_queries() -> Iterator[list[int]]:
    """Count the statements, BEGIN and COMMIT aside."""
    from django.db import connection

    count = [0]

    def counting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        count[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        yield count


class Ours:
    """The product, as its worker runs it: lease feeds and hosts, fetch, parse, store, in tasks of FEEDS_PER_TASK."""

    name = "Foresaid"

    def __init__(self, farm: FeedFarm) -> None:
        from tracker.fetch import Policy
        from tracker.models import Feed
        from tracker.polling import rounds

        Feed.objects.all().delete()
        Feed.objects.bulk_create([Feed(url=url) for url in farm.urls])
        policy = Policy("bench", frozenset(farm.hosts), max_in_flight=IN_FLIGHT, spacing_seconds=0)
        self.limits = rounds.PollLimits(policy, floor=900, lease=300)

    def poll(self) -> None:
        from django.conf import settings
        from django.utils import timezone

        from tracker.models import Feed
        from tracker.polling import leases, rounds, schedule

        Feed.objects.update(next_poll_at=timezone.now())
        now = timezone.now()
        for batch in schedule.batches(schedule.due(now=now, limit=100_000), settings.FEEDS_PER_TASK):
            lease = leases.take(batch, now=now, seconds=300)
            summary = rounds.run(lease, lease.held(now=now), limits=self.limits, now=now)
            assert summary.reached == len(batch), summary


class Bare:
    """pycurl's multi interface and nothing else: the limit of any client that is built on it."""

    name = "bare pycurl"

    def __init__(self, farm: FeedFarm) -> None:
        self.etags = dict.fromkeys(farm.urls, "")

    def poll(self) -> None:
        multi, free = pycurl.CurlMulti(), [pycurl.Curl() for _ in range(IN_FLIGHT)]
        handles, waiting, flying = list(free), list(self.etags), 0
        while waiting or flying:
            while waiting and free:
                self._start(multi, free.pop(), waiting.pop())
                flying += 1
            multi.perform()
            _left, done, failed = multi.info_read()
            assert not failed, failed
            for handle in done:
                multi.remove_handle(handle)
                assert handle.getinfo(pycurl.RESPONSE_CODE) in {200, 304}
                free.append(handle)
                flying -= 1
            if not done:
                multi.select(1.0)
        for handle in handles:
            handle.close()

    def _start(self, multi: pycurl.CurlMulti, handle: pycurl.Curl, url: str) -> None:
        def header(line: bytes) -> None:
            if line.startswith(b"ETag: "):
                self.etags[url] = line[6:].strip().decode()

        handle.setopt(pycurl.URL, url)
        handle.setopt(pycurl.HTTPHEADER, [f"If-None-Match: {self.etags[url]}"] if self.etags[url] else [])
        handle.setopt(pycurl.HEADERFUNCTION, header)
        handle.setopt(pycurl.WRITEDATA, BytesIO())
        multi.add_handle(handle)


class Loop:
    """The few lines that every tutorial shows; it stores nothing."""

    name = "feedparser loop"

    def __init__(self, farm: FeedFarm) -> None:
        self.etags: dict[str, str | None] = dict.fromkeys(farm.urls)

    def poll(self) -> None:
        for url, etag in self.etags.items():
            self.etags[url] = feedparser.parse(url, etag=etag).get("etag")


class Reader:
    """lemon24's reader, one worker, on a SQLite file of its own."""

    name = "reader"

    def __init__(self, farm: FeedFarm) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._reader = reader.make_reader(f"{self._folder.name}/reader.sqlite")
        for url in farm.urls:
            self._reader.add_feed(url)

    def poll(self) -> None:
        self._reader.update_feeds(scheduled=False)


CLIENTS: tuple[type[Any], ...] = (Ours, Bare, Reader, Loop)
ROUNDS = ("cold", "304", "one new item")


def through_all_rounds(client: type[Any], feeds: int, profile: str) -> dict[str, Measured]:
    """Put one client through all rounds."""
    found = {}
    with FeedFarm(feeds) as farm:
        instance = client(farm)
        for name in ROUNDS:
            if name == "one new item":
                farm.publish()
            found[name] = _measured_or_profiled(instance, name, feeds, profile)
    with FeedFarm(feeds, validators=False) as farm:
        instance = client(farm)
        instance.poll()
        found["equal body"] = _measured_or_profiled(instance, "equal body", feeds, profile)
    if client is Ours:
        print("Memory at most: worker {} MiB, its parsing process {} MiB".format(*peak_memory()))
    return found


def _measured_or_profiled(client: Any, name: str, feeds: int, profile: str) -> Measured:
    if profile != name or not isinstance(client, Ours):
        return measured(client.poll, feeds)
    profiler = cProfile.Profile()
    found = measured(lambda: profiler.runcall(client.poll), feeds)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(35)
    return found


def report(results: dict[str, dict[str, Measured]]) -> None:
    """Print a table of rates, CPU a feed, and ratios to ours."""
    for name in (*ROUNDS, "equal body"):
        print(f"\n{name:<16}{'feeds/s':>10}{'ms CPU/feed':>14}{'ours is':>12}")
        ours = results[Ours.name][name]
        for client, found in results.items():
            one = found[name]
            print(
                f"{client:<16}{one.rate:>10.0f}{1000 * one.cpu / one.feeds:>14.2f}{ours.rate / one.rate:>11.2f}x"
                + (f"   {one.queries} statements" if one.queries else "")
            )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, default=1_000)
    options.add_argument("--peer-feeds", type=int, default=120, help="for the slow peers; rates are compared")
    options.add_argument("--only", default="", help="one client by its name")
    options.add_argument("--profile", default="", help="a round of ours to show the profile of")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        results = {
            client.name: through_all_rounds(
                client, given.feeds if client in {Ours, Bare} else given.peer_feeds, given.profile
            )
            for client in CLIENTS
            if given.only in {"", client.name}
        }
        if Ours.name in results:
            report(results)
        else:
            print(results)


if __name__ == "__main__":
    main()
