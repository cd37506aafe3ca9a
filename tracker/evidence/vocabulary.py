"""The installed dictionary as the watched claims use it: its index is made once a machine, beside the snapshot."""

import fcntl
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tracker.words.dictionary import Dictionary, build, index_of

log = logging.getLogger(__name__)


def opened(folder: Path) -> Dictionary | None:
    """The dictionary, if one is installed and its index is there."""
    path = _index(folder)
    return Dictionary(path) if path and path.exists() else None


def prepared(folder: Path) -> Dictionary | None:
    """The dictionary, if one is installed; where its index is missing it is made, in some ten seconds."""
    path = _index(folder)
    if path is None:
        return None
    try:
        with alone(path):
            if not path.exists():
                log.info("reading the dictionary %s", settings.DICTIONARY_FILE)
                build(settings.DICTIONARY_FILE, path)
    except (OSError, sqlite3.Error) as fault:
        log.warning("the dictionary %s cannot be used: %s", settings.DICTIONARY_FILE, fault)
        return None
    return Dictionary(path)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one process at a time work on a file; where nothing can be written, nothing is shared either."""
    try:
        lock = path.with_name(f"{path.name}.lock").open("w")
    except OSError:
        yield
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # released when the file is closed, also by a crash
        yield


def _index(folder: Path) -> Path | None:
    try:
        return index_of(settings.DICTIONARY_FILE, folder)
    except OSError:
        return None
