import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from config.backup import archive
from config.backup.archive import Damaged, Manifest, WrongKey

KEY = "a text that nobody guesses and long enough"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    (made / "mail").mkdir(parents=True)
    (made / "database.sqlite3").write_bytes(b"rows" * 1000)
    (made / "mail" / "1.log").write_text("Dear desk")
    return made


def manifest(folder: Path) -> Manifest:
    return Manifest(
        format=archive.FORMAT,
        version="0",
        made_at="2026-06-17",
        vendor="sqlite",
        rows={"claims_claim": 2},
        entries=2,
        last_hash="abc",
        files=archive.digests(folder),
    )


@pytest.mark.parametrize("key", ["", KEY])
def test_what_is_packed_is_unpacked_and_only_its_owner_may_read_it(
    folder: Path, tmp_path: Path, key: str
) -> None:
    target, back = tmp_path / "x.backup", tmp_path / "back"
    written = manifest(folder)
    archive.pack(folder, written, target, key=key)
    back.mkdir()
    assert archive.unpack(target, back, key=key) == written
    assert (back / "mail" / "1.log").read_text() == "Dear desk"
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_breaks_in_the_middle_leaves_no_file(folder: Path, tmp_path: Path) -> None:
    broken = replace(manifest(folder), files={"gone": "0"})
    with pytest.raises(FileNotFoundError):
        archive.pack(folder, broken, tmp_path / "x.backup", key="")
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_key_too_few_or_another_is_said(folder: Path, tmp_path: Path) -> None:
    archive.pack(folder, manifest(folder), tmp_path / "x.backup", key=KEY)
    with pytest.raises(WrongKey, match="BACKUP_KEY is not set"):
        archive.unpack(tmp_path / "x.backup", tmp_path / "a", key="")
    with pytest.raises(WrongKey, match="the key is another"):
        archive.unpack(tmp_path / "x.backup", tmp_path / "b", key=KEY + ".")


@pytest.mark.parametrize("how", ["another file", "cut", "a file exchanged", "a file more", "a later form"])
def test_what_is_not_what_was_written_is_found(folder: Path, tmp_path: Path, how: str) -> None:
    target, back, written = tmp_path / "x.backup", tmp_path / "back", manifest(folder)
    back.mkdir()
    if how == "a file exchanged":
        (folder / "database.sqlite3").write_bytes(b"others" * 1000)
    elif how == "a file more":
        written = replace(written, files={"mail/1.log": written.files["mail/1.log"]})
        written = replace(written, files={**written.files, "database.sqlite3": "0"})
    elif how == "a later form":
        written = replace(written, format=99)
    archive.pack(folder, written, target, key="")
    if how == "another file":
        target.write_bytes(b"GIF89a")
    elif how == "cut":
        target.write_bytes(target.read_bytes()[:-40])
    with pytest.raises(Damaged, match=r"x\.backup"):
        archive.unpack(target, back, key="")


def test_nothing_is_laid_out_beside_the_folder(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.backup", "w:gz") as tar:
        info = tarfile.TarInfo("../beside")
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    (tmp_path / "back").mkdir()
    with pytest.raises(Damaged):
        archive.unpack(tmp_path / "x.backup", tmp_path / "back", key="")
    assert not (tmp_path / "beside").exists()
