"""Of a changed document only the items that were not seen before are parsed, within the document's own head.

Why so: docs/decisions/0013-only-unseen-items-are-parsed.md
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import compress
from typing import Final

from tracker.parse.parsed import ENTRIES, NotAFeed, ParsedFeed
from tracker.parse.seen import NO_FINGERPRINT, Seen, identity

Parse = Callable[[bytes], ParsedFeed | NotAFeed]

# What the items of these two are called. RDF, feeds in other words and what is no XML at all are parsed whole.
_ROOT: Final = re.compile(rb"<(rss|feed)[\s>]")
_ITEM: Final = {b"rss": b"item", b"feed": b"entry"}

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
    """A document cut into its items, what precedes the first, and what follows the last."""

    head: bytes
    items: tuple[bytes, ...]
    tail: bytes

    @property
    def fingerprints(self) -> list[str]:
        # Of all good hashes the quickest where the processor knows it; 64 bits of it tell one feed's items apart.
        return [sha256(item).hexdigest()[:16] for item in self.items]

    @property
    def context(self) -> bytes:
        """The fingerprint of what the items inherit from the document around them."""
        return sha256(b"".join(_INHERITED.findall(self.head))).digest()[:8]

    def keeping(self, wanted: Iterable[bool]) -> bytes:
        """Return the document without the items that are not wanted."""
        return b"".join([self.head, *compress(self.items, wanted), self.tail])


def split(body: bytes) -> Split | None:
    """Cut a document into its items by their raw bytes; None where there is any doubt that this can be done.

    Doubtful are: a root other than <rss> and <feed>, an encoding other than UTF-8, a document type, anything but white
    space between two items, elements after the last, no item, and more than are kept.
    """
    root = _ROOT.search(body[:2000])
    declared = _DECLARED.match(body.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if root is None or (declared and declared[1].lower() not in {b"utf-8", b"utf8"}):
        return None
    name = _ITEM[root[1]]
    opening, closing = re.compile(b"<" + name + rb"[\s>]"), b"</" + name + b">"
    *pieces, tail = body.split(closing, ENTRIES + 1)
    first = opening.search(pieces[0]) if 0 < len(pieces) <= ENTRIES else None
    if first is None:
        return None
    head, items = body[: first.start()], [pieces[0][first.start() :], *map(bytes.lstrip, pieces[1:])]
    if (
        b"<!DOCTYPE" in head
        or _START.search(tail)
        or not all(map(opening.match, items))
        or not _is_utf8(body)
    ):
        return None
    return Split(head, tuple(item + closing for item in items), tail)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _stand_alone(items: Iterable[bytes]) -> bool:
    """Say whether these items mean nothing to the items after them: they declare no namespace and no base."""
    text = b"".join(items)
    return text.count(_XMLNS) == sum(map(text.count, _XHTML)) and not _BASE.search(text)


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
    if all(unseen) or not _stand_alone(compress(pieces.items, unseen)):
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
    if (
        pieces is None
        or whole.warning
        or len(whole.keys) != len(pieces.items)
        or not _stand_alone(pieces.items)
    ):
        return Seen(items=tuple((NO_FINGERPRINT, identity(entry.key)) for entry in whole.entries))
    names = map(identity, whole.keys)
    return Seen(pieces.context, whole.named_by, tuple(zip(pieces.fingerprints, names, strict=True)))
