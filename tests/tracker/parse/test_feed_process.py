"""The process that parses, spoken to as `guard` does: orders on stdin, answers on stdout."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from tests.feeds import Item, rss
from tracker.parse import feed_process
from tracker.parse.parsed import NotAFeed, NotAFeedKind, ParsedFeed
from tracker.parse.wire import load

ROOT = Path(__file__).parents[3]
BODY = rss(Item("1", "Bridge opens"))


class Child:
    """One `tracker.parse.feed_process`, and the end of the leash that holds it."""

    def __init__(self) -> None:
        leash, self.leash = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tracker.parse.feed_process", str(leash)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[leash],
        )
        os.close(leash)

    def order(self, body: bytes, *, cpu_seconds: int = 15, memory_mib: int = 512) -> None:
        order = {
            "size": len(body),
            "url": "https://nordlicht.example/rss",
            "content_type": "",
            "cpu_seconds": cpu_seconds,
            "memory_mib": memory_mib,
        }
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order).encode() + b"\n" + body)
        self.process.stdin.flush()

    def answer(self) -> tuple[ParsedFeed | NotAFeed, bool]:
        """The next result, and whether the child says that it stays."""
        assert self.process.stdout
        header = json.loads(self.process.stdout.readline())
        return load(self.process.stdout.read(header["size"])), header["stays"]

    def hang_up(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()


@contextmanager
def running() -> Iterator[Child]:
    child = Child()
    try:
        with child.process:
            yield child
            child.process.kill()
    finally:
        os.close(child.leash)


def test_orders_are_answered_in_turn_by_one_process() -> None:
    with running() as child:
        child.order(BODY)
        child.order(rss(Item("2", "Tunnel opens")))

        answers = [child.answer(), child.answer()]

    assert [feed.entries[0].title for feed, _ in answers if isinstance(feed, ParsedFeed)] == [
        "Bridge opens",
        "Tunnel opens",
    ]
    assert [stays for _, stays in answers] == [True, True]


def test_a_body_that_is_no_feed_is_an_answer_like_any_other() -> None:
    with running() as child:
        child.order(b"")
        child.order(BODY)

        first, second = child.answer(), child.answer()

    assert isinstance(first[0], NotAFeed)
    assert (first[0].kind, first[1]) == (NotAFeedKind.EMPTY, True)
    assert isinstance(second[0], ParsedFeed)


def test_without_further_orders_it_ends_by_itself() -> None:
    with running() as child:
        child.order(BODY)
        child.answer()
        child.hang_up()

        assert child.process.wait(timeout=30) == 0


def test_after_a_large_body_it_says_so_and_goes() -> None:
    with running() as child:
        child.order(BODY + b" " * 2**20)

        feed, stays = child.answer()

        assert isinstance(feed, ParsedFeed)
        assert not stays
        assert child.process.wait(timeout=30) == 0


def test_a_body_a_byte_below_large_keeps_it() -> None:
    with running() as child:
        child.order(BODY + b" " * (2**20 - 1 - len(BODY)))

        assert child.answer()[1] is True


def test_after_many_orders_it_goes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_process, "_ORDERS", 2)
    monkeypatch.setattr(feed_process, "_limit", lambda *_: None)  # the limits would be the test's own
    order = json.dumps({"size": len(BODY), "url": "", "content_type": "", "cpu_seconds": 1, "memory_mib": 1})
    answers = BytesIO()

    feed_process.serve(BytesIO(3 * (order.encode() + b"\n" + BODY)), answers)

    lines = answers.getvalue().split(b"\n")
    assert [json.loads(line[line.rindex(b'{"size"') :])["stays"] for line in lines[:-1]] == [True, False]


def test_it_dies_with_whoever_holds_its_leash() -> None:
    child = Child()
    with child.process:
        child.order(BODY)
        child.answer()

        os.close(child.leash)

        assert child.process.wait(timeout=30) < 0
        child.hang_up()


def test_a_crash_leaves_no_image_of_what_it_read() -> None:
    with running() as child:
        child.order(BODY)
        child.answer()

        assert resource.prlimit(child.process.pid, resource.RLIMIT_CORE) == (0, 0)
