"""Bring the words that search finds claims by up to date, after a release that folds them otherwise or a bulk load."""

from django.core.management.base import BaseCommand

from claims import word_index
from claims.models import Claim


class Command(BaseCommand):
    help = "Bring the words that search finds claims by up to date."

    def handle(self, *args: object, **options: object) -> None:
        """Each claim whose words are others by now; the rest is only looked at."""
        number = word_index.keep(Claim.objects.all())
        self.stdout.write(f"{number} claims have new words.")
