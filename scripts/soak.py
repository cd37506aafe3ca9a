"""Ten years of alerts, every day of them, in some minutes: whether each arrives once and on its day, whatever dies.

Usage: make soak. SOAK_CLAIMS and SOAK_SEED change what is walked through. Needs no network: a SQLite file of its own,
and a time that is driven from here. Ends with 1 where something came that an oracle did not expect, or did not come.
"""

import os
import sys
import tempfile
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

from claims.models import Claimant, User  # noqa: E402
from tests.makers import Maker  # noqa: E402
from tests.soak import soak  # noqa: E402
from tracker.models import Channel  # noqa: E402

# Each alert is counted by itself here, however many come in an hour.
settings.ALERT_MOST_AN_HOUR = 100_000


def main() -> int:
    """Walk, and compare; prints what it came to and returns how much is wrong, 1 at most."""
    claims, seed = (
        int(os.environ.get(f"SOAK_{name}", default)) for name, default in (("CLAIMS", 40), ("SEED", 1))
    )
    call_command("migrate", verbosity=0)
    Channel.objects.create(name="Desk", address="desk@example.org", wants_weekly=False)
    make = Maker(
        User.objects.create_superuser("ada"), Claimant.objects.create(name="Mara Lindt", slug="mara-lindt")
    )
    done = soak(make, claims=claims, seed=seed, deaths=10, every_day=True)
    faults = list(done.faults())
    copies = len(done.arrived) - len({each.message_id for each in done.arrived})
    print(
        f"{claims} claims, {done.days:,} days, {done.deaths} deaths: {len(done.owed)} alerts owed,"
        f" {len(faults)} faults, {copies} copies under the id of the first; {process_time():.0f} s of CPU"
    )
    print("\n".join(faults[:20]))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
