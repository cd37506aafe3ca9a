"""Alerts at the desk: what went out, the channels that it goes to, and the ladder of reminders."""

from tracker.admin.alerts import alerts, channels, ladders

__all__ = ["alerts", "channels", "ladders"]
