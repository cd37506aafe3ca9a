"""Turns a page's links into such as lead from file to file. Decides; reads nothing."""

import posixpath
import re
from collections.abc import Callable
from html import escape, unescape
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

from claims.copying.places import FilePlace, place_of

_ELEMENT: Final = re.compile(r"<(?:link|a|script|img|section|form)\b[^>]*>")
_LINK: Final = re.compile(r"""\s(href|src|action|data-file|data-log)="([^"]*)\"""")
_PLAIN_PATH: Final = re.compile(r"/(?:[\w-]+/)*(?:[\w-]+(?:\.\w+)?)?(?:\?[\w=&-]*)?", re.ASCII)
Leads = Callable[[FilePlace], bool]


def relinked(text: str, *, source: str, file: str, leads: Leads) -> str:
    """The page at `source`, as it stands in `file`. `leads` is asked of every file that it links; what leads nowhere in
    a copy is no link there.
    """

    def element(found: re.Match[str]) -> str:
        changed = _LINK.sub(link, found[0])
        is_lost = found[0].startswith("<link") and "href=" not in changed
        return "" if is_lost else changed

    def link(found: re.Match[str]) -> str:
        address = _within_the_site(unescape(found[2]), source)
        if address is None:
            return found[0]
        place = place_of(address)
        if place is None or not leads(place):
            return ""
        target = quote(path_to(place.file, file)) + place.rest
        return f' {found[1]}="{escape(target)}"'

    return _ELEMENT.sub(element, text)


def path_to(target: str, file: str) -> str:
    """The way to the target from the folder that the file is in."""
    return posixpath.relpath(target, posixpath.dirname(file) or ".")


def _within_the_site(link: str, source: str) -> str | None:
    """The address from its first slash on; None for a link that leads elsewhere or stays on the page."""
    if not link or link.startswith("#"):
        return None
    if _PLAIN_PATH.fullmatch(link):  # most of them: nothing to be put together or told apart
        return link
    own = urlsplit(settings.SITE_URL)
    # "?" alone asks for the page without its query, which `urljoin` takes for no link at all.
    found = urlsplit(urljoin(settings.SITE_URL + source, source.partition("?")[0] if link == "?" else link))
    if (found.scheme, found.netloc) != (own.scheme, own.netloc):
        return None
    return found._replace(scheme="", netloc="").geturl()
