"""Results cross between processes unchanged."""

from pathlib import Path

import pytest

from tests.tracker.parse.corpus import CASES, URL
from tracker.parse import parse
from tracker.parse.wire import dump, load


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_loaded_equals_what_was_dumped(case: Path) -> None:
    result = parse(case.read_bytes(), url=URL)

    assert load(dump(result)) == result


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"kind": "unheard-of", "detail": ""}', b"\xff"])
def test_anything_else_is_an_error_and_no_result(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        load(data)
