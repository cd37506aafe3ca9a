"""What a table of 10,000 claims costs: reading it, looking through its rows, logging them, and asking how far it is.

Usage: DATA_DIR=empty-folder PYTHONPATH=. .venv/bin/python benchmarks/bench_import.py [--rows 10000] [--form csv]
           [--logged 500]

In an empty database, which it migrates. CPU of this process; the database's own, on PostgreSQL, is not in it.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

import django

Made = TypeVar("Made")
HEADINGS = ("who", "claim", "words", "said", "deadline", "criterion", "outlet", "published", "url")
PLACES = (
    "harbour",
    "bridge",
    "school",
    "tram",
    "library",
    "stadium",
    "hospital",
    "tunnel",
    "market",
    "airport",
)
WORK = ("opens", "is finished", "is rebuilt", "costs less", "has a new owner", "closes", "runs at night")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=10_000)
    asked.add_argument("--form", choices=("csv", "xlsx"), default="csv")
    asked.add_argument("--logged", type=int, default=10_000, help="stop the import after so many rows")
    options = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    measure(options.rows, options.form, logged=options.logged)


def measure(number: int, form: str, *, logged: int) -> None:
    """Take a table of so many rows in, `logged` of them at least, and print what each part took."""
    from claims.tables import importing
    from claims.tables.reading import read_table

    content = as_csv(number) if form == "csv" else as_xlsx(number)
    print(f"{number} rows, {len(content) / 1e6:.1f} MB of {form}")
    table = timed("read", lambda: read_table(content))
    kept = timed("keep", lambda: importing.keep(table, language="en", by=an_editor()))
    timed("look through", lambda: importing.go_on(is_over=lambda: False), rows=number)
    timed("how far it is", lambda: progress_of(kept))
    assert importing.start(kept)
    pieces = -(-min(logged, number) // importing.LOGGED_TOGETHER)
    turns = iter([False] * pieces)
    timed(
        "log",
        lambda: importing.go_on(is_over=lambda: next(turns, True)),
        rows=pieces * importing.LOGGED_TOGETHER,
    )
    timed("how far it is", lambda: progress_of(kept))
    timed("stop", lambda: importing.stop(kept))
    assert kept.rows.filter(state="logged").count() == min(pieces * importing.LOGGED_TOGETHER, number)


def progress_of(kept: object) -> None:
    """What the page asks for every other second."""
    from claims.admin import long_import

    long_import._progress(kept, long_import._counts(kept))


def timed(name: str, work: Callable[[], Made], *, rows: int = 0) -> Made:
    """The work's result; prints its seconds of CPU, and of the clock."""
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    each = f"{cpu / rows * 1000:8.2f} ms a row" if rows else ""
    print(f"{name:<14}{cpu:9.2f} s CPU{wall:9.2f} s{each}", flush=True)
    return made


def an_editor() -> object:
    """Somebody who may log claims and add topics."""
    from django.contrib.auth.models import Group

    from claims.models import User

    editor = User.objects.create(username="bench", is_staff=True)
    editor.groups.set(Group.objects.filter(name="editor"))
    return editor


def lines(number: int) -> list[tuple[str, ...]]:
    """A hundred claimants, and statements that share their words but no two of which are near twins."""
    found: list[tuple[str, ...]] = [HEADINGS]
    for each in range(number):
        place, work, other = PLACES[each % 10], WORK[each % 7], each * 37 % 99_991
        statement = f"The {place} of Ward {each} {work} before project {other} begins."
        quote = f"We will see ward {each} through, whatever {PLACES[each % 9]} it takes."
        day = f"2026-{each % 9 + 1:02}-{each % 27 + 1:02}"
        criteria = "The city's register says so."
        who, where = f"Claimant {each % 100}", f"https://city.example/{each}"
        found.append((who, statement, quote, day, "by the end of 2027", criteria, "City Post", day, where))
    return found


def as_csv(number: int) -> bytes:
    """The table as text."""
    import csv
    from io import StringIO

    out = StringIO()
    csv.writer(out).writerows(lines(number))
    return out.getvalue().encode()


def as_xlsx(number: int) -> bytes:
    """The table as a workbook."""
    from openpyxl import Workbook

    book, out = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for line in lines(number):
        sheet.append(line)
    book.save(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
