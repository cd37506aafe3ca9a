"""Ten years of alerts, every day of them, in some minutes: whether each arrives once and on its day, whatever dies.

Usage: make soak. SOAK_CLAIMS and SOAK_SEED change what is walked through; SOAK_NEAR=1 leaves out the days on which
nothing can come. Twenty times a backup is put back. Needs no network: a SQLite file of its own, and a time that is
driven from here. Ends with 1 where something came that an oracle did not expect, or did not come, or where the record
does not hold together.
"""

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
folder = tempfile.mkdtemp(prefix="foresaid-soak-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DATA_DIR": folder,
    "DATABASE_URL": "",
    "LOG_LEVEL": "ERROR",
}
import django  # noqa: E402  it reads the line above

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from claims import editorial, record  # noqa: E402
from claims.models import Claimant, User  # noqa: E402
from config import backup  # noqa: E402
from tests.makers import Maker  # noqa: E402
from tests.soak import soak  # noqa: E402
from tracker.models import Channel  # noqa: E402

# Each alert is counted by itself here, however many come in an hour.
settings.ALERT_MOST_AN_HOUR = 100_000


class Restores:
    """Every so many days a backup is made, and put back one to six days later: what came between is done again."""

    def __init__(self, *, every: int) -> None:
        self.done = 0
        self._every = every
        self._kept: Path | None = None

    def __call__(self, number: int, now: datetime) -> None:
        place = number % self._every
        if place == 0:
            self._kept = backup.write(Path(folder) / "backups", now=now)
        elif self._kept and place == 1 + self.done % 6:
            backup.restore(self._kept, now=now, say=lambda _line: None)
            self._kept = None
            self.done += 1


def main() -> int:
    """Walk, and compare; prints what it came to and returns how much is wrong, 1 at most."""
    claims, seed = (
        int(os.environ.get(f"SOAK_{name}", default)) for name, default in (("CLAIMS", 40), ("SEED", 1))
    )
    call_command("migrate", verbosity=0)
    Channel.objects.create(name="Desk", address="desk@example.org", wants_weekly=False)
    ada = User.objects.create_superuser("ada")
    make = Maker(ada, editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=ada))
    every_day = os.environ.get("SOAK_NEAR") != "1"
    restores = Restores(every=170 if every_day else 10)
    done = soak(make, claims=claims, seed=seed, deaths=10, every_day=every_day, befalls=restores)
    faults = [
        *done.faults(),
        *(f"the record: {fault.place}: {fault.explanation}" for fault in record.verify()),
    ]
    copies = len(done.arrived) - len({each.message_id for each in done.arrived})
    walked = f"{claims} claims, {done.days:,} days, {done.deaths} deaths, {restores.done} restores"
    told = f"{len(done.owed)} alerts owed, {len(faults)} faults, {copies} copies under the id of the first"
    print(f"{walked}: {told}; {process_time():.0f} s of CPU")
    print("\n".join(faults[:20]))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
