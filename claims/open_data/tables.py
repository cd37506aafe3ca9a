"""Lines of the record as JSON Lines and as CSV (RFC 4180), byte by byte the same values. Writes files, asks nothing."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final, Self

from claims.line_kinds import KINDS, LineKind
from claims.open_data.kept import DataFile
from claims.tables.cells import guarded

ENCODINGS: Final = ("csv", "jsonl")


class DataFiles:
    """The files of a folder, written to piece by piece; `files` once all of it is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, IO[bytes]] = {}
        self._sums: dict[str, hashlib._Hash] = {}
        self._rows: dict[str, int] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failed: object) -> None:
        self._stack.close()

    def begin_tables(self) -> None:
        """Have a file of each kind in both encodings, also where it will have no row."""
        for kind in KINDS:
            self.add(f"{kind.name}.jsonl", b"", rows=0)
            self.add(f"{kind.name}.csv", _csv([[each.name for each in kind.fields]]), rows=0)

    def add_lines(self, kind: LineKind, lines: bytes) -> None:
        """JSON lines of that kind, to both of its files."""
        values = [json.loads(line) for line in lines.splitlines() if line]
        self.add(f"{kind.name}.jsonl", lines, rows=len(values))
        self.add(f"{kind.name}.csv", _csv(map(cells_of, values)), rows=len(values))

    def add(self, name: str, content: bytes, *, rows: int | None = None) -> None:
        """More of that file."""
        if name not in self._open:
            self._open[name] = self._stack.enter_context((self._folder / name).open("wb"))
            self._sums[name] = hashlib.sha256()
        self._open[name].write(content)
        self._sums[name].update(content)
        if rows is not None:
            self._rows[name] = self._rows.get(name, 0) + rows

    def files(self) -> dict[str, DataFile]:
        """What is written so far, by name."""
        return {
            name: DataFile(name, handle.tell(), self._sums[name].hexdigest(), self._rows.get(name))
            for name, handle in sorted(self._open.items())
        }


def cells_of(line: Mapping[str, object]) -> list[str]:
    """A line's values as cells: null is empty, numbers of other rows have a space between, changes are JSON."""
    return [_cell(value) for value in line.values()]


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case bool() | dict():
            return json.dumps(value, ensure_ascii=False)
        case list():
            return " ".join(map(str, value))
    return str(value)


def _csv(rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")
