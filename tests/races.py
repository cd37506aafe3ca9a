"""Two writers at once on a real PostgreSQL: the second arrives while the first has not committed yet."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import connection, transaction

needs_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite lets one transaction write at a time, and here keeps its tables in one thread's memory",
)


def overlap(first: Callable[[], object], second: Callable[[], object]) -> BaseException | None:
    """Run `first`, and `second` on a connection of its own before `first` commits; return what stopped `second`.

    `first` commits once `second` waits for it or is through, so that the outcome hangs on no clock.
    """
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            running = pool.submit(_on_its_own_connection, second)
            while not running.done() and not _somebody_waits():
                sleep(0.01)
        return running.exception(timeout=60)


def at_once(*writers: Callable[[], object]) -> None:
    """Run each writer on a thread and connection of its own; raises what stopped one of them."""
    with ThreadPoolExecutor(len(writers)) as pool:
        for running in [pool.submit(_on_its_own_connection, writer) for writer in writers]:
            running.result(timeout=60)


def _on_its_own_connection(write: Callable[[], object]) -> None:
    try:
        write()
    finally:
        connection.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
        row = cursor.fetchone()
    return bool(row and row[0])
