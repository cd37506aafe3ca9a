"""Writes a backup, reads it back, lets older ones go; and puts one back and looks whether all of it is there."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client

from claims import record
from claims.models import RecordEntry
from config.backup import archive, databases, moving
from config.backup.archive import Damaged, Manifest

NAME: Final = "foresaid-{moment}.backup"
PATTERN: Final = "foresaid-????????T??????Z.backup"
MAIL: Final = "mail"
# Left free for everything else, in bytes.
SPARE: Final = 100 * 2**20
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. `before` is where that which was there until now is kept, None where nothing was."""

    manifest: Manifest
    before: Path | None


class NoRoom(OSError):
    """The disk has no room for the copy and for the file that it becomes."""


class NotWhole(Exception):
    """What came back is not what was written; the text says what differs."""


# --- There ---


def write(folder: Path, *, now: datetime) -> Path:
    """Copy database and kept mail into one file in the folder, read it back and compare. Damaged if it differs."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_without_room(folder)
    target = folder / NAME.format(moment=now.strftime("%Y%m%dT%H%M%SZ"))
    with archive.scratch(folder) as work:
        found = databases.copy(work)
        _copy_mail(work)
        manifest = Manifest(
            format=archive.FORMAT,
            version=settings.VERSION,
            made_at=now.isoformat(),
            vendor=connection.vendor,
            rows=found.rows,
            entries=found.entries,
            last_hash=found.last_hash,
            files=archive.digests(work),
        )
        archive.pack(work, manifest, target, key=settings.BACKUP_KEY)
    try:
        check(target)
    except Exception:
        target.unlink()  # a file that cannot be put back would only be taken for one that can
        raise
    return target


def _refuse_without_room(folder: Path) -> None:
    """Before anything is written: who fills the disk with backups stops what they are for."""
    free, needed = shutil.disk_usage(folder).free, 2 * databases.size() + SPARE
    if free < needed:
        raise NoRoom(f"{folder}: {needed // 2**20} MB are needed, and {free // 2**20} MB are free.")


def _copy_mail(work: Path) -> None:
    """The mail that was kept as files; where a mail server is set there is none."""
    if settings.EMAIL_FILE_PATH.is_dir():
        shutil.copytree(settings.EMAIL_FILE_PATH, work / MAIL)


def check(source: Path) -> Manifest:
    """Read a backup whole: every file by its hash, every table by its rows. Damaged, or WrongKey."""
    with archive.scratch(source.parent) as work:
        manifest = archive.unpack(source, work, key=settings.BACKUP_KEY)
        rows = databases.look_into(work, manifest.vendor)
    if wrong := list(_differences(manifest.rows, dict(rows))):
        raise Damaged(f"{source.name}: {wrong[0]}")
    return manifest


def _differences(written: dict[str, int] | object, found: dict[str, int]) -> Iterator[str]:
    assert isinstance(written, dict)
    for table, number in written.items():
        if found.get(table, 0) != number:
            yield f"{table} has {found.get(table, 0)} rows, and had {number}"


def rotate(folder: Path, *, keep: int) -> list[Path]:
    """Delete all but the newest; returns what went."""
    old = sorted(folder.glob(PATTERN), reverse=True)[keep:]
    for path in old:
        path.unlink()
    return old


# --- And back ---


def restore(source: Path, *, now: datetime, say: Say) -> Restored:
    """Replace database and kept mail by a backup's, and look whether all of it is there.

    What was there is kept beside the backups first. NotWhole where something is missing afterwards; Damaged or
    WrongKey, before anything is touched, where the file is no good.
    """
    folder = settings.BACKUP_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Not in DATA_DIR, which in a container can be written to in its volumes alone.
    with archive.scratch(folder) as work:
        manifest = archive.unpack(source, work, key=settings.BACKUP_KEY)
        _refuse(manifest)
        before = _keep_what_is_there(folder, now)
        say("Putting the database back ...")
        if _moves(manifest):
            moving.fill(work / databases.COPIES[manifest.vendor])
        else:
            databases.put_back(work)
        _put_mail_back(work, folder / f"mail-before-{now.strftime('%Y%m%dT%H%M%SZ')}")
    say("Looking through rows and record ...")
    if fault := _missing(manifest) or _brought_up_to_date():
        raise NotWhole(f"{fault} {_kept_at(before)}")
    return Restored(manifest, before)


def _missing(manifest: Manifest) -> str:
    """What did not come back; "" where all did."""
    found, written = databases.content(), dict(manifest.rows)
    if _moves(manifest):
        written = {table: number for table, number in written.items() if table in moving.tables()}
    for difference in _differences(written, dict(found.rows)):
        return f"{difference}."
    return "" if found.last_hash == manifest.last_hash else "The record's last entry is another."


def _brought_up_to_date() -> str:
    """Make it today's before the first page is served; what is wrong then with the record or that page, or ""."""
    call_command("migrate", verbosity=0, interactive=False)
    # What was held back or forgotten since is so again, by the list that lies outside the database.
    call_command("apply_withheld", stdout=StringIO())
    _let_go_of_what_is_stale()
    for fault in record.verify():
        return f"The record does not hold together: {fault.place}: {fault.explanation}"
    answer = Client(raise_request_exception=False).get(
        f"/{settings.LANGUAGE_CODE}/", headers={"host": "localhost"}, secure=settings.IS_HTTPS
    )
    return "" if answer.status_code == 200 else f"The first page answers {answer.status_code}."


def _refuse(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor and not _moves(manifest):
        raise Damaged(f"it is of {manifest.vendor}, and DATABASE_URL names {connection.vendor}")


def _moves(manifest: Manifest) -> bool:
    """Whether a newsroom outgrows SQLite. The other way there is none."""
    return (manifest.vendor, connection.vendor) == ("sqlite", "postgresql")


def _keep_what_is_there(folder: Path, now: datetime) -> Path | None:
    """A backup of the present state. A file that is too broken for that is kept as it is."""
    try:
        if not RecordEntry.objects.exists():
            return None
        with archive.scratch(folder) as work:
            made = write(work, now=now)
            kept = made.replace(folder / f"before-{made.name}")
    except (DatabaseError, Damaged):
        return databases.put_aside(folder) if connection.vendor == "sqlite" else None
    return kept


def _kept_at(before: Path | None) -> str:
    return f"What was there before is in {before}." if before else "There was nothing before."


def _put_mail_back(work: Path, before: Path) -> None:
    """What was there goes to `before`. The folder itself stays: it may be where a volume is mounted."""
    if not (work / MAIL).is_dir():
        return
    settings.EMAIL_FILE_PATH.mkdir(mode=0o700, parents=True, exist_ok=True)
    if there := list(settings.EMAIL_FILE_PATH.iterdir()):
        before.mkdir(mode=0o700)
    for path in there:
        shutil.move(path, before)
    shutil.copytree(work / MAIL, settings.EMAIL_FILE_PATH, dirs_exist_ok=True)


def _let_go_of_what_is_stale() -> None:
    """Who was signed in then signs in again: a session may have been ended since. Claims are laid out anew."""
    Session.objects.all().delete()
    shutil.rmtree(settings.DATA_DIR / "match", ignore_errors=True)
