"""What is written, left and taken away in a copy's folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.copying.folder import Folder, NoCopy
from claims.copying.places import FilePlace


def put(root: Path, **units: bytes) -> Folder:
    with Folder(root) as folder:
        for name, content in units.items():
            folder.put(name, "1", [(f"{name}/a.html", content)], [])
        folder.clear()
    return folder


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    with pytest.raises(NoCopy):
        Folder(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    put(tmp_path, one=b"1", two=b"2")

    done = put(tmp_path, one=b"1", two=b"changed").done

    assert (done.written, done.unchanged, done.removed) == (1, 1, 0)


def test_what_no_unit_has_any_more_is_taken_away_with_its_folder(tmp_path: Path) -> None:
    put(tmp_path, one=b"1", two=b"2")

    put(tmp_path, one=b"1")

    assert not (tmp_path / "two").exists()
    assert (tmp_path / "one/a.html").is_file()


def test_a_unit_whose_file_is_gone_is_made_again(tmp_path: Path) -> None:
    put(tmp_path, one=b"1")
    (tmp_path / "one/a.html").unlink()

    with Folder(tmp_path) as folder:
        assert not folder.has("one", "1")
        assert not folder.has("one", "2")


def test_what_a_killed_run_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with pytest.raises(RuntimeError):
        folder.put("one", "1", _one_and_no_more(), [])

    put(tmp_path, two=b"2")

    assert not (tmp_path / "one").exists()


def _one_and_no_more() -> Iterator[tuple[str, bytes]]:
    yield "one/a.html", b"1"
    raise RuntimeError


def test_what_is_linked_and_not_there_is_missing_until_it_is_made(tmp_path: Path) -> None:
    with Folder(tmp_path) as folder:
        folder.put("one", "", [("a.html", b"")], [FilePlace("b.html", "/b/"), FilePlace("a.html", "/a/")])
        for place in folder.missing():
            folder.put(f"page:{place.file}", "", [(place.file, b"")], [])
            assert place == FilePlace("b.html", "/b/")
        assert list(folder.missing()) == []
