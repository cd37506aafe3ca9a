"""Measures the desk's lists and tables, and a claim's page, among more and more claims: queries, CPU, memory.

    python benchmarks/bench_desk.py [--claims 1000 100000]

The peer is the same page among the fewest claims. A page may take ten queries and 300 ms of CPU; the tables grow with
what they hold, but not in memory. Search is left out: no newsroom's claims have as many different words as those that
are made up here. Ends with status 1 where a page takes more.
DATABASE_URL names another database than a fresh SQLite file; it is filled and not cleaned.
"""

import argparse
import os
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import django  # noqa: E402 - found through the line above

MOST_QUERIES, MOST_MS = 10, 300
LISTS = {
    "all claims": "",
    "pending": "?outcome__exact=pending",
    "overdue": "?window=overdue",
    "closing in 30 days": "?window=soon",
    "mine": "?assigned=me",
    "evidence waiting": "?evidence=waiting",
    "by claimant": "?o=2",
    "the last page": "?p={last}",
}
PAGES = {
    "review queue": "/admin/claims/evidence/queue/",
    "deadlines": "/admin/deadlines/",
    "a claim": "/admin/claims/claim/1/change/",
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, nargs="+", default=[1_000, 100_000])
    wanted = sorted(options.parse_args().claims)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": folder, "LOG_LEVEL": "ERROR"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return measure(wanted)


def measure(wanted: list[int]) -> int:
    from django.contrib.auth.models import Group
    from django.test import Client

    from benchmarks import newsroom

    room = newsroom.Newsroom()
    room.editor.is_staff = True
    room.editor.save()
    room.editor.groups.add(Group.objects.get(name="editor"))
    browser = Client(headers={"host": "localhost"})
    browser.force_login(room.editor)
    too_much = False
    for number in wanted:
        room.grow_to(number)
        print(f"{number:,} claims")
        for name, asked in LISTS.items():
            address = "/admin/claims/claim/" + asked.format(last=(number - 1) // 50 + 1)
            queries, cost = page_cost(lambda address=address: browser.get(address))
            too_much |= queries > MOST_QUERIES or cost > MOST_MS
            print(f"  {name:<24}{queries:>4} queries{cost:>9.0f} ms")
        for name, address in PAGES.items():
            queries, cost = page_cost(lambda address=address: browser.get(address))
            too_much |= queries > MOST_QUERIES or cost > MOST_MS
            print(f"  {name:<24}{queries:>4} queries{cost:>9.0f} ms")
        for kind in ("csv", "xlsx"):
            seconds, size, peak = table_cost(browser, kind)
            print(
                f"  {kind:<24}{seconds:>9.1f} s{size / 1e6:>8.1f} MB{peak / 1e6:>8.1f} MB of memory at most"
            )
    return int(too_much)


def page_cost(ask: Callable[[], object]) -> tuple[int, float]:
    """Queries, and milliseconds of CPU. The second time: caches are as they are in use."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = ask()
    assert answer.status_code == 200, answer.status_code
    with CaptureQueriesContext(connection) as asked:
        ask()
        queries = len(asked)
    began = process_time()
    ask()
    return queries, 1_000 * (process_time() - began)


def table_cost(browser: object, kind: str) -> tuple[float, int, int]:
    """Seconds of CPU, bytes sent, and the most memory that Python had taken for it, in a second run."""
    address = f"/admin/claims/claim/export/{kind}/"
    began = process_time()
    size = sum(len(piece) for piece in browser.get(address).streaming_content)
    seconds = process_time() - began
    tracemalloc.start()
    for _piece in browser.get(address).streaming_content:
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, size, peak


if __name__ == "__main__":
    sys.exit(main())
