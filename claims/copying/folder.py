"""The folder that a copy lies in, and what is remembered beside it: which file belongs to what, made of what.

A file is written only where its content differs, and taken away once nothing public gives it any more.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from claims.copying.places import FilePlace

KEPT: Final = ".foresaid-copy.sqlite3"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS units (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, run INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS files (place TEXT PRIMARY KEY, unit TEXT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS files_of_units ON files (unit);
CREATE TABLE IF NOT EXISTS links (file TEXT, source TEXT, unit TEXT, PRIMARY KEY (file, unit)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS links_of_units ON links (unit);
"""


class NoCopy(Exception):
    """The folder holds something that no copy has written, which stays as it is."""


@dataclass(slots=True)
class Done:
    """How many files a run has written, found as they were, and taken away."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


class Folder:
    """Opened for one run. Raises NoCopy where other files lie in it."""

    def __init__(self, root: Path) -> None:
        if root.exists() and not root.is_dir():
            raise NoCopy
        if root.is_dir() and any(root.iterdir()) and not (root / KEPT).is_file():
            raise NoCopy
        root.mkdir(parents=True, exist_ok=True)
        self.root, self.done = root, Done()
        self._kept = sqlite3.connect(root / KEPT, isolation_level=None)
        # What was taken out of the record shall not be read here either.
        self._kept.executescript(
            f"PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; {_TABLES}"
        )
        (self._run,) = self._kept.execute("SELECT coalesce(max(run), 0) + 1 FROM units").fetchone()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failed: object) -> None:
        self._kept.close()

    def has(self, unit: str, fingerprint: str) -> bool:
        """Whether the unit was made of the same before, and all its files are there; then it is kept."""
        same = self._one("SELECT 1 FROM units WHERE name = ? AND fingerprint = ?", unit, fingerprint)
        places = [row[0] for row in self._kept.execute("SELECT place FROM files WHERE unit = ?", (unit,))]
        if not same or not all((self.root / place).is_file() for place in places):
            return False
        self._kept.execute("UPDATE units SET run = ? WHERE name = ?", (self._run, unit))
        self.done.unchanged += len(places)
        return True

    def is_made(self, unit: str) -> bool:
        """Whether this run has the unit already."""
        return bool(self._one("SELECT 1 FROM units WHERE name = ? AND run = ?", unit, self._run))

    def put(
        self, unit: str, fingerprint: str, files: Iterable[tuple[str, bytes]], links: Iterable[FilePlace]
    ) -> None:
        """The unit's files, in place of those that it had."""
        before = {row[0] for row in self._kept.execute("SELECT place FROM files WHERE unit = ?", (unit,))}
        for place, content in files:
            self._write(place, content, unit)
            before.discard(place)
        for place in before:
            self._remove(place)
        self._kept.execute("DELETE FROM links WHERE unit = ?", (unit,))
        rows = [(each.file, each.source, unit) for each in links]
        self._kept.executemany("INSERT OR IGNORE INTO links VALUES (?, ?, ?)", rows)
        self._kept.execute("INSERT OR REPLACE INTO units VALUES (?, ?, ?)", (unit, fingerprint, self._run))

    def fingerprints(self, prefix: str, numbers: Iterable[int]) -> list[str]:
        """Those that this run's units of these numbers have."""
        asked = "SELECT fingerprint FROM units WHERE name = ? AND run = ?"
        return [str(self._one(asked, f"{prefix}:{each}", self._run)) for each in numbers]

    def missing(self) -> Iterator[FilePlace]:
        """What this run's pages link and it has not made yet. While it is read, more may be put."""
        asked = (
            "SELECT links.file, min(links.source) FROM links JOIN units ON units.name = links.unit AND units.run = ? "
            "LEFT JOIN files ON files.place = links.file LEFT JOIN units AS own ON own.name = files.unit "
            "AND own.run = ? WHERE own.name IS NULL GROUP BY links.file ORDER BY links.file LIMIT 500"
        )
        while rows := self._kept.execute(asked, (self._run, self._run)).fetchall():
            for file, source in rows:
                yield FilePlace(file, source)

    def clear(self) -> None:
        """Take away what no unit of this run has, also what a run that was killed has left."""
        asked = (
            "SELECT place FROM files LEFT JOIN units ON units.name = files.unit AND units.run = ? "
            "WHERE units.name IS NULL LIMIT 500"
        )
        while rows := self._kept.execute(asked, (self._run,)).fetchall():
            for (place,) in rows:
                self._remove(place)
        old = "SELECT name FROM units WHERE run < ?"
        self._kept.execute(f"DELETE FROM links WHERE unit IN ({old})", (self._run,))  # noqa: S608  no value is in it
        self._kept.execute("DELETE FROM units WHERE run < ?", (self._run,))

    def sums(self) -> Iterator[tuple[str, str]]:
        """SHA-256 and path of every file, by path."""
        yield from self._kept.execute("SELECT digest, place FROM files ORDER BY place")

    def _write(self, place: str, content: bytes, unit: str) -> None:
        digest = hashlib.sha256(content).hexdigest()
        path = self.root / place
        if self._one("SELECT digest FROM files WHERE place = ?", place) == digest and path.is_file():
            self._kept.execute("UPDATE files SET unit = ? WHERE place = ?", (unit, place))
            self.done.unchanged += 1
            return
        # Known before it is there: a run that is killed leaves no file that the next one would not take away.
        self._kept.execute("INSERT OR REPLACE INTO files VALUES (?, ?, '')", (place, unit))
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.half")
        half.write_bytes(content)
        half.replace(path)
        self._kept.execute("UPDATE files SET digest = ? WHERE place = ?", (digest, place))
        self.done.written += 1

    def _remove(self, place: str) -> None:
        self._kept.execute("DELETE FROM files WHERE place = ?", (place,))
        path = self.root / place
        path.unlink(missing_ok=True)
        self.done.removed += 1
        for folder in path.relative_to(self.root).parents:
            if (
                str(folder) != "."
                and (self.root / folder).is_dir()
                and not any((self.root / folder).iterdir())
            ):
                (self.root / folder).rmdir()

    def _one(self, asked: str, *values: object) -> object:
        row = self._kept.execute(asked, values).fetchone()
        return row[0] if row else None
