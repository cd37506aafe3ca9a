"""What an item names beside its words: transcripts, PDFs, and the recording that they were said in. Pure.

Transcripts as podcasts name them: https://podcasting2.org/docs/podcast-namespace/tags/transcript
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from tracker.parse.json_feed import Raw
from tracker.parse.parsed import DocumentKind, EntryDocument

Absolute = Callable[[str], str]

DOCUMENTS: Final = 10
_LINKS: Final = 20
_MEDIA: Final = {
    "text/vtt": DocumentKind.VTT,
    "application/srt": DocumentKind.SRT,
    "application/x-subrip": DocumentKind.SRT,
    "text/srt": DocumentKind.SRT,
    "application/json": DocumentKind.JSON,
    "text/plain": DocumentKind.TEXT,
    "application/pdf": DocumentKind.PDF,
}
# Some feeds call every file text/plain or nothing; the file's name then knows better.
_ENDINGS: Final = {".vtt": DocumentKind.VTT, ".srt": DocumentKind.SRT, ".json": DocumentKind.JSON}


def documents(raw: Raw, link: str, absolute: Absolute) -> tuple[EntryDocument, ...]:
    """The transcripts that an item names, and the PDFs: those attached, and its own page where that is one."""
    found = [*_transcripts(raw, absolute), *_pdfs(raw, link, absolute)]
    return tuple(islice(dict.fromkeys(found), DOCUMENTS))


def recording(raw: Raw, absolute: Absolute) -> str:
    """The address of the first sound or film that is attached."""
    found = (absolute(href) for href, media in _enclosures(raw) if media.startswith(("audio/", "video/")))
    return next(filter(None, found), "")


def _transcripts(raw: Raw, absolute: Absolute) -> Iterator[EntryDocument]:
    told = dict.get(raw, "podcast_transcripts")
    for one in told if isinstance(told, list) else []:
        address, media = absolute(_text(one, "url")), _text(one, "type").partition(";")[0].strip().lower()
        kind = _by_name(address) or _MEDIA.get(media)
        if address and kind and kind is not DocumentKind.PDF:
            yield EntryDocument(kind, address, _text(one, "language")[:2].lower())


def _pdfs(raw: Raw, link: str, absolute: Absolute) -> Iterator[EntryDocument]:
    attached = (absolute(href) for href, media in _enclosures(raw) if _MEDIA.get(media) is DocumentKind.PDF)
    for address in (link if _path(link).endswith(".pdf") else "", *attached):
        if address:
            yield EntryDocument(DocumentKind.PDF, address)


def _enclosures(raw: Raw) -> Iterator[tuple[str, str]]:
    listed = dict.get(raw, "links")
    for one in (listed if isinstance(listed, list) else [])[:_LINKS]:
        if isinstance(one, dict) and _text(one, "rel") == "enclosure":
            yield _text(one, "href"), _text(one, "type").partition(";")[0].strip().lower()


def _by_name(address: str) -> DocumentKind | None:
    return next((kind for ending, kind in _ENDINGS.items() if _path(address).endswith(ending)), None)


def _path(address: str) -> str:
    return urlsplit(address).path.lower() if address else ""


def _text(told: Raw, name: str) -> str:
    value = dict.get(told, name)
    return value if isinstance(value, str) else ""
