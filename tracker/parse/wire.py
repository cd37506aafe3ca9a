"""How a result comes back from the parsing process: as JSON, because what met hostile bytes sends data only."""

import json
from datetime import datetime
from typing import Final

from claims.json_values import JsonObject
from tracker.parse.parsed import DocumentKind, EntryDocument, NotAFeed, NotAFeedKind, ParsedEntry, ParsedFeed

_TIMES: Final = ("published_at", "updated_at")


def dump(result: ParsedFeed | NotAFeed) -> bytes:
    """Return the result as JSON; `load` gives back its equal."""
    return json.dumps(vars(result), default=_plain).encode()


def load(data: bytes) -> ParsedFeed | NotAFeed:
    """Return the result that `dump` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    fields: JsonObject = json.loads(data)
    if "kind" in fields:
        return NotAFeed(NotAFeedKind(fields["kind"]), str(fields["detail"]))
    lists = {
        "entries": tuple(_entry(entry) for entry in fields["entries"]),
        "skip_hours": frozenset(fields["skip_hours"]),
        "keys": tuple(fields["keys"]),
    }
    return ParsedFeed(**(fields | lists))


def _entry(fields: JsonObject) -> ParsedEntry:
    for name in _TIMES:
        if fields[name] is not None:
            fields[name] = datetime.fromisoformat(fields[name])
    fields["documents"] = tuple(
        EntryDocument(**(each | {"kind": DocumentKind(each["kind"])})) for each in fields["documents"]
    )
    return ParsedEntry(**fields)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return vars(value)
