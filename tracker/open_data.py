"""The nightly files for download: whether this machine's are due, and a process of their own that makes them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings

from claims.open_data import kept
from tracker import setaside
from tracker.backups import due_night, ran

COMMAND: Final = ("manage.py", "open_data")


class NotMade(Exception):
    """The files were not made; the text is what the command said."""


def is_due(*, now: datetime) -> bool:
    """Whether a night's files are missing, or show what was held back or forgotten since. Three queries at most."""
    if settings.OPEN_DATA_AT is None:
        return False
    made = kept.current()
    return made is None or made.day < due_night(now, at=settings.OPEN_DATA_AT) or not made.may_be_shown


def make(*, now: datetime, command: Sequence[str] = COMMAND) -> None:
    """Make them in a process of its own, with which its memory goes. A fault is set aside."""
    with setaside.going_on_after("open data", now=now):
        fault, _said = ran(command)
        if fault:
            raise NotMade(fault)
