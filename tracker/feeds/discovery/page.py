"""From a page's bytes to the feeds that it names. Pure; where that may take too long, use `guard` instead."""

import re
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import urljoin, urlsplit

from claims.addresses import canonical_url

# Announcements stand in a page's head; what comes after so much is not worth the time of whoever waits.
READ: Final = 2**20
_LONGEST_URL: Final = 1_000
_LONGEST_LABEL: Final = 200

_FEED_TYPES: Final = frozenset(
    {
        "application/atom+xml",
        "application/rdf+xml",
        "application/rss+xml",
        "application/feed+json",
        "application/x-atom+xml",
        "application/x-rss+xml",
        "application/xml",
        "text/rss+xml",
        "text/xml",
    }
)
_COMMENTS: Final = re.compile(r"\b(?:comments?|kommentare?)\b", re.IGNORECASE)

# Where content systems put a feed that their pages don't announce, the commonest first.
WELL_KNOWN: Final = ("/feed/", "/rss.xml", "/atom.xml", "/feed.xml", "/rss")


@dataclass(frozen=True, slots=True)
class Announced:
    """A feed that a page names; `label` is what the page calls it, "" if nothing."""

    url: str
    label: str = ""


def announced(page: bytes, *, url: str) -> list[Announced]:
    """The feeds that a page names, feeds of comments last, each address once.

    First what `<link rel="alternate">` says (https://www.rssboard.org/rss-autodiscovery); only where that is nothing,
    links in the text whose address looks like a feed's. `url` is where the page came from. object bytes will do.
    """
    from trafilatura.utils import load_html  # noqa: PLC0415  the process that reads pages loads it, and no other

    tree = load_html(page[:READ])
    if tree is None:
        return []
    base = _base(tree, url)
    found = [link for element in tree.iterfind(".//link") if (link := _announced_by(element, base))]
    if not found:
        linked = (_absolute(base, str(link.get("href"))) for link in tree.iterfind(".//link[@href]"))
        no_feeds = {canonical_url(address) for address in (*linked, url, urljoin(url, "/"))}
        look_alikes = _look_alikes(page[:READ], url)
        found = [Announced(address) for address in look_alikes if canonical_url(address) not in no_feeds]
    once: dict[str, Announced] = {}
    for each in found:
        once.setdefault(canonical_url(each.url), each)
    return sorted(once.values(), key=_is_for_comments)


def well_known(url: str) -> list[str]:
    """Addresses on the page's host that are worth a try when the page names no feed."""
    return [urljoin(url, path) for path in WELL_KNOWN]


class Element(Protocol):
    """One of lxml's, which has no types: as much of it as is asked for here."""

    def get(self, name: str, default: str = "") -> str | None: ...

    def find(self, path: str) -> "Element | None": ...


def _announced_by(link: Element, base: str) -> Announced | None:
    kinds = str(link.get("rel", "")).lower().split()
    media = str(link.get("type", "")).partition(";")[0].strip().lower()
    if "alternate" not in kinds or media not in _FEED_TYPES:
        return None
    address = _absolute(base, str(link.get("href", "")))
    label = " ".join(str(link.get("title", "")).split())
    return Announced(address, label[:_LONGEST_LABEL]) if address else None


def _look_alikes(page: bytes, url: str) -> list[str]:
    """What trafilatura takes for feeds among the page's links; it fetches nothing here."""
    from trafilatura import feeds  # noqa: PLC0415  as above

    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    where = feeds.FeedParameters(origin, parts.hostname or "", url)
    text = page.decode(errors="replace")
    return [link for link in feeds.determine_feed(text, where) if len(link) <= _LONGEST_URL]


def _base(tree: Element, url: str) -> str:
    """What relative addresses are relative to: the page's `<base>`, else its own address."""
    element = tree.find(".//base[@href]")
    return _absolute(url, str(element.get("href"))) or url if element is not None else url


def _absolute(base: str, address: str) -> str:
    """An http(s) address, or "" where there is none to be had."""
    try:
        joined = urljoin(base, address.strip())
    except ValueError:
        return ""
    is_web = joined.lower().startswith(("http://", "https://"))
    return joined if address.strip() and is_web and len(joined) <= _LONGEST_URL else ""


def _is_for_comments(feed: Announced) -> bool:
    return bool(_COMMENTS.search(feed.label) or _COMMENTS.search(feed.url))
