"""Lists of feeds as OPML (http://opml.org/spec2.opml), in and out. Fetches nothing, stores nothing."""

from tracker.feeds.opml.document import (
    MOST_BYTES,
    MOST_OUTLINES,
    Listed,
    UnreadableList,
    decoded,
    parse_list,
    written,
)

__all__ = ["MOST_BYTES", "MOST_OUTLINES", "Listed", "UnreadableList", "decoded", "parse_list", "written"]
