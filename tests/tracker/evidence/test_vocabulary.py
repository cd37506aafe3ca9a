"""The installed dictionary beside the snapshot."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tracker.evidence import vocabulary


@pytest.fixture
def installed(tmp_path: Path, settings: Settings) -> Path:
    source = tmp_path / "de-en"
    source.write_text("Fähre {f} :: ferry\n", encoding="utf-8")
    settings.DICTIONARY_FILE = source
    return source


def test_without_a_dictionary_there_is_no_second_vocabulary(tmp_path: Path) -> None:
    assert vocabulary.opened(tmp_path) is None
    assert vocabulary.prepared(tmp_path) is None


def test_the_index_is_made_once_and_then_opened(installed: Path, tmp_path: Path) -> None:
    assert vocabulary.opened(tmp_path) is None
    made = vocabulary.prepared(tmp_path)
    opened = vocabulary.opened(tmp_path)

    assert made
    assert opened
    assert made.name == opened.name
    assert opened.translations("Fähre", "de") == ("ferry",)


def test_where_no_index_can_be_written_matching_goes_on_without(installed: Path, tmp_path: Path) -> None:
    assert vocabulary.prepared(tmp_path / "missing") is None
