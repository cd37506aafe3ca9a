"""The process in which feeds are parsed: its limits, its replacement, and its end."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.stack import wait_for
from tests.tracker.parse.corpus import CASES, URL
from tracker.parse import NotAFeed, NotAFeedKind, ParsedFeed, guard, parse, parse_guarded

FEED = b"<rss version='2.0'><channel><item><title>Nordlicht</title></item></channel></rss>"
# What is not well-formed goes to feedparser's loose reader, which takes microseconds for every bracket.
SLOW = b"<rss version='2.0'><channel>" + b"<>" * 2_000_000
FAT = b"<rss version='2.0'><channel>" + b"<item><a/></item>" * 50_000 + b"</channel></rss>"


@pytest.fixture(autouse=True)
def _no_child_stays() -> Iterator[None]:
    yield
    guard._pool.close()


def _child_pid() -> int:
    assert guard._pool._child
    return guard._pool._child._process.pid


def _is_running(pid: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return bool(state.strip()) and not state.startswith("Z")


def _ticks(pid: int) -> int:
    """CPU time so far, in the kernel's ticks."""
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(numbers[11]) + int(numbers[12])


def _parse(body: bytes = FEED) -> ParsedFeed:
    result = parse_guarded(body, url=URL)
    assert isinstance(result, ParsedFeed), result
    return result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_guarded_result_is_the_plain_one(case: Path) -> None:
    body = case.read_bytes()

    assert parse_guarded(body, url=URL) == parse(body, url=URL)


def test_the_process_stays_warm_between_feeds() -> None:
    _parse()
    first = _child_pid()

    _parse()

    assert _child_pid() == first


def test_a_slow_feed_is_stopped_at_its_cpu_limit() -> None:
    _parse()

    result = parse_guarded(SLOW, url=URL, cpu_seconds=1)

    assert isinstance(result, NotAFeed)
    assert result.kind is NotAFeedKind.TOO_SLOW
    assert _parse().entries[0].title == "Nordlicht"


def test_the_cpu_limit_counts_each_feed_for_itself() -> None:
    middling = FEED.replace(b"<title>", b"<a/>" * 30_000 + b"<title>")

    results = {type(parse_guarded(middling, url=URL, cpu_seconds=1)) for _ in range(6)}

    assert results == {ParsedFeed}


def test_a_fat_feed_is_stopped_at_its_memory_limit() -> None:
    result = parse_guarded(FAT, url=URL, memory_mib=48)

    assert isinstance(result, NotAFeed)
    assert result.kind is NotAFeedKind.TOO_LARGE
    assert _parse().entries[0].title == "Nordlicht"


def test_a_process_that_hangs_is_killed_by_the_wall_clock() -> None:
    _parse()
    os.kill(_child_pid(), signal.SIGSTOP)

    result = guard._pool.parse(b'{"size": 0}\n', b"", wall_seconds=0.2)

    assert isinstance(result, NotAFeed)
    assert result.kind is NotAFeedKind.TOO_SLOW


def test_a_process_that_takes_no_order_is_replaced_and_the_feed_read() -> None:
    _parse()
    hung = _child_pid()
    os.kill(hung, signal.SIGSTOP)
    large = FEED.replace(b"Nordlicht", b"<![CDATA[" + b"w" * 2**20 + b"]]>")

    header = json.dumps(
        {"size": len(large), "url": URL, "content_type": "", "cpu_seconds": 15, "memory_mib": 512}
    )
    result = guard._pool.parse(header.encode() + b"\n", large, wall_seconds=0.2)

    assert not _is_running(hung)
    assert isinstance(result, ParsedFeed | NotAFeed)
    assert _parse().entries[0].title == "Nordlicht"


def test_a_process_that_died_between_feeds_is_no_feeds_fault() -> None:
    _parse()
    pid = _child_pid()
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: not _is_running(pid), what="its end")

    assert _parse().entries[0].title == "Nordlicht"


def test_after_a_large_feed_a_fresh_process_follows() -> None:
    large = FEED.replace(b"Nordlicht", b"<![CDATA[" + b"w" * 2**20 + b"]]>")
    _parse()
    first = _child_pid()

    _parse(large)
    _parse()

    assert _child_pid() != first


def test_the_process_gets_none_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORESAID_SECRET_KEY", "hunter2")
    _parse()

    environment = Path(f"/proc/{_child_pid()}/environ")
    if not environment.exists():
        pytest.skip("needs Linux's /proc")

    assert b"hunter2" not in environment.read_bytes()


def test_threads_take_turns() -> None:
    titles: list[str] = []

    def read(number: int) -> None:
        titles.append(_parse(FEED.replace(b"Nordlicht", b"%d" % number)).entries[0].title)

    threads = [Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(titles) == [str(number) for number in range(8)]


def test_a_fork_starts_a_process_of_its_own() -> None:
    _parse()
    mine = _child_pid()

    pid = os.fork()
    if not pid:
        fine = _parse().entries and _child_pid() != mine
        guard._pool.close()
        os._exit(0 if fine else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert _parse().entries
    assert _child_pid() == mine


def test_a_daemonic_worker_may_parse() -> None:
    worker = multiprocessing.get_context("fork").Process(target=_parse, daemon=True)

    worker.start()
    worker.join()

    assert worker.exitcode == 0


def test_no_process_outlives_a_killed_parent_even_in_mid_parse() -> None:
    script = (
        "import sys\n"
        "from tests.tracker.parse.test_guard import FEED, SLOW, URL, _child_pid, parse_guarded\n"
        "parse_guarded(FEED, url=URL)\n"
        "print(_child_pid(), flush=True)\n"
        "parse_guarded(SLOW * 2, url=URL, cpu_seconds=60)\n"
    )
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=root) as parent:
        assert parent.stdout
        orphan = int(parent.stdout.readline())
        before = _ticks(orphan)
        wait_for(lambda: _ticks(orphan) > before + 10, what="the middle of the slow feed")
        parent.kill()

    wait_for(lambda: not _is_running(orphan), what="the orphan's end")
