"""Feeds at the desk: adding them, lists of them, their health and their polls."""

from tracker.admin.feeds import feeds, polls

__all__ = ["feeds", "polls"]
