"""The tracker at the desk, one module for each thing it shows. Polls and sends nothing."""

from tracker.admin import (
    alerts,
    articles,
    channels,
    feeds,
    ladders,
    pages,
    polls,
    proposals,
    redeliveries,
    searched,
)

__all__ = [
    "alerts",
    "articles",
    "channels",
    "feeds",
    "ladders",
    "pages",
    "polls",
    "proposals",
    "redeliveries",
    "searched",
]
