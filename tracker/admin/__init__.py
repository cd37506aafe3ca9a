"""The tracker at the desk, a room for each of its own rooms. Polls and sends nothing."""

from tracker.admin import alerts, evidence, feeds, intake, jobs, pages, setaside

__all__ = ["alerts", "evidence", "feeds", "intake", "jobs", "pages", "setaside"]
