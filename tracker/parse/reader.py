"""From a feed's bytes to a ParsedFeed, through feedparser. Where that may take too long, use `guard` instead."""

import heapq
import html
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from types import SimpleNamespace
from typing import Final, Protocol
from urllib.parse import urljoin, urlsplit, urlunsplit

import feedparser

from tracker.parse import attached, clean, dates, document, json_feed, taming
from tracker.parse.json_feed import Raw
from tracker.parse.parsed import (
    AUTHOR_LENGTH,
    CONTENT_LENGTH,
    DATE_LENGTH,
    ENTRIES,
    KEY_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    URL_LENGTH,
    NotAFeed,
    NotAFeedKind,
    ParsedEntry,
    ParsedFeed,
)
from tracker.parse.seen import NamedBy

taming.tame()

# A JSON document that may be a feed, in any of its encodings.
_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*\{")
_DECLARATION: Final = b"<?xml version='1.0' encoding='utf-8'?>\n"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_SKIP_HOURS: Final = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL | re.IGNORECASE)
_HOUR: Final = re.compile(r"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_PERIODS: Final = {
    "hourly": 3600,
    "daily": 86_400,
    "weekly": 604_800,
    "monthly": 2_592_000,
    "yearly": 31_536_000,
}
# So many "<" of a feed may belong to its text, as in code that it quotes.
_STRAY_TAGS: Final = 10_000
_LONGEST_TTL: Final = 31_536_000


