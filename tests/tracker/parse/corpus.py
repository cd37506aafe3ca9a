"""The feeds under tests/data/feeds, each with what it should give, and what holds for any result at all."""

import json
import re
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any, Final

from tracker.parse import (
    AUTHOR_LENGTH,
    CONTENT_LENGTH,
    ENTRIES,
    KEY_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    URL_LENGTH,
    EntryDocument,
    NotAFeed,
    ParsedEntry,
    ParsedFeed,
)
from tracker.parse.clean import ALLOWED_ATTRIBUTES, ALLOWED_TAGS

URL: Final = "https://poll.example/dir/feed"
CASES: Final = sorted(
    path for path in (Path(__file__).parents[2] / "data" / "feeds").iterdir() if path.suffix != ".json"
)

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# The cleaner adds the last to every link.
_ATTRIBUTES: Final = {*chain.from_iterable(ALLOWED_ATTRIBUTES.values()), "rel"}


def expected(case: Path) -> dict[str, Any]:
    """Return what stands beside a case: its fields that are not empty, or the kind of its refusal."""
    found: dict[str, Any] = json.loads((case.parent / f"{case.name.partition('.')[0]}.json").read_text())
    return found


def said(result: ParsedFeed | NotAFeed) -> dict[str, Any]:
    """Return a result in the form of `expected`."""
    if isinstance(result, NotAFeed):
        return {"kind": str(result.kind)}
    return _filled(result) | {"entries": [_filled(entry) for entry in result.entries]}


def assert_sound(result: ParsedFeed | NotAFeed) -> None:
    """Check what is promised of every result, whatever the bytes were."""
    if isinstance(result, NotAFeed):
        assert result.detail.endswith(".")
        return
    assert len(result.entries) <= ENTRIES
    assert len({entry.key for entry in result.entries}) == len(result.entries)
    assert not _CONTROL.search(result.title + result.language + result.warning)
    for entry in result.entries:
        _assert_sound_entry(entry)


def _assert_sound_entry(entry: ParsedEntry) -> None:
    assert 0 < len(entry.key) <= KEY_LENGTH
    assert len(entry.title) <= TITLE_LENGTH
    assert len(entry.author) <= AUTHOR_LENGTH
    assert len(entry.summary) <= SUMMARY_LENGTH
    assert len(entry.content_html) <= CONTENT_LENGTH
    assert len(entry.url) <= URL_LENGTH
    assert not entry.url or entry.url.startswith(("http://", "https://"))
    assert not any(_CONTROL.search(value) for value in vars(entry).values() if isinstance(value, str))
    for moment in filter(None, (entry.published_at, entry.updated_at)):
        assert moment.utcoffset() is not None
        assert 1970 <= moment.year <= 2199
    _Inspector().feed(entry.content_html)


def _filled(value: ParsedFeed | ParsedEntry | EntryDocument) -> dict[str, Any]:
    beside = {"keys", "named_by"}  # they say again what the entries say
    return {name: _plain(field) for name, field in vars(value).items() if field and name not in beside}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_filled(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


class _Inspector(HTMLParser):
    """Reads HTML with a parser other than the cleaner's and trips over anything that is not allowed."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED_TAGS
        for name, value in attrs:
            assert name in _ATTRIBUTES
            assert name != "href" or (value or "").lower().startswith(("http://", "https://", "mailto:"))
