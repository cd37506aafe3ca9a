"""Count all claims afresh in the place of the kept counts: after a bulk load, or where `doctor` says so."""

from django.core.management.base import BaseCommand

from claims import kept_counts


class Command(BaseCommand):
    help = "Count all public claims afresh, for the scoreboard."

    def handle(self, *args: object, **options: object) -> None:
        """Says how many counts were others, and how many claims count."""
        before, number = kept_counts.differences(), kept_counts.rebuild()
        self.stdout.write(f"{before} counts were others; {number} claims count.")
