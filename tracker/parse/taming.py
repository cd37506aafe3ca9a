"""What feedparser is told before it reads its first feed: which parser, which dates, and how long an author may be."""

from typing import Final, Protocol

import feedparser
from feedparser.mixin import _FeedParserMixin

from tracker.parse import dates
from tracker.parse.parsed import AUTHOR_LENGTH

# These of feedparser's own readers guess what they cannot read: the day, the month, a zone that they drop.
_GUESSING: Final = frozenset(
    f"_parse_date_{name}" for name in ("w3dtf", "rfc822", "iso8601", "asctime", "perforce", "mssql")
)
# A name and an e-mail address: feedparser looks for one by an expression that takes the square of the text.
_AUTHOR_CHARACTERS: Final = 2 * AUTHOR_LENGTH

_looks_for_addresses: Final = _FeedParserMixin._sync_author_detail  # noqa: SLF001  called by its own name below


class _Parser(Protocol):
    """Feedparser's own, which has no types: what it has read so far of an entry or of the feed."""

    def _get_context(self) -> dict[str, object]: ...


def tame() -> None:
    """Set feedparser up, once for the process; a second time changes nothing."""
    # Expat alone: the other parser that feedparser prefers is looked for at every feed, and nobody checked it.
    feedparser.api.PREFERRED_XML_PARSERS.clear()
    handlers = feedparser.datetimes._date_handlers  # noqa: SLF001  there is no other way to take one out
    handlers[:] = [one for one in handlers if one.__name__ not in _GUESSING and one is not dates.written_date]
    feedparser.registerDateHandler(dates.written_date)
    _FeedParserMixin._sync_author_detail = _cut_first  # noqa: SLF001


def _cut_first(parser: _Parser, key: str = "author") -> None:
    """Cut an author, an owner or a publisher before feedparser looks for an e-mail address in it."""
    context = parser._get_context()  # noqa: SLF001
    value = context.get(key)
    if isinstance(value, str) and len(value) > _AUTHOR_CHARACTERS:
        context[key] = value[:_AUTHOR_CHARACTERS]
    _looks_for_addresses(parser, key)
