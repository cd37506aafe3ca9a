"""What is asked before anybody is sent here: each part in turn, and whether what is due is late. Looks only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Claim
from tracker import jobs, lateness

PATIENCE: Final = 2
# What waits longer than this waits for something that is broken.
FEED_LATE: Final = timedelta(minutes=15)
ALERT_LATE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """One part of the installation, and what is wrong with it: "" where nothing is."""

    name: str
    fault: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.fault or 'ok'}"


def parts(*, now: datetime) -> list[PartAnswer]:
    """Each part, those first on which the others rest. What hangs on a database is not asked where there is none."""
    without_tables = [_asked("database", _database)]
    if without_tables[0].fault:
        return [*without_tables, _asked("broker", _broker)]
    without_tables.append(_asked("migrations", _migrations))
    return [
        *without_tables,
        _asked("broker", _broker),
        _asked("clock", lambda: _clock(now)),
        _asked("oldest due feed", lambda: _late(lateness.oldest_due_feed(now=now), FEED_LATE)),
        _asked(
            "oldest unsent alert",
            lambda: _late(
                lateness.oldest_unsent_alert(now=now),
                most_of_an_alert(),
            ),
        ),
    ]


def most_of_an_alert() -> timedelta:
    """How long an alert may be due: a channel whose worker died waits for its lease."""
    return ALERT_LATE + timedelta(seconds=settings.LEASE_SECONDS)


def _asked(name: str, ask: Callable[[], str]) -> PartAnswer:
    """The answer; of an exception only its kind: the public may read this, and a text may name hosts."""
    try:
        return PartAnswer(name, ask())
    except Exception as fault:  # noqa: BLE001  whatever it is, this part is not ready
        return PartAnswer(name, type(fault).__name__)


def _database() -> str:
    try:
        connection.ensure_connection()
        Claim.objects.exists()
    except DatabaseError as fault:
        return type(fault).__name__
    return ""


class _Unmigrated(Exception):
    pass


@cache
def _have_tables_of_this_version() -> bool:
    """True, once and for all; raises until then, so that it is asked again."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _Unmigrated
    return True


def _migrations() -> str:
    try:
        return "" if _have_tables_of_this_version() else "missing"
    except _Unmigrated:
        return "the tables are of another version"


def _broker() -> str:
    import redis  # noqa: PLC0415  some 7 MB: pages do without, and whoever is asked often is asked for `/livez`

    address = str(settings.CACHES["default"]["LOCATION"])
    with redis.Redis.from_url(address, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE) as client:
        return "" if client.ping() else "no answer"


def _clock(now: datetime) -> str:
    last = jobs.last_dispatch()
    if not jobs.is_silent(last, now=now):
        return ""
    return (
        f"no work was handed out since {last:%Y-%m-%d %H:%M:%S} UTC" if last else "no work was handed out yet"
    )


def _late(age: timedelta | None, most: timedelta) -> str:
    return f"{age.total_seconds():.0f} s late" if age is not None and age > most else ""
