"""There and back: on both databases, by the commands that an operator types."""

import fcntl
import re
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.backup import keeping, rotate
from tests.config.backup.conftest import BY_A_WORKER, COUNT, FORGET, GO_ON, WITHHELD, Place
from tests.stack import ROOT

pytestmark = pytest.mark.stack
KEY = "a text that nobody guesses and long enough"


def fine(done: "subprocess.CompletedProcess[str]") -> str:
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_what_was_kept_comes_back_and_what_was_there_is_kept(place: Place) -> None:
    said = fine(place.manage("backup"))
    (made,) = place.made()
    assert f"{made}: " in said
    assert "read back and compared" in said
    assert "It is not encrypted" in said
    assert made.stat().st_mode & 0o777 == 0o600

    place.do(GO_ON)
    (place.folder / "mail" / "1.log").write_text("Something else")
    (place.folder / "withheld").mkdir()  # the list is made where it is missing
    mail, untouched_since = (place.folder / "mail").stat().st_ino, place.folder.stat().st_mtime_ns
    said = fine(place.manage("restore", made))
    assert "all of them checked; the first page answers" in said
    assert place.do(COUNT) == [3, 0, 0]
    assert (place.folder / "mail" / "1.log").read_text() == "Dear desk"
    (kept,) = place.backups.glob("mail-before-*/1.log")
    assert kept.read_text() == "Something else"
    # In a container the data folder is read-only, and its mail a mounted volume.
    assert (place.folder / "mail").stat().st_ino == mail
    assert place.folder.stat().st_mtime_ns == untouched_since

    (before,) = place.backups.glob("before-*.backup")
    fine(place.manage("restore", before))
    assert place.do(COUNT) == [4, 0, 0]


def test_what_was_forgotten_or_held_back_since_is_so_again(place: Place, tmp_path: Path) -> None:
    fine(place.manage("backup"))
    (made,) = place.made()
    assert place.do(WITHHELD) == ["Mara Lindt", 3, 1, 0]
    place.do(FORGET)
    fine(place.manage("restore", made))
    name, public, images, faults = place.do(WITHHELD)
    assert ("Mara" in name, public, images, faults) == (False, 2, 0, 0)
    if place.url.startswith("sqlite"):
        assert b"Mara Lindt" not in (tmp_path / "stack.sqlite3").read_bytes()


def test_an_encrypted_backup_is_readable_by_its_key_alone(place: Place) -> None:
    fine(place.manage("backup", BACKUP_KEY=KEY))
    (made,) = place.made()
    assert b"SQLite format" not in made.read_bytes()
    assert "Whole: " in fine(place.manage("backup", "--check", made, BACKUP_KEY=KEY))
    for settings in ({}, {"BACKUP_KEY": KEY + "."}):
        refused = place.manage("restore", made, **settings)
        assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
        assert "key" in refused.stderr.lower()
    assert place.do(COUNT) == [3, 1, 0]


def test_a_backup_that_was_changed_is_found_before_anything_is_touched(place: Place) -> None:
    fine(place.manage("backup", BACKUP_KEY=KEY))
    (made,) = place.made()
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    refused = place.manage("restore", made, BACKUP_KEY=KEY)
    assert (refused.returncode, "was changed" in refused.stderr) == (1, True)
    assert place.do(COUNT) == [3, 1, 0]
    assert [path.name for path in place.folder.glob(".backup-*")] == []


def test_a_database_that_is_lost_whole_comes_back(place: Place, tmp_path: Path) -> None:
    if not place.url.startswith("sqlite"):
        pytest.skip("a server's databases are the server's own to lose")
    fine(place.manage("backup"))
    for file in tmp_path.glob("stack.sqlite3*"):
        file.write_bytes(b"not a database at all")
    fine(place.manage("restore", place.made()[0]))
    assert place.do(COUNT) == [3, 0, 0]
    assert (place.backups / "before-stack.sqlite3").read_bytes() == b"not a database at all"


def test_while_others_write_the_copy_is_whole(place: Place, tmp_path: Path) -> None:
    """SQLite: a transaction that is open while the copy is taken is not in it, and what is in the log is."""
    if not place.url.startswith("sqlite"):
        pytest.skip("PostgreSQL dumps a snapshot")
    with closing(sqlite3.connect(tmp_path / "stack.sqlite3", isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO django_session VALUES ('committed', '', '2026-01-01')")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO django_session VALUES ('open', '', '2026-01-01')")
        said = fine(place.manage("backup"))
        writer.execute("ROLLBACK")
    assert "compared" in said


def test_nothing_is_restored_while_it_runs(place: Place) -> None:
    fine(place.manage("backup"))
    lock = place.folder / "run" / "lock"
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        refused = place.manage("restore", place.made()[0])
    assert (refused.returncode, "in use by a running Foresaid" in refused.stderr) == (1, True)


def test_the_keys_are_copied_apart_and_lie_in_no_backup(place: Place, tmp_path: Path) -> None:
    fine(place.manage("backup"))
    said = fine(place.manage("backup", "--keys-to", tmp_path / "keys"))
    assert "secret_key, encryption_key, record_key" in said
    kept = (tmp_path / "keys" / "encryption_key").read_bytes()
    assert kept == (place.folder / "encryption_key").read_bytes()
    assert (tmp_path / "keys" / "encryption_key").stat().st_mode & 0o777 == 0o600
    unpacked = subprocess.run(["tar", "-xzOf", str(place.made()[0])], capture_output=True, check=True).stdout
    assert kept not in unpacked


def test_the_newest_stay(tmp_path: Path) -> None:
    first = datetime(2026, 6, 17, tzinfo=UTC)
    names = [
        f"foresaid-{(first + timedelta(days=number)).strftime('%Y%m%dT%H%M%SZ')}.backup"
        for number in range(5)
    ]
    for name in (*names, "before-foresaid-20200101T000000Z.backup", "mine.backup"):
        (tmp_path / name).touch()
    assert [path.name for path in rotate(tmp_path, keep=2)] == [names[2], names[1], names[0]]
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.django_db
def test_a_disk_without_room_is_named_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SPARE", 2**60)
    with pytest.raises(keeping.NoRoom, match=r"MB are needed, and \d+ MB are free"):
        keeping.write(tmp_path, now=datetime(2026, 6, 17, tzinfo=UTC))
    assert list(tmp_path.iterdir()) == []


PAGE = (ROOT / "docs" / "how-to" / "backup.md").read_text()
COMMAND = re.compile(r"^    \.venv/bin/python manage\.py (.+)$", re.MULTILINE)


def test_the_commands_of_the_page_do_what_it_says(place: Place, tmp_path: Path) -> None:
    """In its order, with the file that the first one made."""
    commands = COMMAND.findall(PAGE)
    assert len(commands) == 6
    for command in commands:
        made = place.made()[-1] if place.made() else Path()
        words = [
            str(made) if word.endswith(".backup") else word.replace("..", str(tmp_path))
            for word in command.split()
        ]
        fine(place.manage(*words))
    assert place.do(COUNT) == [3, 0, 0]
    assert (tmp_path / "foresaid-keys" / "secret_key").exists()


def test_the_workers_way_ends_with_a_backup_that_is_whole_or_with_a_fault_in_words(place: Place) -> None:
    made, refused = place.do(BY_A_WORKER)
    assert made["fault"] == ""
    assert "Whole: " in fine(place.manage("backup", "--check", made["file"]))
    assert refused["file"] == ""
    assert "Not a directory" in refused["fault"]
