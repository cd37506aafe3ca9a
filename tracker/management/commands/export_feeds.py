"""`manage.py export_feeds`: writes all tracked feeds as an OPML list."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.feeds import lists, opml


class Command(BaseCommand):
    help = "Writes all tracked feeds as an OPML list, to standard output or to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help='where to, "-" for standard output')

    def handle(self, *args: object, file: str, **options: object) -> None:
        entries = lists.listed()
        document = opml.written(entries, title=settings.SITE_NAME, at=timezone.localtime())
        if file == "-":
            self.stdout.write(document, ending="")
            return
        try:
            Path(file).write_text(document, encoding="utf-8")
        except OSError as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"{len(entries)} feeds are in {file}.")
