"""Measures what readers' pages cost, in milliseconds of CPU, among more and more claims, beside a bare Django view.

    PYTHONPATH=. .venv/bin/python benchmarks/bench_pages.py [--claims 100 1000 10000 100000] [--claimants 5000]

Each page is made anew, of many addresses in turn, with nothing kept; then it is answered as it is kept. The peer is a
Django view that returns the same bytes without any middleware, in the same run. Half of the claims are decided, each
has two topics of twenty, every tenth a piece of evidence, and one claim a thousand entries and a hundred pieces. Ends
with status 1 where a page takes more than ten queries or is not flat. DATABASE_URL names another database than a fresh
SQLite file; it is filled and not cleaned. With `--rate N`, the scoreboard is asked for N times a second for ten seconds
at the end, and the 99th percentile of the waiting time is printed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from time import perf_counter, process_time, sleep

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import django  # noqa: E402 - found through the line above

FLAT, MOST_QUERIES, TOPICS, AT_ONCE = 1.3, 10, 20, 5_000
_PLACES = count()
OUTCOMES = ("confirmed", "partly", "missed", "void")
Address = Callable[[int], str]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    options.add_argument("--claimants", type=int, default=5_000)
    options.add_argument("--repeat", type=int, default=60)
    options.add_argument("--rate", type=int, default=0)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATA_DIR", folder)
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
        os.environ |= {"DEBUG": "0", "PROMETHEUS_MULTIPROC_DIR": folder}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return measure(sorted(asked.claims), asked.claimants, asked.repeat, asked.rate)


class Newsroom:
    """Published claims of many claimants, written past `editorial`, which writes claims one by one."""

    def __init__(self, claimants: int) -> None:
        from claims.models import Claimant, Topic, User

        self.today = datetime.now(UTC).date()
        self.editor = User.objects.create_user("ada")
        self.people = Claimant.objects.bulk_create(
            Claimant(
                name=f"Person {number:05}",
                name_key=f"person {number:05}",
                twin_key=f"person {number:05}",
                sort_key=f"person {number:05}",
                slug=f"person-{number}",
            )
            for number in range(claimants)
        )
        self.topics = Topic.objects.bulk_create(
            Topic(name=f"Topic {number}", name_key=f"topic {number}", slug=f"topic-{number}")
            for number in range(TOPICS)
        )
        # How often somebody is right: so that there is something to compare.
        chance = Random(18)
        self.rates = [chance.betavariate(3.5, 3.5) for _person in self.people]
        self.claims = 0

    def grow_to(self, number: int) -> None:
        """Publish claims until there are so many, and count them."""
        from django.core.management import call_command
        from django.db import connection

        for start in range(self.claims, number, AT_ONCE):
            self._publish(range(start, min(start + AT_ONCE, number)))
        self.claims = max(self.claims, number)
        for command in ("count_claims", "index_words"):
            call_command(command, stdout=StringIO())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _publish(self, numbers: range) -> None:
        from claims.models import Claim, Evidence, RecordContent, RecordEntry, Verdict

        claims = Claim.objects.bulk_create(self._claim(number) for number in numbers)
        listed = Claim.topics.through
        listed.objects.bulk_create(
            listed(claim=claim, topic=self.topics[(number + step) % TOPICS])
            for number, claim in zip(numbers, claims, strict=True)
            for step in (0, 7)
        )
        Verdict.objects.bulk_create(
            Verdict(
                claim=claim,
                outcome=claim.outcome,
                reasoning="The road was looked at.",
                by=self.editor,
                at=claim.published_at or datetime.now(UTC),
                effective_at=claim.published_at,
            )
            for claim in claims
            if claim.outcome != "pending"
        )
        entries = RecordEntry.objects.bulk_create(_entry(claim.pk, 1) for claim in claims)
        if numbers.start == 0:
            entries += RecordEntry.objects.bulk_create(
                _entry(claims[0].pk, 2 + more) for more in range(1_000)
            )
        RecordContent.objects.bulk_create(
            RecordContent(entry=entry, by_name="ada", changes={}, salts="{}") for entry in entries
        )
        Evidence.objects.bulk_create(
            _evidence(claim.pk, more, self.editor.pk)
            for place, claim in enumerate(claims)
            for more in range(100 if numbers.start + place == 0 else place % 10 == 0)
        )

    def _claim(self, number: int) -> "Claim":  # type: ignore[name-defined]  # noqa: F821
        from claims.models import Claim

        chance = Random(number)
        who = number % len(self.people)
        is_closed = number % 2 == 1
        days = chance.randint(1, 900)
        closes_on = self.today + timedelta(days=-days if is_closed else days)
        right = chance.random() < self.rates[who]
        outcome = (
            "pending"
            if not is_closed or number % 40 == 1
            else "confirmed"
            if right
            else OUTCOMES[1 + days % 3]
        )
        words = sha256(str(number).encode()).hexdigest()
        return Claim(
            claimant=self.people[who],
            statement=f"Road {words[:4]} from {words[4:8]} to {words[8:12]} will be open by then.",
            quote=f"We shall open {words[:4]} in time.",
            said_on=date(2020, 1, 5),
            opens_on=date(2020, 1, 5),
            closes_on=closes_on,
            horizon="by then",
            criteria="Cars drive on it.",
            firmness=("will", "expected", "could")[number % 3],
            outcome=outcome,
            state=Claim.State.PUBLISHED,
            created_by=self.editor,
            created_at=datetime.now(UTC),
            published_by=self.editor,
            published_at=datetime.now(UTC) - timedelta(minutes=number),
        )

    def pages(self) -> dict[str, Address]:
        """Each kind of page, with an address for each number."""
        from claims.models import Claim

        chosen = list(Claim.objects.order_by("pk")[:: max(1, self.claims // 500)][1:500])
        people = min(len(self.people), self.claims)
        words = [claim.statement.split()[1] for claim in chosen]
        return {
            "scoreboard": lambda number: f"/{('en', 'de')[number % 2]}/?n={number}",
            "scoreboard, a group": lambda number: f"/en/?group=alike&n={number}",
            "topic": lambda number: f"/en/?topic=topic-{number % TOPICS}",
            "list": lambda number: f"/en/claims/?n={number}",
            "list, deep": lambda number: f"/en/claims/?after={_key(chosen[-1 - number % 50])}",
            "search": lambda number: f"/en/claims/?q={words[number % len(words)]}",
            "claimants": lambda number: f"/en/claimants/?n={number}",
            "claimant": lambda number: f"/en/claimants/person-{number % people}/",
            "claim": lambda number: chosen[number % len(chosen)].get_absolute_url(),
            "claim with a long log": lambda number: _first_claim().get_absolute_url() + f"?n={number}",
            "corrections": lambda number: f"/en/corrections/?n={number}",
            "newsroom": lambda number: f"/en/newsroom/?n={number}",
        }


def _first_claim() -> "Claim":  # type: ignore[name-defined]  # noqa: F821
    from claims.models import Claim

    return Claim.objects.earliest("pk")


def _key(claim: "Claim") -> str:  # type: ignore[name-defined]  # noqa: F821
    from urllib.parse import quote

    return quote(f"{claim.published_at.isoformat()}~{claim.pk}")


def _entry(claim: int, sequence: int) -> "RecordEntry":  # type: ignore[name-defined]  # noqa: F821
    from claims.models import RecordEntry

    chain = f"claim:{claim}"
    return RecordEntry(
        chain=chain,
        sequence=sequence,
        at=datetime.now(UTC),
        action="published" if sequence == 1 else "revised",
        subject=chain,
        leaf="{}",
        hash=sha256(f"{chain} {sequence}".encode()).hexdigest(),
        tree_index=next(_PLACES),
    )


def _evidence(claim: int, more: int, by: int) -> "Evidence":  # type: ignore[name-defined]  # noqa: F821
    from claims.models import Evidence

    address = f"https://news.example/{claim}/{more}"
    return Evidence(
        claim_id=claim,
        address=address,
        address_digest=sha256(address.encode()).hexdigest(),
        publisher="News",
        title=f"The road, part {more}",
        suggested_at=datetime.now(UTC),
        reviewed_at=datetime.now(UTC),
        reviewed_by_id=by,
        status="accepted",
        stance="supports",
        score=0.6,
    )


class Server:
    """Asks the program as a WSGI server would, without one."""

    def __init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler

        self._handler = WSGIHandler()

    def ask(self, address: str) -> tuple[str, bytes]:
        path, _mark, query = address.partition("?")
        said: list[str] = []
        answer = self._handler(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "HTTP_HOST": "localhost",
                "HTTP_ACCEPT_ENCODING": "gzip",
                "REMOTE_ADDR": "127.0.0.1",
                "wsgi.input": BytesIO(),
                "wsgi.url_scheme": "http",
            },
            lambda status, _headers: said.append(status),
        )
        body = b"".join(answer)
        answer.close()
        return said[0], body


def milliseconds(server: Server, addresses: Iterator[str], repeat: int) -> float:
    """CPU for each of so many pages."""
    server.ask(next(addresses))
    wanted = list(islice(addresses, repeat))
    began = process_time()
    for address in wanted:
        status, _body = server.ask(address)
        assert status.startswith("200"), (address, status)
    return 1_000 * (process_time() - began) / repeat


def measure(wanted: Sequence[int], claimants: int, repeat: int, rate: int) -> int:
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    room, server = Newsroom(claimants), Server()
    costs: dict[str, list[float]] = {}
    queries: dict[str, int] = {}
    sizes: dict[str, int] = {}
    kept: dict[str, tuple[float, float]] = {}
    for number in wanted:
        room.grow_to(number)
        for name, address in room.pages().items():
            settings.KEPT_PAGES_MB = 0
            costs.setdefault(name, []).append(milliseconds(server, map(address, range(10**6)), repeat))
            with CaptureQueriesContext(connection) as asked:
                sizes[name] = len(server.ask(address(0))[1])
            queries[name] = len(asked)
            settings.KEPT_PAGES_MB = 16
            if number == wanted[-1]:
                kept[name] = _kept_and_bare(server, address(1), 20 * repeat)
    steep = show(wanted, costs, queries, sizes, kept)
    if rate:
        print(f"p99 of the scoreboard at {rate} a second: {_p99(server, rate):.1f} ms")
    return 1 if steep else 0


def _kept_and_bare(server: Server, address: str, repeat: int) -> tuple[float, float]:
    """Milliseconds for a page as it is kept, and for a bare view that returns the same bytes."""
    from types import ModuleType

    from django.http import HttpResponse
    from django.test.utils import override_settings
    from django.urls import re_path

    _status, body = server.ask(address)
    as_kept = milliseconds(server, cycle([address]), repeat)
    urls = ModuleType("bare_urls")
    urls.urlpatterns = [re_path("", lambda _request: HttpResponse(body))]  # type: ignore[attr-defined]
    sys.modules["bare_urls"] = urls
    with override_settings(ROOT_URLCONF="bare_urls", MIDDLEWARE=[]):
        return as_kept, milliseconds(Server(), cycle([address]), repeat)


def _p99(server: Server, rate: int, seconds: int = 10) -> float:
    """How long 99 of 100 readers wait who come at even intervals to one process."""
    server.ask("/en/")
    began, waits = perf_counter(), []
    for number in range(rate * seconds):
        comes = began + number / rate
        if (early := comes - perf_counter()) > 0:
            sleep(early)
        server.ask("/en/")
        waits.append(perf_counter() - comes)
    return 1_000 * sorted(waits)[int(0.99 * len(waits))]


def show(
    wanted: Sequence[int],
    costs: dict[str, list[float]],
    queries: dict[str, int],
    sizes: dict[str, int],
    kept: dict[str, tuple[float, float]],
) -> list[str]:
    """Print the table; the pages that are not flat or ask too much."""
    heads = "".join(f"{number:>10,}" for number in wanted)
    print(f"{'ms of CPU a page':<24}{heads}{'times':>8}{'queries':>9}{'KB':>6}{'kept':>8}{'bare':>8}")
    steep = []
    for name, each in costs.items():
        times = each[-1] / each[0]
        columns = "".join(f"{cost:>10.1f}" for cost in each)
        as_kept, bare = kept[name]
        print(
            f"{name:<24}{columns}{times:>8.2f}{queries[name]:>9}{sizes[name] / 1000:>6.0f}{as_kept:>8.2f}{bare:>8.2f}"
        )
        if times > FLAT or queries[name] > MOST_QUERIES:
            steep.append(name)
    if steep:
        print("not flat, or more than ten queries: " + ", ".join(steep))
    return steep


if __name__ == "__main__":
    sys.exit(main())
