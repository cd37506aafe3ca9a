"""`manage.py export_site DIR`: the whole public record as files that need no server."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.copying.folder import NoCopy
from claims.copying.making import copy_to


class Command(BaseCommand):
    """Again into the same folder it writes what has changed. Writes nothing to the record."""

    help = "Write the whole public record as static files; again into the same folder: what has changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "dir", type=Path, metavar="DIR", help="A new or empty folder, or an earlier export."
        )

        parser.add_argument(
            "--images", action="store_true", help="With the pictures that other sites show beside a link."
        )

    def handle(self, *args: object, dir: Path, images: bool, **options: object) -> None:  # noqa: A002  the argument's name
        try:
            done = copy_to(dir, images=images)
        except NoCopy:
            raise CommandError(
                f"{dir} holds files that no export has written. Give another folder."
            ) from None
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}") from None
        told = f"{done.written} files written, {done.unchanged} unchanged, {done.removed} removed."
        self.stdout.write(self.style.SUCCESS(told))
