"""Reads an export back: is every file there and as it was written, and is every line one? Writes nothing.

SHA256SUMS -> each file compared -> each line by `line_kinds.KINDS` -> numbers that lines name -> faults, or rows
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from claims.copying.making import SUMS
from claims.line_kinds import BY_NAME, DICTIONARY, FORMAT, KINDS, LineField, LineKind, LineValues, file_of

MOST_FAULTS: Final = 100
_CHUNK: Final = 1 << 20
# Which kinds' numbers a field may name; of claims and claimants also those of which nothing else is told.
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "claim_id": ("claims", "held_claims"),
    "restates_id": ("claims", "held_claims"),
    "claims": ("claims",),
    "claimant_id": ("claimants",),
    "claimants": ("claimants",),
    "evidence_id": ("evidence",),
    "evidence": ("evidence",),
    "verdict_id": ("verdicts",),
    "topics": ("topics",),
    "image_id": ("images",),
}
_MERGED: Final = {"claims": ("claims", "held_claims"), "claimants": ("claimants",)}
# Where a claimant may be one who is held back.
_MAY_BE_UNKNOWN: Final = {("holds", "claimant_id"), ("held_claims", "claimant_id")}


@dataclass(frozen=True, slots=True)
class ExportFault:
    """What is wrong with which file of an export."""

    file: str
    fault: str


class BadLine(ValueError):
    """A line that is none of its kind."""


class SiteExport:
    """A folder that `export_site` wrote."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # The files whose sums were told, and are right.
        self._listed: set[str] = set()

    @property
    def blocks(self) -> int:
        """How many blocks of claims it has. KeyError and the like where `faults` finds any."""
        return int(json.loads((self.root / DICTIONARY).read_text())["blocks"])

    def faults(self) -> list[ExportFault]:
        """What is damaged, missing or not understood, up to MOST_FAULTS; empty where all is well. Reads every file."""
        found: list[ExportFault] = []
        for passes in (self._faults_of_files, self._faults_of_lines):
            for fault in passes():
                found.append(fault)
                if len(found) == MOST_FAULTS:
                    return found
            if found:
                break
        return found

    def lines(self, name: str, block: int = 0) -> Iterator[LineValues]:
        """The lines of a kind, their values by the fields' sources. BadLine where `faults` finds any."""
        kind = BY_NAME[name]
        with (self.root / file_of(kind, block)).open(encoding="utf-8") as file:
            for line in file:
                values = _read(kind, line)
                of_files = [each.source for each in kind.fields if each.type == "file"]
                yield values | {name: (self.root / str(values[name])).read_bytes() for name in of_files}

    def _faults_of_files(self) -> Iterator[ExportFault]:
        if not (self.root / SUMS).is_file():
            yield ExportFault(SUMS, "is missing: this is no folder that export_site wrote to its end")
            return
        listed = self._listed
        for number, line in enumerate((self.root / SUMS).read_text(errors="replace").splitlines(), 1):
            digest, _spaces, place = line.partition("  ")
            if len(digest) != 64 or not _is_within(place):
                yield ExportFault(SUMS, f"line {number} is none of a sum and a path")
                continue
            listed.add(place)
            if fault := self._fault_of(place, digest):
                yield ExportFault(place, fault)
        if DICTIONARY not in listed:
            yield ExportFault(
                DICTIONARY, "is not in the export, which an older version wrote: export it again"
            )
            return
        yield from self._faults_of_list(listed)

    def _fault_of(self, place: str, digest: str) -> str:
        path = self.root / place
        if path.is_symlink() or not path.is_file():
            return "is missing"
        sum_of_file = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                sum_of_file.update(chunk)
        return (
            "" if sum_of_file.hexdigest() == digest else f"is not as it was written: {SUMS} has another sum"
        )

    def _faults_of_list(self, listed: set[str]) -> Iterator[ExportFault]:
        try:
            told = json.loads((self.root / DICTIONARY).read_text())
            blocks, form = int(told["blocks"]), told["format"]
        except (OSError, ValueError, KeyError, TypeError) as fault:
            yield ExportFault(DICTIONARY, f"is no dictionary of an export: {fault}")
            return
        if form != FORMAT:
            yield ExportFault(DICTIONARY, f"is of the format {form!r:.60}; this version reads {FORMAT}")
            return
        wanted = [file_of(kind, each) for kind in KINDS for each in range(blocks if kind.in_blocks else 1)]
        for place in wanted:
            if place not in listed:
                yield ExportFault(place, f"is missing in {SUMS}")

    def _faults_of_lines(self) -> Iterator[ExportFault]:
        known, is_readable = _Numbers(), True
        for kind, block in self._files():
            for fault in known.take_up(kind, file_of(kind, block), self.root / file_of(kind, block)):
                is_readable = False
                yield fault
        if not is_readable:
            return
        for kind, block in self._files():
            for number, values in enumerate(_whole_lines(kind, self.root / file_of(kind, block)), 1):
                for unknown in (*known.faults_of(kind, values), *self._lost_files(kind, values)):
                    yield ExportFault(file_of(kind, block), f"line {number}: {unknown}")

    def _lost_files(self, kind: LineKind, values: LineValues) -> Iterator[str]:
        for each in kind.fields:
            if each.type == "file" and values[each.source] not in self._listed:
                yield f"{each.name} names a file that is not in {SUMS}"

    def _files(self) -> Iterator[tuple[LineKind, int]]:
        for kind in KINDS:
            for block in range(self.blocks if kind.in_blocks else 1):
                yield kind, block


