"""Loads the demo newsroom; a second run changes nothing."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.demo import newsroom


class Command(BaseCommand):
    help = "Load an invented newsroom: people, claims, evidence, verdicts and feeds. Safe to run again."

    def handle(self, *args: object, **options: object) -> None:
        try:
            newsroom.load(now=timezone.now())
        except newsroom.NotEmpty as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(
            "The demo newsroom is loaded. Its sign-in is in demo-sign-in.txt in the data folder."
        )
