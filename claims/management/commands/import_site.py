"""`manage.py import_site DIR`: takes an export of the public record back into an empty newsroom."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims import earlier, editorial, record
from claims.copying.taking_back import MOST_FAULTS, ExportFault, SiteExport


class Command(BaseCommand):
    """All of it or nothing. What was held back or forgotten is so before the command ends."""

    help = "Take an export (export_site) back into an empty newsroom."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", type=Path, metavar="DIR", help="A folder that export_site has written.")

    def handle(self, *args: object, dir: Path, **options: object) -> None:  # noqa: A002  the argument's name
        export = SiteExport(dir)
        if faults := export.faults():
            raise CommandError(f"{dir} cannot be taken back; nothing was written.\n{_listed(faults)}")
        brought, logs = _take(export)
        applied = editorial.apply_listed()
        record.number_entries(now=timezone.now())
        told = f"{brought.claims} claims of {brought.claimants} claimants, {brought.entries} entries in the new log."
        self.stdout.write(self.style.SUCCESS(told))
        self.stdout.write(
            f"Earlier logs kept: {logs}. From the list of what is withheld: {applied.held} held back, "
        )
        self.stdout.write(f"{applied.lifted} shown again, {applied.forgotten} forgotten.")


def _take(export: SiteExport) -> tuple[editorial.BroughtBack, int]:
    try:
        with transaction.atomic():
            brought = editorial.bring_back(export, now=timezone.now())
            return brought, earlier.keep(export.root / "record")
    except editorial.NewsroomHasARecord:
        raise CommandError(
            "This newsroom has a record of its own, beside which none is taken over. Begin with an empty database."
        ) from None
    except DatabaseError as fault:
        raise CommandError(f"The database refuses a row, and nothing was written: {fault}") from None
    except OSError as fault:
        raise CommandError(f"{fault.filename}: {fault.strerror}; nothing was written.") from None


def _listed(faults: list[ExportFault]) -> str:
    more = [f"... and perhaps more: only {MOST_FAULTS} are told."] if len(faults) == MOST_FAULTS else []
    return "\n".join([*(f"{each.file}: {each.fault}" for each in faults), *more])