class _Numbers:
    """The numbers of all rows, by kind."""

    def __init__(self) -> None:
        self._known: dict[str, set[object]] = defaultdict(set)

    def take_up(self, kind: LineKind, place: str, path: Path) -> Iterator[ExportFault]:
        """Read the lines of a file; yield what is wrong with each by itself."""
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    values = _read(kind, line.decode())
                except ValueError as fault:
                    yield ExportFault(place, f"line {number}: {fault}")
                    continue
                if "pk" in values:
                    if values["pk"] in self._known[kind.name]:
                        yield ExportFault(place, f"line {number}: the number {values['pk']} is there twice")
                    self._known[kind.name].add(values["pk"])

    def faults_of(self, kind: LineKind, values: LineValues) -> Iterator[str]:
        """The rows that a line names and the export does not have."""
        for each in kind.fields:
            if (kind.name, each.source) in _MAY_BE_UNKNOWN:
                continue
            among = (
                _MERGED.get(kind.name, ()) if each.source == "merged_into_id" else _NAMES.get(each.source, ())
            )
            value = values[each.source]
            for number in value if isinstance(value, list) else [value]:
                if among and number is not None and not any(number in self._known[name] for name in among):
                    yield f"{each.name} {number} is in no line of {' or '.join(among)}"


def _whole_lines(kind: LineKind, path: Path) -> Iterator[LineValues]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield _read(kind, line)


def _is_within(place: str) -> bool:
    parts = PurePosixPath(place).parts
    return bool(parts) and not place.startswith("/") and ".." not in parts


def _read(kind: LineKind, line: str) -> LineValues:
    try:
        found = json.loads(line)
    except ValueError:
        raise BadLine("is no JSON") from None
    if not isinstance(found, dict) or found.keys() != {each.name for each in kind.fields}:
        raise BadLine(f"has not the fields that {DICTIONARY} names")
    values: LineValues = {}
    for each in kind.fields:
        try:
            values[each.source] = _decoded(found[each.name], each.type)
        except (ValueError, TypeError):
            raise BadLine(f"{each.name} is no {each.type}") from None
        _check_row(kind, each, values[each.source])
    return values


def _decoded(value: object, type_: str) -> object:
    """The value as a row has it. ValueError or TypeError for one of another type."""
    if value is None and type_.endswith("?"):
        return None
    return _READERS[type_.removesuffix("?")](value)


def _text(value: object) -> object:
    """Text that every database takes: without NUL, and of whole characters."""
    if not isinstance(value, str) or "\0" in value:
        raise TypeError
    value.encode()
    return value


def _number(value: object) -> object:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise TypeError
    return value


def _truth(value: object) -> object:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _day(value: object) -> object:
    return date.fromisoformat(str(_text(value)))


def _moment(value: object) -> object:
    moment = datetime.fromisoformat(str(_text(value)))
    if moment.tzinfo is None:
        raise TypeError
    return moment


def _numbers(value: object) -> object:
    if not isinstance(value, list):
        raise TypeError
    return [_number(each) for each in value]


def _changed(value: object) -> object:
    if not isinstance(value, dict) or not all(
        isinstance(each, list) and len(each) == 2 for each in value.values()
    ):
        raise TypeError
    return value


_READERS: Final[Mapping[str, Callable[[object], object]]] = {
    "text": _text,
    "file": _text,
    "person": _text,
    "number": _number,
    "truth": _truth,
    "day": _day,
    "moment": _moment,
    "numbers": _numbers,
    "changes": _changed,
}


def _check_row(kind: LineKind, field: LineField, value: object) -> None:
    """Hold the value to the choices and the length that the row's field has."""
    try:
        column = kind.model._meta.get_field(field.source) if kind.model else None  # noqa: SLF001  documented
    except FieldDoesNotExist:
        return
    if not isinstance(column, models.Field) or not isinstance(value, str):
        return
    is_left_out = value == "" and column.blank
    if column.choices and value not in dict(column.flatchoices) and not is_left_out:
        raise BadLine(f"{field.name} is none of {', '.join(map(str, dict(column.flatchoices)))}")
    if column.max_length and len(value) > column.max_length:
        raise BadLine(f"{field.name} is longer than {column.max_length} letters")
    if kind.name == "claims" and field.name == "state" and value == "draft":
        raise BadLine("a draft is in no export")
