import os
from pathlib import Path

import pytest

from config.reload import CodeChange


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / "room" / "module.py"
    path.parent.mkdir()
    path.write_text("")
    return path


def test_code_that_nobody_touched_has_not_changed(tmp_path: Path, module: Path) -> None:
    has_changed = CodeChange([tmp_path])
    (tmp_path / "notes.txt").write_text("no code")
    assert not has_changed()


def test_a_saved_file_is_told_once(tmp_path: Path, module: Path) -> None:
    has_changed = CodeChange([tmp_path])
    os.utime(module, ns=(0, module.stat().st_mtime_ns + 1))
    assert has_changed()
    assert not has_changed()


def test_a_new_and_a_deleted_file_are_changes_too(tmp_path: Path, module: Path) -> None:
    has_changed = CodeChange([tmp_path])
    new = module.with_name("new.py")
    new.write_text("")
    assert has_changed()
    new.unlink()
    assert has_changed()


def test_a_file_that_leads_nowhere_is_no_error(tmp_path: Path, module: Path) -> None:
    module.with_name("lock.py").symlink_to(tmp_path / "gone")
    assert not CodeChange([tmp_path])()
