"""Reads JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) into the fields that feedparser gives. Pure."""

import json
import re
from typing import Final, NamedTuple

from claims.json_values import JsonObject
from tracker.parse.dates import written_date

_VERSION: Final = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.\d+)?/?")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# So many authors, and so many attachments, of an item are read.
_MOST: Final = 20

# The fields of a feed or an item, under feedparser's names or JSON Feed's.
Raw = JsonObject


class JsonFeed(NamedTuple):
    """The feed's own fields and those of its items, named as feedparser names them."""

    feed: Raw
    entries: list[Raw]


class NoJsonFeed(ValueError):
    """The text is JSON, but no feed."""


def parse_json_feed(text: str) -> JsonFeed | None:
    """Read a JSON Feed; None for what is no JSON at all. Raises NoJsonFeed for any other JSON."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not _VERSION.fullmatch(_text(told, "version")):
        raise NoJsonFeed
    items = told.get("items")
    feed = {
        "title": _text(told, "title"),
        "link": _text(told, "home_page_url"),
        "language": _text(told, "language"),
    }
    people = _people(told)
    listed = items if isinstance(items, list) else []
    return JsonFeed(feed, [_entry(item, people) for item in listed if isinstance(item, dict)])


def _entry(item: Raw, people_of_the_feed: list[Raw]) -> Raw:
    """One item: its own page, else the one that it is about; HTML before plain text."""
    entry: Raw = {
        "id": _text(item, "id"),
        "title": _text(item, "title"),
        "summary": _text(item, "summary"),
        "authors": _people(item) or people_of_the_feed,
    }
    entry["summary_detail"] = {"value": entry["summary"], "type": "text/plain"}
    if link := _text(item, "url") or _text(item, "external_url"):
        entry |= {"link": link, "links": [{"rel": "alternate", "href": link}]}
    for name, kind in (("content_html", "text/html"), ("content_text", "text/plain")):
        if value := _text(item, name):
            entry["content"] = [{"value": value, "type": kind, "language": _text(item, "language")}]
            break
    entry["links"] = [*entry.get("links", []), *_attachments(item)]
    for name, kept in (("date_published", "published"), ("date_modified", "updated")):
        if wording := _text(item, name):
            entry |= {kept: wording, f"{kept}_parsed": written_date(wording)}
    return entry


def _attachments(item: Raw) -> list[Raw]:
    given = item.get("attachments")
    return [
        {"rel": "enclosure", "href": _text(one, "url"), "type": _text(one, "mime_type")}
        for one in (given if isinstance(given, list) else [])[:_MOST]
        if isinstance(one, dict)
    ]


def _people(told: Raw) -> list[Raw]:
    given = told.get("authors") or told.get("author")
    listed = given if isinstance(given, list) else [given]
    return [
        {"name": name} for one in listed[:_MOST] if isinstance(one, dict) and (name := _text(one, "name"))
    ]


def _text(told: Raw, name: str) -> str:
    """A field's text; a number is one too, as ids often are. Half characters, which JSON can say, are left out."""
    value = told.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = json.dumps(value)
    return _SURROGATES.sub("", value) if isinstance(value, str) else ""
