"""Takes words out of what lies beside the rows: files of the data folder, and the free space of the database."""

import logging
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, OperationalError, connection
from django.db.backends.utils import CursorWrapper

from claims.withheld import Phrases

logger = logging.getLogger(__name__)
# Made anew by themselves, and full of the words of claims.
CACHES: Final = ("match/claims-",)
# The database and the broker keep their files themselves; the rest holds no text of anybody's.
LEFT_ALONE: Final = ("broker/", "run/", "static/", "foresaid.sqlite3", "withheld/", "record.", "earlier/log/")
KEYS: Final = re.compile(r"_key$")
# Kept mail, and what was kept of it when a backup was put back.
MAIL: Final = re.compile(r"(?:^|/)mail(?:-before-[^/]+)?/")
# As git does: what has this in its beginning is no text. A backup or a picture would be broken by a gap.
BEGINNING: Final = 8192
STATEMENTS: Final = {
    "sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    # The samples first, as the table that holds them is written anew with all others.
    "postgresql": ("SET statement_timeout = 0", "ANALYZE", "VACUUM (FULL)", "RESET statement_timeout"),
}
# What PostgreSQL wrote ahead before the next checkpoint is of no use after it. An account that owns nothing but the
# database may not ask for one.
FORGET_WRITES: Final = {"sqlite": (), "postgresql": ("SELECT pg_switch_wal()", "CHECKPOINT")}
# Whoever began to read before a row was changed is still shown its old words, and PostgreSQL keeps them for as long,
# also in a table that is written anew; so it does while a write goes on that began before, in any database it serves.
ALL_BEGAN_LATER: Final = (
    "SELECT pg_snapshot_xmin(pg_current_snapshot()) > %s::text::xid8 AND NOT EXISTS (SELECT FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) >= age(%s::text::xid8::xid))"
)
TRIES, BETWEEN_TRIES = 50, 0.2
BETWEEN_MAILS: Final = re.compile(rb"^-{79}$\n?", re.MULTILINE)


def wipe_files(phrases: Phrases, folder: Path | None = None) -> list[Path]:
    """Take the phrases out of every file of the data folder; returns the files that had any.

    A kept mail goes whole, a text is blacked out in place, a cache is removed. What is no text (a backup, a picture)
    stays as it is.
    """
    root = folder or settings.DATA_DIR
    return [path for path in _files(root) if _wipe(path, path.relative_to(root).as_posix(), phrases)]


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith(LEFT_ALONE) and not KEYS.search(name):
            yield path


def _wipe(path: Path, name: str, phrases: Phrases) -> bool:
    with suppress(FileNotFoundError):
        if name.startswith(CACHES):
            path.unlink()
            return True
        with path.open("rb") as file:
            if b"\0" in file.read(BEGINNING):
                return False
        content = path.read_bytes()
        if MAIL.search(name):
            return _wipe_mails(path, content, phrases)
        text = content.decode("utf-8", "surrogateescape")
        if phrases.are_in(text):
            # In place: the programs that write the file have it open.
            with path.open("r+b") as file:
                file.write(phrases.black_out(text).encode("utf-8", "surrogateescape"))
                file.truncate()
            return True
    return False


def _wipe_mails(path: Path, content: bytes, phrases: Phrases) -> bool:
    mails = [mail for mail in BETWEEN_MAILS.split(content) if mail.strip()]
    kept = [mail for mail in mails if not _says(mail, phrases)]
    if len(kept) == len(mails):
        return False
    if kept:
        path.write_bytes(b"".join(mail + b"-" * 79 + b"\n" for mail in kept))
    else:
        path.unlink()
    return True


def _says(mail: bytes, phrases: Phrases) -> bool:
    message = message_from_bytes(mail, policy=policy.default)
    assert isinstance(message, EmailMessage)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    return phrases.are_in("\n".join([headers, *parts]))


def take_your_time() -> None:
    """Lift what ends a page's look-ups after some seconds, for the rest of this request: forgetting reads it all."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.set_progress_handler(None, 0)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")


def wipe_free_space() -> bool:
    """Have the database forget what its files still hold of changed rows; False where it could not be done now.

    Everything is written anew, not only what was just changed: a row that was changed or removed long ago leaves its
    words in its table's file, too, and PostgreSQL's planner keeps samples of each column. SQLite takes one lock for
    the while, PostgreSQL one on each table in turn.
    """
    if connection.in_atomic_block:
        return False
    cache.clear()
    try:
        with connection.cursor() as cursor:
            for statement in STATEMENTS[connection.vendor]:
                if statement == "VACUUM (FULL)":
                    _wait_for_others(cursor)
                cursor.execute(statement)
            if connection.vendor == "sqlite" and cursor.fetchone()[0]:
                raise OperationalError("somebody reads from the write-ahead log")
    except DatabaseError as fault:
        logger.warning(
            "The free space of the database is not wiped yet (%s): manage.py apply_withheld", fault
        )
        return False
    _forget_writes()
    return True


def _wait_for_others(cursor: CursorWrapper) -> None:
    """Wait for PostgreSQL's transactions that began before now, some ten seconds. OperationalError if one goes on."""
    cursor.execute("SELECT pg_current_xact_id()::text")
    (now,) = cursor.fetchone()
    for _try in range(TRIES):
        cursor.execute(ALL_BEGAN_LATER, [now, now])
        if cursor.fetchone() == (True,):
            return
        time.sleep(BETWEEN_TRIES)
    raise OperationalError("somebody reads what was there before, or writes since then")


def _forget_writes() -> None:
    try:
        with connection.cursor() as cursor:
            for statement in FORGET_WRITES[connection.vendor]:
                cursor.execute(statement)
    except DatabaseError as fault:
        logger.warning(
            "PostgreSQL's write-ahead log keeps what was forgotten until its next rounds (%s)", fault
        )
