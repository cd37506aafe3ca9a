"""Finds what is wrong with a set-up and says how to mend it. Looks only; changes nothing and sends nothing.

    disk -> database -> tables -> broker -> keys -> addresses -> mail -> Sentry -> work goes on -> counts -> backups
         -> people -> spelling

in order of harm. What hangs on a database is not asked for where there is none. `manage.py doctor` prints all of it;
`manage.py run` asks `hindrances` before it starts anything.
"""

import os
import shutil
import smtplib
import socket
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from claims import kept_counts
from claims.models import User
from config import spelling
from tracker import backups, jobs
from tracker.models import Channel

LOW_MB, FULL_MB = 1000, 50
OLDEST_POSTGRESQL = 14
SHORTEST_SECRET = 32
PATIENCE = 5
MOST_SKEW = 30
OLD_BACKUP = 2 * 24 * 3600
OUR_APPS = {"claims", "tracker"}


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """One thing that is wrong and how to mend it. `stops`: nothing works until then."""

    fault: str
    remedy: str
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.fault} {self.remedy}"


Check = Callable[[], Iterator[Diagnosis]]


def findings() -> Iterator[Diagnosis]:
    """All that is wrong, the most harmful first."""
    hindering = list(hindrances())
    has_database = not any(finding.fault.startswith("DATABASE_URL") for finding in hindering)
    wrong_tables = list(_tried(tables)) if has_database else []
    yield from [*hindering, *wrong_tables]
    for check in (keys, addresses, mail_server, sentry):
        yield from _tried(check)
    if has_database and not wrong_tables:
        for check in (work, counts, copies, people):
            yield from _tried(check)
    yield from _tried(misspelt)


def hindrances() -> Iterator[Diagnosis]:
    """What a start would end or hang at."""
    for check in (disk, database, broker):
        yield from _tried(check)


def _tried(check: Check) -> Iterator[Diagnosis]:
    """A check that cannot be made is a finding itself, and keeps no other from being made."""
    try:
        yield from check()
    except Exception as fault:  # noqa: BLE001  whatever it is, the operator asked what is wrong
        yield Diagnosis(
            fault=f"{check.__name__}: could not be looked at ({type(fault).__name__}: {first_line(fault)}).",
            remedy="That is a fault of the program; please report it.",
            stops=False,
        )


def first_line(fault: Exception) -> str:
    """What went wrong without the library's advice, which follows on further lines."""
    return str(fault).strip().partition("\n")[0].rstrip(".")


# --- What stops a start ---


def disk() -> Iterator[Diagnosis]:
    """Room for the database, its log and the mail that is kept."""
    free = shutil.disk_usage(settings.DATA_DIR).free // 2**20
    if free < LOW_MB:
        yield Diagnosis(
            fault=f"DATA_DIR: {free} MB are left on the disk of {settings.DATA_DIR}.",
            remedy="Make room: nothing can be stored on a full disk.",
            stops=free < FULL_MB,
        )


