"""The tables of claims in one file that all workers of a machine map into memory."""

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.json_values import JsonObject
from tracker import match, words
from tracker.match import ClaimTable, Condition, Postings, Rarity, SearchTerms, number_of
from tracker.words import roots, vocabulary

MAGIC = b"FORESAID"
ALIGNMENT = 64

# A word of one text alone is as good as unknown.
LEAST_COUNT = 2

Array = NDArray[Any]
Arrays = dict[str, Array]
# What the file's head says of its arrays, as JSON.
Head = JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a file holds: a table of claims for each language, the rarity of words, when it was made and with
    which dictionary ("" for none). `shift` moves the floor.

    `known` are the latest entries of the record's log that were there when the claims were read, with their hashes.
    """

    tables: list[ClaimTable]
    rarity: Rarity
    made_at: datetime
    known: Mapping[int, str]
    dictionary: str = ""
    shift: float = 0.0


class CountedRarity(Rarity):
    """What is known about words, as two arrays: their numbers in order, and in how many texts each was."""

    def __init__(self, texts: int, numbers: Array, counted: Array) -> None:
        super().__init__(texts)
        self._numbers, self._counted = numbers, counted

    def count_of(self, key: str) -> int:
        """In how many texts a key was."""
        number = number_of(key)
        place = int(np.searchsorted(self._numbers, number))
        if place < len(self._numbers) and self._numbers[place] == number:
            return int(self._counted[place])
        return 0


def write(
    path: Path,
    tables: Iterable[ClaimTable],
    rarity: Rarity,
    *,
    made_at: datetime,
    known: Mapping[int, str],
    dictionary: str = "",
    shift: float = 0.0,
) -> None:
    """Write a snapshot aside and put it in place at once: a reader sees the old one or the new one, whole."""
    arrays: Arrays = dict(_rarity_arrays(rarity))
    segments = []
    for number, table in enumerate(tables):
        arrays |= _arrays_of(table, f"{number}.")
        rows = {str(row): asdict(condition) for row, condition in table.conditions.items()}
        segments.append({"language": table.language, "reach": table.reach, "conditions": rows})
    head = {
        "texts": rarity.texts,
        "made_at": made_at.isoformat(),
        "known": known,
        "segments": segments,
        "dictionary": dictionary,
        "shift": shift,
    }
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        for piece in _pieces(head, arrays):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def read_snapshot(path: Path) -> Snapshot | None:
    """Map a snapshot into memory; None when it is missing, damaged, or made by another version of the matcher."""
    try:
        return _snapshot(np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@cache
def version() -> str:
    """Hash of the code that made the tables: a file of another matcher, or of other words, is not read."""
    folder = Path(match.__file__).parent
    others = (Path(str(module.__file__)) for module in (roots, vocabulary, words))
    sources = (*sorted(folder.glob("*.py")), *others, Path(__file__))
    return blake2b(b"".join(source.read_bytes() for source in sources), digest_size=16).hexdigest()


def _pieces(head: Mapping[str, object], arrays: Arrays) -> Iterator[bytes]:
    """Give the file: magic, length and checksum of the rest, the head as JSON with each array's place, the arrays."""
    places, end = {}, 0
    for name, array in arrays.items():
        places[name] = [array.dtype.str, end, len(array)]
        end += _padded(array.nbytes)
    text = json.dumps({**head, "version": version(), "arrays": places}).encode()
    text += b" " * (_padded(len(text)) - len(text))
    body = [text, *(array.tobytes().ljust(_padded(array.nbytes), b"\0") for array in arrays.values())]
    checksum = 0
    for piece in body:
        checksum = zlib.crc32(piece, checksum)
    front = MAGIC + np.array([len(text), checksum, sum(map(len, body))], np.int64).tobytes()
    yield front.ljust(ALIGNMENT, b"\0")
    yield from body


def _snapshot(data: NDArray[np.uint8]) -> Snapshot:
    length, checksum, size = data[len(MAGIC) : len(MAGIC) + 24].view(np.int64).tolist()
    body = data[ALIGNMENT:]
    if data[: len(MAGIC)].tobytes() != MAGIC or len(body) != size or zlib.crc32(body.data) != checksum:
        raise ValueError
    head = json.loads(body[:length].tobytes())
    if head["version"] != version():
        raise ValueError
    arrays: Arrays = {}
    for name, (kind, start, count) in head["arrays"].items():
        dtype = np.dtype(kind)
        first = length + start
        arrays[name] = body[first : first + count * dtype.itemsize].view(dtype)
    tables = [_table(arrays, f"{number}.", segment) for number, segment in enumerate(head["segments"])]
    rarity = CountedRarity(head["texts"], arrays["word_number"], arrays["word_count"])
    known = {int(number): kept for number, kept in head["known"].items()}
    return Snapshot(
        tables=tables,
        rarity=rarity,
        made_at=datetime.fromisoformat(head["made_at"]),
        known=known,
        dictionary=head["dictionary"],
        shift=head["shift"],
    )


def _padded(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def _rarity_arrays(rarity: Rarity) -> Iterator[tuple[str, Array]]:
    counted = sorted((number_of(key), count) for key, count in rarity.counts.items() if count >= LEAST_COUNT)
    yield "word_number", np.array([number for number, _ in counted], np.int64)
    yield "word_count", np.array([count for _, count in counted], np.int32)


def _arrays_of(table: ClaimTable | Postings, prefix: str) -> Arrays:
    arrays: Arrays = {}
    for field in fields(table):
        value = getattr(table, field.name)
        if isinstance(value, Postings):
            arrays |= _arrays_of(value, f"{prefix}{field.name}.")
        elif isinstance(value, np.ndarray):
            arrays[prefix + field.name] = value
    return arrays


def _table(arrays: Arrays, prefix: str, segment: Head) -> ClaimTable:
    plain = {
        field.name: arrays[prefix + field.name]
        for field in fields(ClaimTable)
        if field.name not in {"language", "reach", "conditions", "stems", "spellings"}
    }
    stems, spellings = (_postings(arrays, f"{prefix}{name}.") for name in ("stems", "spellings"))
    return ClaimTable(
        language=segment["language"],
        reach=segment["reach"],
        conditions=_conditions(segment["conditions"]),
        stems=stems,
        spellings=spellings,
        **plain,
    )


def _postings(arrays: Arrays, prefix: str) -> Postings:
    return Postings(**{column.name: arrays[prefix + column.name] for column in fields(Postings)})


def _conditions(rows: Head) -> Mapping[int, Condition]:
    return {
        int(row): Condition(
            kept["language"], SearchTerms(**{name: tuple(terms) for name, terms in kept["terms"].items()})
        )
        for row, kept in rows.items()
    }
