"""Reads a copy of the site as a browser would: which files there are, and where their links lead."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINKING = {"href", "src", "action", "data-file"}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in LINKING and value]


def files(root: Path) -> set[str]:
    """The path of every file that is for readers."""
    return {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def links(root: Path) -> Iterator[tuple[str, str]]:
    """Each file with each link in it, as it stands there."""
    for path in sorted({*root.rglob("*.html"), *root.rglob("*.atom")}):
        reader = _Links()
        reader.feed(path.read_text())
        for link in reader.found:
            yield str(path.relative_to(root)), link


def leads_nowhere(root: Path, file: str, link: str) -> bool:
    """Whether a link of that file leads to no file beside it. What leads to other sites is not looked at."""
    parts = urlsplit(link)
    if parts.scheme or not (parts.netloc or parts.path):
        return False
    return (
        bool(parts.netloc)
        or link.startswith("/")
        or not ((root / file).parent / unquote(parts.path)).is_file()
    )
