"""What is wrong with the installation itself, and whom it concerns: backups that fail, work that stands still.

Told to the chief; where no channel is the chief's, to the desk. Reads only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tracker import backups, jobs
from tracker.alerts.audience import listening, one_for_each
from tracker.alerts.rows import row
from tracker.models import Alert, Channel

# A restart or a short hang mends itself.
STILL_AFTER: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class InstallationTrouble:
    """One thing that is wrong. `still_since` of work that stands still, `night` of a backup that is missing."""

    key: str
    still_since: datetime | None = None
    night: date | None = None
    fault: str = ""
    last_night: date | None = None


def troubles(*, now: datetime) -> Iterator[InstallationTrouble]:
    """All that is wrong now. Four queries at most."""
    last = jobs.last_dispatch()
    if last is not None and now - last > STILL_AFTER:
        yield InstallationTrouble(f"still/{last.isoformat()}", still_since=last)
    if backup := backups.trouble(now=now):
        # Said anew each night, for as long as it lasts.
        yield InstallationTrouble(
            f"backup/{backup.night}", night=backup.night, fault=backup.fault, last_night=backup.last
        )


def rows(*, now: datetime, of_workers: bool) -> list[Alert]:
    """An unsaved alert for each trouble and whoever hears of it; written again, it stays one.

    Workers leave a standstill to others: where they notice it, it is over.
    """
    found = [each for each in troubles(now=now) if not (of_workers and each.still_since)]
    told = hearers() if found else []
    return [
        row(Alert.Kind.INSTALLATION, trouble.key, channel, now=now) for trouble in found for channel in told
    ]


def hearers() -> list[Channel]:
    """The chief's channels; else those of the desk; else all."""
    channels = listening()
    chiefs = [channel for channel in channels if channel.is_chief]
    return one_for_each(chiefs or [each for each in channels if each.owner_id is None] or channels)


def trouble_of(alert: Alert, *, now: datetime) -> InstallationTrouble | None:
    """What the alert is about, if it is still so."""
    return next((each for each in troubles(now=now) if each.key == alert.once_key), None)
