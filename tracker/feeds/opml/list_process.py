"""The process in which one list is read, and the only user of listparser. Started by `document` alone."""

from typing import Required, TypedDict

import listparser

from tracker import confined

# What the library keeps apart: feeds, other lists, and sites without the address of a feed.
KINDS = ("feeds", "lists", "opportunities")


class FoundEntry(TypedDict):
    """An entry as it is sent back; `folder` is "" or the names of folders, joined by " / "."""

    url: str
    title: str
    folder: str


class FoundInList(TypedDict):
    """The entries of each kind, and whether it is a list at all."""

    is_list: bool
    feeds: list[FoundEntry]
    lists: list[FoundEntry]
    opportunities: list[FoundEntry]


class _ByLibrary(TypedDict, total=False):
    """An entry as the library gives it."""

    url: Required[str]
    title: str
    categories: list[list[str]]


class _AsListed(listparser.Handler):  # type: ignore[misc]  # the library puts it together as it loads
    """Keeps an address as often as it is listed; the library's own drops all but the first without a word."""

    def start_opml_outline(self, attrs: dict[str, str]) -> None:
        self.found_urls.clear()
        super().start_opml_outline(attrs)


listparser.Handler = _AsListed  # `parse` asks for it by this name


def work(text: bytes, _order: dict[str, object]) -> FoundInList:
    """The entries found. `text` is ASCII: the library guesses encodings.

    Bytes, because the library would fetch a string that is an address.
    """
    harvest = listparser.parse(text)
    feeds, lists, sites = ([_entry(found) for found in harvest[kind]] for kind in KINDS)
    return {"is_list": bool(harvest["version"]), "feeds": feeds, "lists": lists, "opportunities": sites}


def _entry(found: _ByLibrary) -> FoundEntry:
    folders = (" / ".join(filter(None, names)) for names in found.get("categories", []))
    return {
        "url": found["url"],
        "title": found.get("title", ""),
        "folder": next(filter(None, folders), ""),
    }


if __name__ == "__main__":
    confined.serve(work)
