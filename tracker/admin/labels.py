"""How the desk shows polls and moments: colours and words."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext

from tracker.models import Poll

MINUTE: Final = timedelta(minutes=1)
POLL_LABELS: Final[dict[str, str]] = {
    Poll.Result.NEW: "success",
    Poll.Result.NOTHING_NEW: "info",
    Poll.Result.NOT_MODIFIED: "info",
    Poll.Result.FAILED: "danger",
}


def ago(moment: datetime | None, now: datetime) -> str:
    """How long ago, in the largest unit; "never" before the first time."""
    if moment is None:
        return gettext("never")
    if now - moment < MINUTE:
        return gettext("just now")
    return gettext("%(time)s ago") % {"time": timesince(moment, now, depth=1)}


def until(moment: datetime, now: datetime) -> str:
    """In how long, in the largest unit; "now" for what is due."""
    if moment <= now:
        return gettext("now")
    if moment - now < MINUTE:
        return gettext("in less than a minute")
    return gettext("in %(time)s") % {"time": timeuntil(moment, now, depth=1)}
