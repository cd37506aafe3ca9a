"""Of a changed document only the items that were not seen before are parsed, within the document's own head."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from tracker.parse.results import ENTRIES, NotAFeed, ParsedFeed
from tracker.parse.seen import NO_FINGERPRINT, Seen, identity

Parse = Callable[[bytes], ParsedFeed | NotAFeed]

# What the items of these two are called. RDF, feeds in other words and what is no XML at all are parsed whole.
_ROOT: Final = re.compile(rb"<(rss|feed)[\s>]")
_ITEM: Final = {b"rss": b"item", b"feed": b"entry"}
_SPACE_OR_END: Final = b" \t\r\n>"

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# Namespaces, base and language reach items from around them; a language may also be an element of the channel.
_INHERITED: Final = re.compile(rb"<[^<>]*\bxml[^<>]*>|<(?:\w+:)?language\b[^>]*>[^<]*")
# Within an item, feedparser lets a base reach the items after it too.
_BASE: Final = re.compile(rb"base\s*=")
_START: Final = re.compile(rb"<\w")
_XMLNS: Final = b"xmlns"
# The one namespace that items declare so often, and that means nothing to the items after them.
_XHTML: Final = (b'xmlns="http://www.w3.org/1999/xhtml"', b"xmlns='http://www.w3.org/1999/xhtml'")


@dataclass(frozen=True)
class Split:
    """A document cut into its items and `rest`, what stands between and around them, one piece more than items."""

    rest: tuple[bytes, ...]
    items: tuple[bytes, ...]

    @property
    def fingerprints(self) -> list[bytes]:
        return [blake2b(item, digest_size=8).digest() for item in self.items]

    @property
    def context(self) -> bytes:
        """The fingerprint of what the items inherit from around them."""
        return blake2b(b"".join(_INHERITED.findall(b"".join(self.rest))), digest_size=8).digest()

    def keeping(self, wanted: list[bool]) -> bytes:
        """Return the document without the items that are not wanted."""
        pieces = [self.rest[0]]
        for item, is_wanted, after in zip(self.items, wanted, self.rest[1:], strict=True):
            pieces += [item, after] if is_wanted else [after]
        return b"".join(pieces)


def split(body: bytes) -> Split | None:
    """Cut a document into its items by their raw bytes; None where there is any doubt that this can be done.

    Doubtful are: a root other than <rss> and <feed>, an encoding other than UTF-8, a document type, a base or a
    namespace that an item declares, elements between or after items, items within items, no item, and more than are
    kept.
    """
    root = _ROOT.search(body[:2000])
    declared = _DECLARED.match(body.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if root is None or (declared and declared[1].lower() not in {b"utf-8", b"utf8"}):
        return None
    pieces = _cut(body, _ITEM[root[1]])
    if pieces is None or b"<!DOCTYPE" in pieces.rest[0] or not _is_utf8(body):
        return None
    return pieces if _stands_alone(body, pieces) else None


def _cut(body: bytes, name: bytes) -> Split | None:
    opening, closing = b"<" + name, b"</" + name + b">"
    rest: list[bytes] = []
    items: list[bytes] = []
    done = 0
    start = _find_opening(body, opening, 0)
    while start >= 0:
        end = body.find(closing, start)
        if end < 0 or len(items) == ENTRIES:
            return None
        end += len(closing)
        following = _find_opening(body, opening, start + 1)
        if 0 <= following < end:
            return None
        rest.append(body[done:start])
        items.append(body[start:end])
        start, done = following, end
    rest.append(body[done:])
    return Split(tuple(rest), tuple(items)) if items else None


def _find_opening(body: bytes, opening: bytes, start: int) -> int:
    place = body.find(opening, start)
    while place >= 0 and body[place + len(opening) : place + len(opening) + 1] not in _SPACE_OR_END:
        place = body.find(opening, place + 1)
    return place


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _stands_alone(body: bytes, pieces: Split) -> bool:
    """Say whether no item means anything to another one, and nothing but items follows the head."""
    head = len(pieces.rest[0])
    return (
        not any(map(_START.search, pieces.rest[1:]))
        and body.count(_XMLNS, head) == sum(body.count(declaration, head) for declaration in _XHTML)
        and not _BASE.search(body, head)
    )


def parse_unseen(body: bytes, *, seen: Seen, parse: Parse) -> tuple[ParsedFeed | NotAFeed, Seen]:
    """Give `parse` only those items of a document that are not in `seen`; the whole where anything is doubtful.

    Returns a feed with the entries that a full parse would give for the unseen items, and what the document holds.
    """
    pieces = split(body)
    if pieces is not None and seen.named_by and seen.context == pieces.context:
        found = _parse_within(pieces, seen, parse)
        if found is not None:
            return found
    whole = parse(body)
    return whole, _held(whole, pieces)


def _parse_within(pieces: Split, seen: Seen, parse: Parse) -> tuple[ParsedFeed, Seen] | None:
    """Parse the unseen items within the document's own head; None where the entries may not be those of the whole."""
    known, marks = seen.fingerprints(), pieces.fingerprints
    unseen = [mark not in known for mark in marks]
    if all(unseen):
        return None
    told = parse(pieces.keeping(unseen))
    if isinstance(told, NotAFeed) or told.warning or len(told.keys) != sum(unseen):
        return None
    kept = {known[mark] for mark in marks if mark in known}
    names = iter([identity(key) for key in told.keys])
    items = tuple(
        (mark, next(names) if is_new else known[mark]) for mark, is_new in zip(marks, unseen, strict=True)
    )
    # An entry named like one that was seen would have another name in a full parse.
    if told.keys and (told.named_by != seen.named_by or not kept.isdisjoint(map(identity, told.keys))):
        return None
    return told, Seen(seen.context, seen.named_by, items)


def _held(whole: ParsedFeed | NotAFeed, pieces: Split | None) -> Seen:
    """What a document holds that was parsed whole, with fingerprints only if each item gave the entry in its place."""
    if isinstance(whole, NotAFeed):
        return Seen()
    if pieces is None or whole.warning or len(whole.keys) != len(pieces.items):
        return Seen(items=tuple((NO_FINGERPRINT, identity(entry.key)) for entry in whole.entries))
    names = map(identity, whole.keys)
    return Seen(pieces.context, whole.named_by, tuple(zip(pieces.fingerprints, names, strict=True)))
