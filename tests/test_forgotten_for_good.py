"""Of what was forgotten nothing is left: not in the database's file, its log or a dump, nor in files or on pages."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(folder: Path, act: str) -> None:
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DEMO": "",
        "DATABASE_URL": "",
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


def holding(folder: Path, token: str) -> list[str]:
    """The files that have the token, in any case, or as JSON escapes and UTF-16 would have it."""
    wanted = token.casefold().encode()
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [str(path.relative_to(folder)) for path in files if wanted in path.read_bytes().lower()]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Planted, forgotten and read; the files as they are then."""
    folder = tmp_path_factory.mktemp("newsroom") / "data"
    run(folder, "plant")
    tokens = json.loads((folder.parent / "kept.json").read_text())["tokens"]
    planted = {token for token in tokens if holding(folder, token)}
    run(folder, "forget")
    run(folder, "read")
    answer = json.loads((folder.parent / "answer.json").read_text())
    return {"folder": folder, "tokens": tokens, "planted": planted, **answer}


@pytest.mark.stack
def test_more_than_fifty_secrets_stood_in_the_files_before(newsroom: dict[str, Any]) -> None:
    assert len(newsroom["planted"]) > 50


@pytest.mark.stack
def test_no_file_of_the_data_folder_has_any(newsroom: dict[str, Any]) -> None:
    left = {token: found for token in newsroom["tokens"] if (found := holding(newsroom["folder"], token))}
    assert left == {}


@pytest.mark.stack
def test_no_dump_of_the_database_has_any(newsroom: dict[str, Any]) -> None:
    with sqlite3.connect(newsroom["folder"] / "foresaid.sqlite3") as database:
        dump = "\n".join(database.iterdump()).casefold()
    assert [token for token in newsroom["tokens"] if token.casefold() in dump] == []


@pytest.mark.stack
def test_no_public_page_has_any(newsroom: dict[str, Any]) -> None:
    assert newsroom["told"] == []
    assert newsroom["pages"] > 50


@pytest.mark.stack
def test_every_leaf_stays_and_the_record_holds_together(newsroom: dict[str, Any]) -> None:
    assert newsroom["stayed"]
    assert newsroom["faults"] == []