def parse(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed | NotAFeed:
    """Read a feed of any kind that feedparser knows; `url` is where the body came from, to make links absolute.

    Ill-formed and wrongly declared feeds give their entries, with a warning. Whatever the bytes, the answer is a
    ParsedFeed within the bounds of `results` or a NotAFeed; but hostile bytes can take minutes (see `parse_guarded`).
    """
    if _JSON.match(body):
        return _json_feed(body, url)
    source = _source(body, content_type)
    if isinstance(source, NotAFeed):
        return source
    parsed = _feedparser(source.text)
    if parsed is None:
        return NotAFeed(NotAFeedKind.NOT_XML, "The feed is too broken to be read.")
    if not parsed.version and not parsed.entries:
        return NotAFeed(NotAFeedKind.NOT_A_FEED, "The page is neither RSS nor Atom.")
    return _feed(parsed, source, _base(url))


def _json_feed(body: bytes, url: str) -> ParsedFeed | NotAFeed:
    text = document.decoded(body)
    try:
        found = json_feed.parse_json_feed(text)
    except json_feed.NoJsonFeed:
        return NotAFeed(NotAFeedKind.NOT_A_FEED, "The page is JSON, but no JSON Feed.")
    if found is None:
        return NotAFeed(NotAFeedKind.NOT_XML, "The page is neither XML nor JSON, so it cannot be a feed.")
    parsed = SimpleNamespace(feed=found.feed, entries=found.entries, bozo=False)
    return _feed(parsed, document.Document("", misdeclared=False), _base(url))


def _base(url: str) -> str:
    """Return what relative links are relative to: a password or key in a feed's address must not end up in links."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _source(body: bytes, content_type: str) -> document.Document | NotAFeed:
    if not body.strip(b" \t\r\n\0"):
        return NotAFeed(NotAFeedKind.EMPTY, "The server sent an empty page instead of a feed.")
    try:
        source = document.parse_document(body, content_type)
    except document.EntityDeclared:
        return NotAFeed(
            NotAFeedKind.ENTITIES, "The feed declares XML entities, which is refused: they can be a trap."
        )
    except document.NoRoot:
        return NotAFeed(NotAFeedKind.NOT_XML, "The page is not XML, so it cannot be an RSS or Atom feed.")
    if source.text[:5].lower() == "<html":
        return NotAFeed(
            NotAFeedKind.HTML_PAGE, "This is a web page, not a feed; its feed has an address of its own."
        )
    if _is_hopeless(source.text):
        return NotAFeed(
            NotAFeedKind.NOT_XML, "The feed is too broken to be read: most of its tags never end."
        )
    return source


def _is_hopeless(text: str) -> bool:
    """Whether far more tags begin than end: trying to read megabytes of "<" would take half a minute."""
    return text.count("<") > _STRAY_TAGS + 2 * text.count(">")


class ParsedByFeedparser(Protocol):
    """What is asked of its result: feedparser has no types."""

    feed: Raw
    entries: Sequence[Raw]
    bozo: bool
    version: str


def _feedparser(text: str) -> ParsedByFeedparser | None:
    """Return feedparser's result, None if it broke down.

    It gets a stream, because bytes it would take for the name of a file first; UTF-8 with a declaration of its own, so
    that what it reads is what was checked; and no address, because it would make one of every guid too, and guids must
    stay the same when a feed moves.
    """
    headers = {"content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(_DECLARATION + text.encode())
    try:
        parsed: ParsedByFeedparser = feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - hostile bytes reach parts of a third-party parser that raise anything
        return None
    return parsed


def _feed(parsed: ParsedByFeedparser, source: document.Document, url: str) -> ParsedFeed:
    feed: Raw = parsed.feed
    language = _language(_text(feed, "language"))
    entries = [entry for raw in _newest(parsed.entries) if (entry := _entry(raw, url, language))]
    named = _named(entries)
    return ParsedFeed(
        title=clean.text_or_markup(_text(feed, "title"), limit=TITLE_LENGTH),
        site_url=_link(feed, url),
        language=language,
        ttl_seconds=_ttl(feed),
        skip_hours=_skip_hours(source.text),
        entries=named.entries,
        warning=_warning(parsed, source),
        keys=named.keys if len(named.keys) == len(parsed.entries) else (),
        named_by=named.named_by,
    )


def _warning(parsed: ParsedByFeedparser, source: document.Document) -> str:
    if parsed.bozo:
        return "The feed is not well-formed XML; its entries were read as far as possible."
    if source.misdeclared:
        return "The feed is not in the character encoding that it declares; the right one was guessed."
    return ""


def _newest(entries: Sequence[Raw]) -> list[Raw]:
    """Return the newest entries in the feed's order; among those without a date the first are the newest."""
    if len(entries) <= ENTRIES:
        return list(entries)
    ages = [(_published(raw)[1], -place) for place, raw in enumerate(entries)]
    dated = [(moment.timestamp() if moment else 0.0, place) for moment, place in ages]
    return [entries[-place] for _, place in sorted(heapq.nlargest(ENTRIES, dated), key=lambda pair: -pair[1])]


@dataclass(frozen=True)
class _Markup:
    """A field's text as given and as HTML, and the address that its links are relative to."""

    value: str
    markup: str
    base: str
    language: str


def _entry(raw: Raw, url: str, feed_language: str) -> ParsedEntry | None:
    """Return an entry whose key is still the digest of its words; None for an item that says nothing."""
    contents = _contents(raw, url)
    summary, content = (
        _summary(raw, contents, url),
        max(contents, key=lambda one: len(one.markup), default=None),
    )
    told = content or summary
    title = clean.text_or_markup(_text(raw, "title"), limit=TITLE_LENGTH)
    published_raw, published_at = _published(raw)
    link = _link(raw, url)
    text = clean.safe_html(told.markup, base=told.base, limit=CONTENT_LENGTH) if told else ""
    excerpt = summary or content
    if not (title or link or text):
        return None
    return ParsedEntry(
        key=_digest(link, title, text),
        guid=clean.one_line(_text(raw, "id"), limit=URL_LENGTH),
        url=link,
        title=title,
        author=_author(raw),
        summary=clean.text_of(excerpt.markup, limit=SUMMARY_LENGTH) if excerpt else "",
        content_html=text,
        published_at=published_at,
        published_raw=published_raw,
        updated_at=dates.moment(dict.get(raw, "updated_parsed")),
        language=(_language(told.language) if told else "") or feed_language,
        documents=attached.documents(raw, link, lambda address: _absolute(address, url)),
        recording=attached.recording(raw, lambda address: _absolute(address, url)),
    )


@dataclass(frozen=True)
class _Named:
    """Entries with their keys, the key of each item in turn, and what all keys are made of ("" if not of the same)."""

    entries: tuple[ParsedEntry, ...]
    keys: tuple[str, ...]
    named_by: NamedBy


def _named(entries: Sequence[ParsedEntry]) -> _Named:
    """Give every entry its key: its guid if no other entry has that, else its link, else the digest of its words.

    Some feeds put one guid on all their items; they keep them all. An item that stands there twice is one.
    """
    found: dict[tuple[str, str], ParsedEntry] = {}
    for entry in entries:
        found.setdefault((entry.guid, entry.key), entry)
    single = found.values()
    guids = Counter(entry.guid for entry in single)
    links = Counter(entry.url for entry in single)
    keyed: dict[str, ParsedEntry] = {}
    keys: dict[tuple[str, str], str] = {}
    for entry in single:
        names = [
            name for name, counts in ((entry.guid, guids), (entry.url, links)) if name and counts[name] == 1
        ]
        key = next((name for name in map(_short, names) if name not in keyed), entry.key)
        keyed.setdefault(key, replace(entry, key=key))
        keys[entry.guid, entry.key] = key
    sources = {_source_of(entry, keys[entry.guid, entry.key]) for entry in single}
    return _Named(
        tuple(keyed.values()),
        tuple(keys[entry.guid, entry.key] for entry in entries),
        sources.pop() if len(sources) == 1 else "",
    )


def _source_of(entry: ParsedEntry, key: str) -> NamedBy:
    if entry.guid:
        return "guid" if key == _short(entry.guid) else ""
    return "link" if entry.url and key == _short(entry.url) else ""


def _short(name: str) -> str:
    return name if len(name) <= KEY_LENGTH else _digest(name)


def _digest(*parts: str) -> str:
    return "sha256:" + sha256("\0".join(parts).encode()).hexdigest()


def _summary(raw: Raw, contents: Sequence[_Markup], url: str) -> _Markup | None:
    """Return the summary. Where feedparser made it of a content, or details are of another element, those count not."""
    value = _text(raw, "summary")
    copied = next((content for content in contents if content.value == value), None)
    detail = dict.get(raw, "summary_detail")
    own = detail if isinstance(detail, dict) and _text(detail, "value") == value else {"value": value}
    return copied or _markup(own, url)


def _contents(raw: Raw, url: str) -> list[_Markup]:
    given = dict.get(raw, "content")
    found = [_markup(detail, url) for detail in given] if isinstance(given, list) else []
    return [one for one in found if one]


def _markup(detail: object, url: str) -> _Markup | None:
    if not isinstance(detail, dict):
        return None
    value, kind = _text(detail, "value"), _text(detail, "type") or "text/html"
    if not value.strip() or not (kind.startswith("text/") or kind.endswith("xml")):
        return None
    markup = html.escape(value, quote=False) if kind == "text/plain" else value
    return _Markup(value, markup, _absolute(_text(detail, "base"), url) or url, _text(detail, "language"))


def _published(raw: Raw) -> tuple[str, datetime | None]:
    """Return the date of publication as worded and as a time; without one that can be read, that of the last change."""
    worded = [
        (clean.one_line(wording, limit=DATE_LENGTH), dates.moment(dict.get(raw, f"{name}_parsed")))
        for name in ("published", "updated", "created")
        if (wording := _text(raw, name))
    ]
    return next((one for one in worded if one[1]), worded[0] if worded else ("", None))


def _author(raw: Raw) -> str:
    listed = dict.get(raw, "authors")
    people = listed[:20] if isinstance(listed, list) else []
    found = [_text(person, "name") for person in people if isinstance(person, dict)]
    names = dict.fromkeys(
        clean.text_or_markup(name, limit=AUTHOR_LENGTH) for name in found or [_text(raw, "author")]
    )
    return clean.one_line(", ".join(name for name in names if name), limit=AUTHOR_LENGTH)


def _link(raw: Raw, url: str) -> str:
    """Return the page of a feed or an entry: FeedBurner's original address, the link, or a guid that is an address.

    feedparser also gives a guid as the link where there is none; one such as "4711" is no address.
    """
    listed = dict.get(raw, "links")
    links = [link for link in listed if isinstance(link, dict)] if isinstance(listed, list) else []
    alternates = [_text(link, "href") for link in links if _text(link, "rel") == "alternate"]
    guid = _text(raw, "id")
    chosen = _text(raw, "link") if _text(raw, "link") != guid or guid in alternates else ""
    named = (_absolute(name, url) for name in (_text(raw, "feedburner_origlink"), chosen, *alternates[:5]))
    return next(filter(None, named), "") or _absolute(guid, "")


def _absolute(link: str, base: str) -> str:
    """Return an absolute http(s) address; "" for anything else and for one too long to keep."""
    try:
        full = urljoin(base, clean.one_line(link, limit=URL_LENGTH + 1)) if link.strip() else ""
        parts = urlsplit(full)
    except ValueError:
        return ""
    good = parts.scheme in {"http", "https"} and parts.hostname and len(full) <= URL_LENGTH
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if good else ""


def _ttl(feed: Raw) -> int | None:
    asked = [_number(_text(feed, "ttl")) * 60]
    if period := _PERIODS.get(_text(feed, "sy_updateperiod").strip().lower()):
        asked.append(period // max(1, _number(_text(feed, "sy_updatefrequency"))))
    return min(max(asked), _LONGEST_TTL) or None


def _number(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0


def _skip_hours(text: str) -> frozenset[int]:
    """Return the hours 0 to 23 that an RSS channel names; feedparser keeps only the last of them."""
    channel, _, _ = text.partition("<item")
    match = _SKIP_HOURS.search(channel[:20_000])
    hours = (int(hour) for hour in _HOUR.findall(match[1])) if match else ()
    return frozenset(hour % 24 for hour in hours if hour <= 24)


def _language(code: str) -> str:
    code = code.strip().replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) else ""


def _text(raw: Raw, name: str) -> str:
    """Return a field's text. `dict.get` keeps clear of feedparser's aliases, which would warn or answer otherwise."""
    value = dict.get(raw, name)
    return value if isinstance(value, str) else ""
