"""From an OPML document to its entries, and from entries to a document."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext

from tracker import confined

if TYPE_CHECKING:  # the process that reads lists loads the library, and no other
    from tracker.feeds.opml.list_process import FoundEntry, FoundInList

MOST_BYTES: Final = 2**20
MOST_OUTLINES: Final = 3_000
_LONGEST: Final = 1_000

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
# A list, because Python also knows codecs that are no encodings of text, and some of them are slow.
_CODECS: Final = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-15": "iso-8859-15",
}
_OUTLINE: Final = re.compile(r"<outline\b", re.IGNORECASE)
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UnreadableList(ValueError):
    """The document as a whole cannot be taken; the message says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list. Without `url` it names a site only; `is_list`: what is at `url` is another list."""

    url: str
    title: str = ""
    site_url: str = ""
    folder: str = ""
    is_list: bool = False


def decoded(document: bytes, *, most_bytes: int = MOST_BYTES) -> str:
    """The document's text, in the encoding that it declares or is in. Raises UnreadableList if it is too large."""
    if len(document) > most_bytes:
        too_large = gettext("The list is larger than %(size)s MB. Split it.")
        raise UnreadableList(too_large % {"size": f"{most_bytes / 2**20:g}"})
    return _NOT_IN_XML.sub("", _decoded(document))


def parse_list(text: str, *, most_outlines: int = MOST_OUTLINES, cpu_seconds: int = 5) -> list[Listed]:
    """The entries of an OPML document, as often as each is listed; feeds first, then what is none.

    Takes ill-formed documents as readers write them. Read in a process that can be killed: the library's work grows
    with the square of folders and categories. Raises UnreadableList for what is no OPML, holds no entries or too
    many, or takes too long.
    """
    if len(_OUTLINE.findall(text)) > most_outlines:
        too_many = gettext("The list has more than %(number)s entries. Split it.")
        raise UnreadableList(too_many % {"number": most_outlines})
    ascii_text = text.encode("ascii", "xmlcharrefreplace")
    try:
        found = confined.run("tracker.feeds.opml.list_process", {}, ascii_text, cpu_seconds=cpu_seconds)
    except confined.EndedEarly:
        too_slow = gettext("The list takes too long to read: it is built to be slow, or broken.")
        raise UnreadableList(too_slow) from None
    return entries_of(found)


def entries_of(found: "FoundInList") -> list[Listed]:
    """The entries that the library found (see `child.work`), within our bounds. UnreadableList where there are none."""
    if not found["is_list"]:
        raise UnreadableList(gettext("This is no OPML list."))
    entries = [_listed(entry) for entry in found["feeds"]]
    entries += [_listed(entry, is_list=True) for entry in found["lists"]]
    entries += [_listed(entry, is_site=True) for entry in found["opportunities"]]
    if not entries:
        raise UnreadableList(gettext("The list has no entries."))
    return entries


def _decoded(document: bytes) -> str:
    for bom, codec in _BOMS:
        if document.startswith(bom):
            return document[len(bom) :].decode(codec, "replace")
    declared = _DECLARED.match(document)
    codec = _CODECS.get(declared[1].decode().lower(), "utf-8") if declared else "utf-8"
    try:
        return document.decode(codec)
    except UnicodeDecodeError:
        return document.decode("cp1252", "replace")


def _listed(found: "FoundEntry", *, is_list: bool = False, is_site: bool = False) -> Listed:
    url = _line(found["url"])
    return Listed(
        url="" if is_site else url,
        title=_line(found["title"])[:300],
        site_url=url if is_site else "",
        folder=_line(found["folder"])[:_LONGEST],
        is_list=is_list,
    )


def _line(text: str) -> str:
    """One line; an address beyond all bounds stays recognisable as such."""
    return " ".join(str(text).split())[: _LONGEST + 1]


def written(entries: Iterable[Listed], *, title: str, at: datetime) -> str:
    """The entries as an OPML 2.0 document, grouped by folder in the order given."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_text(title)}</title><dateCreated>{format_datetime(at)}</dateCreated></head>",
        "  <body>",
    ]
    for folder, group in groupby(entries, key=lambda entry: entry.folder):
        if folder:
            lines.append(f"    <outline text={_attribute(folder)}>")
        lines += [_outline(entry) for entry in group]
        if folder:
            lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(entry: Listed) -> str:
    title = _attribute(entry.title or entry.url)
    site = f" htmlUrl={_attribute(entry.site_url)}" if entry.site_url else ""
    return f'      <outline type="rss" text={title} title={title} xmlUrl={_attribute(entry.url)}{site}/>'


def _attribute(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("", text))


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))
