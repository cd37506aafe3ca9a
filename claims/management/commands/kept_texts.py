"""`manage.py kept_texts --warc FILE`: write the kept texts of sources to an archive that other programs read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims import warc


class Command(BaseCommand):
    help = (
        "Writes all kept texts to a new file in WARC 1.1. They are other people's texts: for the desk only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--warc", type=Path, required=True, help="the file to make, as texts.warc.gz")

    def handle(self, *_args: object, warc: Path, **_options: object) -> None:
        try:
            with warc.open("xb") as file:
                warc.chmod(0o600)
                number = _write(file)
        except OSError as fault:
            raise CommandError(f"{warc}: {fault.strerror}.") from fault
        self.stdout.write(self.style.SUCCESS(f"{number} records of kept texts in {warc}."))


def _write(file: BinaryIO) -> int:
    return warc.write_warc(file, warc.kept_texts(), made_by=f"Foresaid {settings.VERSION}")