def database() -> Iterator[Diagnosis]:
    """An answer, of a version that Django knows, whose clock is ours."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1" if connection.vendor == "postgresql" else "SELECT name FROM sqlite_master"
            )
    except DatabaseError as fault:
        yield Diagnosis(fault=f"DATABASE_URL: {first_line(fault)}.", remedy=_database_remedy())
        return
    if connection.vendor == "postgresql":
        yield from _postgresql()


def _database_remedy() -> str:
    if connection.vendor == "sqlite":
        return "Put a backup in its place, or give the folder to the user that Foresaid runs as."
    return "Start PostgreSQL, or correct the address, user and password (docs/how-to/operating.md)."


def _postgresql() -> Iterator[Diagnosis]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000, clock_timestamp()")
        version, clock = cursor.fetchone()
    if version < OLDEST_POSTGRESQL:
        yield Diagnosis(
            fault=f"DATABASE_URL: PostgreSQL {version} is too old.",
            remedy=f"Upgrade the server to {OLDEST_POSTGRESQL} or newer.",
        )
    skew = abs((timezone.now() - clock).total_seconds())
    if skew > MOST_SKEW:
        yield Diagnosis(
            fault=f"The clocks of this machine and of the database differ by {skew:.0f} s.",
            remedy="Set both by NTP: leases and deadlines go by them.",
            stops=False,
        )


def broker() -> Iterator[Diagnosis]:
    """An answer of the operator's own broker; the embedded one is started by `run`."""
    if settings.HAS_EMBEDDED_BROKER:
        return
    try:
        with redis.Redis.from_url(
            settings.CELERY_BROKER_URL, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE
        ) as client:
            memory = client.info("memory")
    except (redis.RedisError, OSError) as fault:
        yield Diagnosis(
            fault=f"CELERY_BROKER_URL: {first_line(fault)}.",
            remedy="Start Redis, or correct the address: without it nothing is polled and nobody is warned.",
        )
        return
    policy = memory.get("maxmemory_policy", "noeviction")
    if memory.get("maxmemory") and policy != "noeviction":
        yield Diagnosis(
            fault=f"CELERY_BROKER_URL: this Redis throws work away when its memory is full ({policy}).",
            remedy="Set maxmemory-policy to noeviction.",
            stops=False,
        )


# --- What runs, but not well ---


def tables() -> Iterator[Diagnosis]:
    """The database's tables are those of this very program."""
    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations
    newer = [name for name in executor.loader.applied_migrations if name not in known and name[0] in OUR_APPS]
    if newer:
        yield Diagnosis(
            fault=f"The database was made by a newer version ({newer[0][0]} {newer[0][1]}).",
            remedy="Get that version's code, or restore a backup: there is no way back.",
        )
    elif executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Diagnosis(
            fault="The database's tables are not those of this version.",
            remedy=f"Run: {settings.MANAGE} migrate (`make run` does it).",
        )


def keys() -> Iterator[Diagnosis]:
    """Secrets that cannot be guessed or read by others."""
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        yield Diagnosis(
            fault=f"SECRET_KEY: shorter than {SHORTEST_SECRET} characters, so sessions can be forged.",
            remedy="Make one: openssl rand -hex 32",
            stops=False,
        )
    for name in ("secret_key", "encryption_key", "record_key"):
        path = settings.DATA_DIR / name
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Diagnosis(
                fault=f"{path}: others on this machine may read it.",
                remedy=f"Run: chmod 600 {path}",
                stops=False,
            )
    if settings.DEBUG and not _is_at_home(settings.SITE_URL):
        yield Diagnosis(
            fault="DEBUG: readers see the program's innards when a page fails.",
            remedy="Set DEBUG=0.",
            stops=False,
        )


def _is_at_home(address: str) -> bool:
    return urlsplit(address).hostname in settings.LOOPBACK


def addresses() -> Iterator[Diagnosis]:
    """Where readers find the site, and its pages' looks."""
    if settings.HOST not in settings.LOOPBACK and _is_at_home(settings.SITE_URL):
        yield Diagnosis(
            fault=f"SITE_URL: links in mails lead to {settings.SITE_URL}, which only this machine can open.",
            remedy="Set it to the address that readers type.",
            stops=False,
        )
    elif not settings.IS_HTTPS and not _is_at_home(settings.SITE_URL):
        yield Diagnosis(
            fault=f"SITE_URL: passwords travel unencrypted to {settings.SITE_URL}.",
            remedy="Put a web server with TLS in front, and write https:// here.",
            stops=False,
        )
    if not _is_at_home(settings.SITE_URL) and not any(settings.HOUSE_TEXTS["imprint"].values()):
        yield Diagnosis(
            fault="IMPRINT_EN, IMPRINT_DE: no page says who is responsible.",
            remedy="Set one of them: in many countries the law asks for it.",
            stops=False,
        )
    if settings.STATIC_IS_COLLECTED and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Diagnosis(
            fault="STATIC_IS_COLLECTED: the files of styles and scripts were not collected, so every page fails.",
            remedy=f"Run: {settings.MANAGE} collectstatic",
        )


