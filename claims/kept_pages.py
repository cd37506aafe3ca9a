"""Bodies of readers' pages, compressed and kept under their edition: in this process, and in the cache that all share.

A page is only found under the tag of the edition in which it was made, so that no change has to tell this of it. What
belongs to an earlier edition is dropped from the process as soon as another is seen; the shared cache has a fixed
number of places, in each of which the last page stays for some minutes at most.

Why so: docs/decisions/0041-pages-are-kept-under-their-edition.md
"""

import gzip
import re
from dataclasses import dataclass
from threading import Lock
from typing import Final
from zlib import crc32

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

LEVEL: Final = 6
# Of the cache that all processes share: so many places, and none longer than this.
PLACES: Final = 512
SHARED_SECONDS: Final = 600
# A form that sends something may carry what is one reader's own, and compressing it could give that away (BREACH).
SENDS: Final = re.compile(rb"""method=["']?post|csrfmiddlewaretoken|\snonce=""", re.IGNORECASE)
REFUSED: Final = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeptUnder:
    """What a page is found by: its edition, its own tag in it, and whether its kind changes more often than others."""

    edition: str
    tag: str
    says_more: bool


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page's header fields and its body, compressed."""

    headers: tuple[tuple[str, str], ...]
    body: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, compressed where the reader's program takes that."""
        is_taken = _takes_gzip(request)
        answer = HttpResponse(self.body if is_taken else gzip.decompress(self.body))
        for name, value in self.headers:
            answer[name] = value
        answer["Content-Length"] = str(len(answer.content))
        if is_taken:
            answer["Content-Encoding"] = "gzip"
        return answer


def _takes_gzip(request: HttpRequest) -> bool:
    wanted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in wanted and REFUSED.search(wanted) is None


class _Shelf:
    """The pages of one kind in this process: those of the edition seen last, up to a number of bytes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._edition, self._pages, self._size = "", dict[str, KeptPage](), 0

    def find(self, edition: str, tag: str) -> KeptPage | None:
        if edition != self._edition:
            self.empty(edition)
        return self._pages.get(tag)

    def put(self, edition: str, tag: str, page: KeptPage) -> None:
        with self._lock:
            if edition != self._edition or tag in self._pages:
                return
            self._pages[tag] = page
            self._size += len(page.body)
            while self._size > settings.KEPT_PAGES_MB * 1_000_000 and self._pages:
                self._size -= len(self._pages.pop(next(iter(self._pages))).body)

    def empty(self, edition: str = "") -> None:
        with self._lock:
            self._edition, self._pages, self._size = edition, {}, 0


_SHELVES: Final = {True: _Shelf(), False: _Shelf()}


def find(request: HttpRequest, under: KeptUnder) -> KeptPage | None:
    """The page, if it is kept."""
    if not settings.KEPT_PAGES_MB:
        return None
    shelf = _SHELVES[under.says_more]
    page = shelf.find(under.edition, under.tag)
    if page is None and (page := _shared(request, under.tag)) is not None:
        shelf.put(under.edition, under.tag, page)
    return page


def keep(request: HttpRequest, answer: HttpResponse, under: KeptUnder) -> KeptPage | None:
    """The page, kept from now on; None where it is one that must not be, or nothing is. `find` was asked before."""
    if not settings.KEPT_PAGES_MB or not may_be_kept(answer):
        return None
    patch_vary_headers(answer, ["Accept-Encoding"])
    headers = tuple((name, value) for name, value in answer.items() if name != "Content-Length")
    page = KeptPage(headers, gzip.compress(answer.content, LEVEL, mtime=0))
    _SHELVES[under.says_more].put(under.edition, under.tag, page)
    if not request.META.get("QUERY_STRING"):
        cache.set(_place_of(request), (under.tag, page.headers, page.body), SHARED_SECONDS)
    return page


def may_be_kept(answer: HttpResponse) -> bool:
    """Whether it is the same for everybody: no cookie, no script by a number, and no form that sends."""
    policy = answer.headers.get("Content-Security-Policy", "")
    if answer.streaming or answer.cookies or "nonce-" in policy:
        return False
    return SENDS.search(answer.content) is None


def forget_all() -> None:
    """Drop what this process keeps."""
    for shelf in _SHELVES.values():
        shelf.empty()


def _shared(request: HttpRequest, tag: str) -> KeptPage | None:
    # With a query there are more addresses than anybody has pages: those stay in the process.
    if request.META.get("QUERY_STRING"):
        return None
    match cache.get(_place_of(request)):
        case (str(kept), tuple(headers), bytes(body)) if kept == tag:
            return KeptPage(headers, body)
    return None


def _place_of(request: HttpRequest) -> str:
    return f"page:{crc32(request.path.encode()) % PLACES}"
