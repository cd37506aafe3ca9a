"""Finds the addresses of feeds in a web page that was fetched already. It opens no connection."""

from tracker.feeds.discovery.guard import announced_guarded
from tracker.feeds.discovery.page import Announced, well_known

__all__ = ["Announced", "announced_guarded", "well_known"]
