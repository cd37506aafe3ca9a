"""Articles and the search for evidence at the desk: what was read, and why it was offered or not."""

from tracker.admin.evidence import articles, searched

__all__ = ["articles", "searched"]
