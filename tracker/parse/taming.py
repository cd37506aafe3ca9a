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

# The namespace of podcasts, and the address that it had before: feedparser knows neither.
_FORMERLY: Final = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs"
_PODCAST: Final = ("https://podcastindex.org/namespace/1.0", f"{_FORMERLY}/1.0.md")
# So many transcripts of an item are looked at.
_TRANSCRIPTS: Final = 20

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
    _FeedParserMixin.namespaces |= dict.fromkeys(_PODCAST, "podcast")
    _FeedParserMixin._matchnamespaces.clear()  # noqa: SLF001  made of them anew at the next feed
    _FeedParserMixin._start_podcast_transcript = _gather_transcript  # noqa: SLF001
    _FeedParserMixin._end_podcast_transcript = lambda _parser: None  # noqa: SLF001


def _gather_transcript(parser: _Parser, attributes: dict[str, str]) -> None:
    """Keep all transcripts that an item names: of an element that it does not know feedparser keeps the last."""
    told = parser._get_context().setdefault("podcast_transcripts", [])  # noqa: SLF001
    if isinstance(told, list) and len(told) < _TRANSCRIPTS:
        told.append(attributes)


def _cut_first(parser: _Parser, key: str = "author") -> None:
    """Cut an author, an owner or a publisher before feedparser looks for an e-mail address in it."""
    context = parser._get_context()  # noqa: SLF001
    value = context.get(key)
    if isinstance(value, str) and len(value) > _AUTHOR_CHARACTERS:
        context[key] = value[:_AUTHOR_CHARACTERS]
    _looks_for_addresses(parser, key)
