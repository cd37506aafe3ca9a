"""`manage.py import_feeds`: tracks the feeds of an OPML list, or says what would become of each."""

import sys
from pathlib import Path
from typing import Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from claims.models import Language
from tracker.feeds import lists, opml, tracking
from tracker.feeds.lists import ListedFeed, ListedState

# More than a web page takes: whoever has a shell may read what they like.
MOST_BYTES: Final = 16 * 2**20
MOST_OUTLINES: Final = 20_000


class Command(BaseCommand):
    help = "Tracks the feeds of an OPML list: those that are new and can be tracked, all or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help='the OPML file, "-" for standard input')
        parser.add_argument(
            "--language",
            choices=Language.values,
            default=Language.ENGLISH,
            help="of the feeds whose folder does not name one",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what is in the list, and track nothing"
        )

    def handle(self, *args: object, file: str, dry_run: bool, language: str, **options: object) -> None:
        rows = self._rows(file)
        for row in rows:
            self._say(row)
        new = sum(row.state is ListedState.NEW for row in rows)
        if dry_run:
            self.stdout.write(f"{new} of {len(rows)} are new. Nothing was tracked: this was a dry run.")
            return
        tracked = lists.track(rows, language=language, now=timezone.now())
        self.stdout.write(f"{tracked} of {len(rows)} are tracked now.")

    def _rows(self, file: str) -> list[ListedFeed]:
        try:
            document = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            entries = opml.parse_list(
                opml.decoded(document, most_bytes=MOST_BYTES), most_outlines=MOST_OUTLINES, cpu_seconds=60
            )
        except (OSError, opml.UnreadableList) as fault:
            raise CommandError(f"{file}: {fault}") from None
        return lists.planned(entries, tracked=tracking.tracked())

    def _say(self, row: ListedFeed) -> None:
        reason = row.fault or (f"as {row.known}" if row.known else "")
        line = "  ".join(filter(None, (f"{row.state:6}", row.url, reason)))
        stream = self.stderr if row.state is ListedState.BROKEN else self.stdout
        stream.write(line)