def mail_server() -> Iterator[Diagnosis]:
    """A server that takes our sign-in. Nothing is sent."""
    if not settings.MAIL_SERVER:
        if not settings.DEMO:
            yield Diagnosis(
                fault=f"EMAIL_URL: not set, so alerts are only kept as files in {settings.EMAIL_FILE_PATH}.",
                remedy="Set it to your mail server's address.",
                stops=False,
            )
        return
    try:
        with mail.get_connection(timeout=PATIENCE):
            pass
    except (smtplib.SMTPException, OSError) as fault:
        yield Diagnosis(
            fault=f"EMAIL_URL: {settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not let us in ({first_line(fault)}).",
            remedy="Correct host, port, user or password; what is owed meanwhile goes out afterwards.",
            stops=False,
        )


def sentry() -> Iterator[Diagnosis]:
    """Somebody at the address of SENTRY_DSN. Nothing is sent."""
    if not settings.SENTRY_DSN:
        return
    parts = urlsplit(settings.SENTRY_DSN)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname, port), timeout=PATIENCE).close()
    except OSError as fault:
        yield Diagnosis(
            fault=f"SENTRY_DSN: {parts.hostname}:{port} does not answer ({first_line(fault)}).",
            remedy="Correct it, or let this machine through: until then exceptions stand in the logs alone.",
            stops=False,
        )


def work() -> Iterator[Diagnosis]:
    """Whether clock and worker go."""
    last = jobs.last_dispatch()
    if jobs.is_silent(last, now=timezone.now()):
        since = f"since {last:%Y-%m-%d %H:%M} UTC" if last else "yet"
        yield Diagnosis(
            fault=f"No work was handed out {since}.",
            remedy="Start Foresaid, or look into the logs of worker and clock (beat).",
            stops=False,
        )


def counts() -> Iterator[Diagnosis]:
    """The scoreboard's rows are what counting the claims gives."""
    if number := kept_counts.differences():
        yield Diagnosis(
            fault=f"The scoreboard is wrong: {number} counts differ from the claims counted afresh.",
            remedy=f"Run: {settings.MANAGE} count_claims",
            stops=False,
        )


def copies() -> Iterator[Diagnosis]:
    """A backup that is young enough to go back to."""
    now = timezone.now()
    if settings.DEMO:
        return
    if trouble := backups.trouble(now=now):
        yield Diagnosis(
            fault=f"There is no backup of {trouble.night}: {trouble.fault.rstrip('.') or 'none was made'}.",
            remedy=f"Run: {settings.MANAGE} backup, and see what it says; it is tried again every hour.",
            stops=False,
        )
    if settings.BACKUP_AT is not None:
        return
    newest = max(
        (path.stat().st_mtime for path in settings.BACKUP_DIR.glob("foresaid-*.backup")), default=0.0
    )
    if now.timestamp() - newest > OLD_BACKUP:
        yield Diagnosis(
            fault=f"BACKUP_AT: never, and no backup of the last two days is in {settings.BACKUP_DIR}.",
            remedy="Set an hour, or see to it that one is made elsewhere.",
            stops=False,
        )


def people() -> Iterator[Diagnosis]:
    """Somebody who can sign in, and somebody who is warned."""
    if not User.objects.filter(is_active=True, is_staff=True).exists():
        yield Diagnosis(
            fault="Nobody can sign in.", remedy=f"Run: {settings.MANAGE} createsuperuser", stops=False
        )
    elif not Channel.objects.filter(is_active=True).exists():
        yield Diagnosis(
            fault="Nobody is told of deadlines: no channel is active.",
            remedy="Set one up at the desk, under Channels.",
            stops=False,
        )


def misspelt() -> Iterator[Diagnosis]:
    """Settings that nothing reads."""
    written = spelling.names_in(settings.BASE_DIR / ".env")
    for name, meant in spelling.unknown(written, os.environ, known=settings.SETTING_NAMES):
        yield Diagnosis(
            fault=f"{name}: there is no such setting, and it is ignored.",
            remedy=f"Did you mean {meant}?"
            if meant
            else "Take it out of .env; .env.example lists every one.",
            stops=False,
        )
