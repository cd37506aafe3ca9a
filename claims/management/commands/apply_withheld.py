"""`manage.py apply_withheld`: hold and forget again what was decided before a backup was put back."""

from django.core.management.base import BaseCommand

from claims import wiping
from claims.editorial import apply_listed


class Command(BaseCommand):
    help = "Apply the list of holds and forgettings to this database, and wipe what its files still hold."

    def handle(self, *args: object, **options: object) -> None:
        """Do it, and say how much there was to do."""
        applied = apply_listed()
        self.stdout.write(
            f"Held back again: {applied.held}, shown again: {applied.lifted}, forgotten again: {applied.forgotten}."
        )
        wiping.wipe_free_space()
