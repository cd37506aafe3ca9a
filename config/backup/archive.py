"""The file that a backup is: a packed tar with a manifest of what is in it, encrypted where there is a key."""

import gzip
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO, Final, cast

from config.backup.sealing import CannotOpen, Opened, Sealer, is_sealed

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
# Fast; the most of what can be saved is saved by then.
PACKED: Final = 3
PRIVATE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


class Damaged(Exception):
    """The file is no backup of this program, or not the one that was written."""


class WrongKey(Exception):
    """The backup is encrypted and BACKUP_KEY is not its key, or it was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds: rows by table, entries of the record and the last one's hash, a SHA-256 for each file."""

    format: int
    version: str
    made_at: str
    vendor: str
    rows: Mapping[str, int]
    entries: int
    last_hash: str
    files: Mapping[str, str]


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below the folder, by its path there."""
    found = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        with path.open("rb") as file:
            found[path.relative_to(folder).as_posix()] = file_digest(file, "sha256").hexdigest()
    return found


def pack(folder: Path, manifest: Manifest, target: Path, *, key: str) -> None:
    """Write the folder's files into one; it appears under its name only once it is whole and on the disk."""
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(unfinished, PRIVATE, 0o600), "wb") as file:
            with (
                _written_to(file, key) as out,
                gzip.GzipFile(fileobj=out, mode="wb", compresslevel=PACKED) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
                for name in (MANIFEST, *manifest.files):
                    tar.add(folder / name, arcname=name, recursive=False)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _written_to(file: BinaryIO, key: str) -> Iterator[BinaryIO]:
    if not key:
        yield file
        return
    sealer = Sealer(file, key)
    yield cast("BinaryIO", sealer)  # it takes what gzip writes
    sealer.close()


def unpack(source: Path, folder: Path, *, key: str) -> Manifest:
    """Lay the files out in the folder and compare each with the manifest. Damaged, or WrongKey."""
    try:
        with source.open("rb") as file:
            _lay_out(_read_from(file, key), folder)
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except CannotOpen as fault:
        raise WrongKey(f"{source.name}: {fault}") from None
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as fault:
        raise Damaged(f"{source.name} is no whole backup ({type(fault).__name__}: {fault})") from None
    if manifest.format != FORMAT:
        raise Damaged(f"{source.name} has a form ({manifest.format}) that this version does not know")
    found = digests(folder)
    found.pop(MANIFEST)
    if wrong := sorted(
        name for name in found.keys() | manifest.files.keys() if found.get(name) != manifest.files.get(name)
    ):
        raise Damaged(f"{source.name}: {wrong[0]} is not what was written")
    return manifest


def _read_from(file: BinaryIO, key: str) -> BinaryIO:
    if not is_sealed(file):
        return file
    if not key:
        raise CannotOpen("it is encrypted, and BACKUP_KEY is not set")
    return cast("BinaryIO", Opened(file, key))  # it gives what gzip reads


def _lay_out(source: BinaryIO, folder: Path) -> None:
    with gzip.GzipFile(fileobj=source) as packed:
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            # Files and folders below ours, and nothing else, whoever made the archive.
            tar.extractall(folder, filter="data")
        while packed.read(2**20):  # to the end, where the sum stands; its absence is a fault
            pass


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """A folder on the disk of `beside` that nobody else reads, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=beside) as folder:
        yield Path(folder)
