"""No page may keep the database or a process busy for long: each request's look-ups end after some seconds.

On PostgreSQL the server ends a statement that takes longer (`statement_timeout`); on SQLite a progress handler ends
what runs beyond the request's deadline, and there is no REGEXP: it would be Python's, which no handler can stop.
"""

import sqlite3
import time
from collections.abc import Callable
from typing import Final

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# A page is read; a form may store a list of three thousand feeds.
READING_SECONDS: Final = 10.0
WRITING_SECONDS: Final = 60.0
# SQLite's instructions between two looks at the clock: some tenths of a millisecond.
INSTRUCTIONS: Final = 20_000
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def without_regexp(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """A new connection to SQLite: put a refusal in the place of the REGEXP that Django gives it."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("REGEXP", 2, _refuse)


def _refuse(pattern: str, text: str) -> bool:
    raise NotImplementedError("Nothing is looked up by a pattern here: it could run for ever.")


class BoundedLookups:
    """Middleware: ends what takes too long, and says so on a page (503)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seconds = READING_SECONDS if request.method in READING else WRITING_SECONDS
        bound = _Bound(seconds)
        try:
            with connection.execute_wrapper(bound):
                return self.get_response(request)
        finally:
            bound.lift()

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A page of ours in place of a fault that nobody can do anything about."""
        if not _is_ours(fault):
            return None
        _lift()  # the page asks who is signed in
        return render(request, "took_too_long.html", status=503)


class _Bound:
    """Wraps each statement of one request; sets the limit before the first."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._is_set = False

    def __call__(
        self, execute: Callable[..., object], sql: str, params: object, many: object, context: object
    ) -> object:
        if not self._is_set and not _has_failed():
            self._set()
        return execute(sql, params, many, context)

    def _set(self) -> None:
        if connection.vendor == "sqlite":
            deadline = time.perf_counter() + self._seconds
            raw: sqlite3.Connection = connection.connection
            raw.set_progress_handler(lambda: int(time.perf_counter() > deadline), INSTRUCTIONS)
        else:
            connection.connection.execute(f"SET statement_timeout = {int(self._seconds * 1000)}")
        # A rollback takes PostgreSQL's setting back: within a transaction it is given anew each time.
        self._is_set = connection.vendor == "sqlite" or not connection.in_atomic_block

    def lift(self) -> None:
        """Whoever has the connection next is not bound."""
        if self._is_set:
            _lift()


def _has_failed() -> bool:
    """Whether the transaction is one in which PostgreSQL takes nothing but its rollback."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return False
    from psycopg.pq import TransactionStatus  # noqa: PLC0415  some 4 MB that SQLite has no use for

    return bool(connection.connection.info.transaction_status == TransactionStatus.INERROR)


def _lift() -> None:
    if connection.vendor == "sqlite" and connection.connection is not None:
        connection.connection.set_progress_handler(None, 0)


def _is_ours(fault: Exception) -> bool:
    if not isinstance(fault, OperationalError):
        return False
    return str(fault) == "interrupted" or "statement timeout" in str(fault)
