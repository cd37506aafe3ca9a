"""From an article to drafts, at the desk: the two pages of an intake, and the queue of claims to consider."""

from tracker.admin.intake import proposals

__all__ = ["proposals"]
