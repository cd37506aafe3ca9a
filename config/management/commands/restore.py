"""`manage.py restore`: put a backup back, and look whether all of it is there."""

from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils import timezone

from config import backup
from config.backup.keeping import NotWhole
from config.backup.postgresql import ProgramFailed
from config.management.commands.run import only_one


class Command(BaseCommand):
    help = "Replaces what is there by a backup, keeping what was there; stop Foresaid before. Then compares."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, **options: object) -> None:
        """Nothing is touched where the file is no good, or something still runs."""
        file = options["file"]
        assert isinstance(file, Path)
        with ExitStack() as held:
            held.enter_context(only_one(settings.DATA_DIR / "run" / "lock"))
            refuse_while_others_are_connected()
            try:
                found = backup.restore(file, now=timezone.now(), say=self.stdout.write)
            except (
                backup.Damaged,
                backup.WrongKey,
                backup.NoProgram,
                ProgramFailed,
                NotWhole,
                OSError,
            ) as fault:
                raise CommandError(str(fault)) from None
        rows = sum(found.manifest.rows.values())
        self.stdout.write(
            f"Put back what was kept at {found.manifest.made_at}: {rows} rows, {found.manifest.entries} entries of the "
            "record, all of them checked; the first page answers."
        )
        if found.before:
            self.stdout.write(f"What was there before is in {found.before}.")
        self.stdout.write("Everybody signs in again. Start Foresaid.")


def refuse_while_others_are_connected() -> None:
    """CommandError where web or worker still use this PostgreSQL database. An SQLite file is held by `run`'s lock."""
    if connection.vendor != "postgresql":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            others = int(cursor.fetchone()[0])
    except DatabaseError as fault:
        raise CommandError(f"DATABASE_URL: {str(fault).strip().splitlines()[0]}") from None
    if others:
        raise CommandError(f"{others} others are connected to the database: stop web, worker and beat first.")
