"""The backup of each night: which is due, who makes it, and what is wrong when none is made.

due_night (pure) --> the night's row, taken by one worker --> `manage.py backup` in a process of its own
                                                                 |--> made: the row has the file
                                                                 '--> not made: the row has the fault; in an hour
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from tracker.models import NightlyBackup

# A worker gives up after so long, and another may take the night a little later.
SECONDS: Final = 2 * 3600
TAKEN_FOR: Final = timedelta(seconds=SECONDS + 600)
AGAIN_AFTER: Final = timedelta(hours=1)
# So many nights without one are too many, whatever kept them.
MOST_WITHOUT: Final = 2


@dataclass(frozen=True, slots=True)
class BackupTrouble:
    """The night whose backup is missing, why (empty where nobody knows), and the night of the last one there is."""

    night: date
    fault: str
    last: date | None


def hour() -> time | None:
    """When this installation makes its backup of the night; None where it makes none by itself."""
    return None if settings.DEMO else settings.BACKUP_AT


def due_night(now: datetime, *, at: time) -> date:
    """The newest day of the newsroom's calendar on which the hour has come."""
    local = timezone.localtime(now)
    return local.date() if local.time() >= at else local.date() - timedelta(days=1)


def take(*, now: datetime) -> NightlyBackup | None:
    """The night whose backup is to be made now, and by nobody else; None where none is. Three queries at most.

    The first night is the one to come: who has just begun has nothing to lose yet, and no time.
    """
    if (at := hour()) is None:
        return None
    night = due_night(now, at=at)
    if not NightlyBackup.objects.filter(night=night).exists():
        has_begun = NightlyBackup.objects.exists()
        begins = now if has_begun else now + timedelta(days=1)
        NightlyBackup.objects.get_or_create(night=night, defaults={"next_try_at": begins})
    waiting = NightlyBackup.objects.filter(night=night, done_at=None, next_try_at__lte=now)
    taken = waiting.update(next_try_at=now + TAKEN_FOR, tries=F("tries") + 1)
    return NightlyBackup.objects.get(night=night) if taken else None


def make(due: NightlyBackup, *, command: Sequence[str] = ("manage.py", "backup", "--terse")) -> None:
    """Make it, and note the file or the fault. Its memory goes with its process."""
    fault, file = ran(command)
    now = timezone.now()
    row = NightlyBackup.objects.filter(pk=due.pk)
    if fault:
        row.update(fault=fault[:500], next_try_at=now + AGAIN_AFTER)
    else:
        row.update(fault="", file=file[:500], done_at=now)


def ran(command: Sequence[str]) -> tuple[str, str]:
    """What went wrong, or else what the command of ours said."""
    try:
        done = subprocess.run(  # noqa: S603  our own command
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"It took more than {SECONDS // 60} minutes.", ""
    except OSError as fault:
        return str(fault), ""
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"It ended with status {done.returncode}."]
        return said[-1].removeprefix("CommandError: "), ""
    return "", done.stdout.strip()


def trouble(*, now: datetime) -> BackupTrouble | None:
    """What is wrong with the backups: the last try failed, or too many nights have none. Three queries at most."""
    at, newest = hour(), NightlyBackup.objects.first()
    if at is None or newest is None:
        return None
    last = NightlyBackup.objects.filter(done_at__isnull=False).first()
    before = (last or NightlyBackup.objects.order_by("night")[0]).night
    night = due_night(now, at=at)
    if (newest.fault and not newest.done_at) or (night - before).days > MOST_WITHOUT:
        return BackupTrouble(newest.night, newest.fault, last.night if last else None)
    return None
