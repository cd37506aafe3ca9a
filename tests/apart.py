"""What is done on a connection of its own, on SQLite too: there the tests' database is put into a file for it."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections


def apart(do: Callable[[], Any]) -> Any:
    """Do it on a thread and connection of its own."""

    def alone() -> Any:
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result(timeout=60)


def in_a_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on every new connection, as `apart` has it, finds in this file what the database holds now.

    PostgreSQL has its connections anyway.
    """
    if connection.vendor == "sqlite":
        with sqlite3.connect(path) as file:
            connection.connection.backup(file)
        file.close()
        monkeypatch.setitem(connections.settings["default"], "NAME", str(path))
