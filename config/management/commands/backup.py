"""`manage.py backup`: everything that is kept, in one file that was read back."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config import backup
from config.backup.postgresql import ProgramFailed

KEYS = ("secret_key", "encryption_key", "record_key")
# What was held back or forgotten: a backup from before is held to it, so that it must not lie in one.
WITHHELD = "withheld"


class Command(BaseCommand):
    help = (
        "Copies database and kept mail into one file while everything runs, reads it back and compares; the oldest "
        "go. Without the keys: see --keys-to."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and the keys apart."""
        parser.add_argument("--to", type=Path, default=None, help="the folder; without it BACKUP_DIR")
        parser.add_argument(
            "--check", type=Path, metavar="FILE", help="only read this backup whole, and compare"
        )
        parser.add_argument("--terse", action="store_true", help="say the file's path and nothing else")
        parser.add_argument(
            "--keys-to", type=Path, metavar="FOLDER", help="only copy the keys there: keep them elsewhere"
        )

    def handle(self, *args: object, **options: object) -> None:
        """One of the three, or a message that says why not."""
        try:
            self._do(options)
        except (backup.Damaged, backup.WrongKey, backup.NoProgram, ProgramFailed, OSError) as fault:
            raise CommandError(str(fault)) from None

    def _do(self, options: dict[str, object]) -> None:
        if isinstance(options["keys_to"], Path):
            self._copy_keys(options["keys_to"])
            return
        if isinstance(options["check"], Path):
            manifest = backup.check(options["check"])
            self.stdout.write(
                f"Whole: {sum(manifest.rows.values())} rows, {manifest.entries} entries of the record."
            )
            return
        folder = options["to"] if isinstance(options["to"], Path) else settings.BACKUP_DIR
        made = backup.write(folder, now=timezone.now())
        gone = backup.rotate(folder, keep=settings.BACKUP_KEEP)
        if options["terse"]:
            self.stdout.write(str(made))
            return
        self.stdout.write(f"{made}: {made.stat().st_size / 2**20:.1f} MB, read back and compared.")
        if not settings.BACKUP_KEY:
            self.stdout.write("It is not encrypted: set BACKUP_KEY where the copies leave the machine.")
        if gone:
            self.stdout.write(f"Deleted {len(gone)} older than the newest {settings.BACKUP_KEEP}.")

    def _copy_keys(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = [name for name in KEYS if (settings.DATA_DIR / name).exists()]
        if (settings.DATA_DIR / WITHHELD).is_dir():
            shutil.copytree(settings.DATA_DIR / WITHHELD, folder / WITHHELD, dirs_exist_ok=True)
        for name in found:
            shutil.copy2(settings.DATA_DIR / name, folder / name)
            (folder / name).chmod(0o600)
        self.stdout.write(
            f"Copied {', '.join(found)} to {folder}."
            if found
            else "There are no key files: the keys are in the settings, keep those."
        )
