"""`manage.py doctor`: what is wrong with this set-up, and how to mend it."""

import sys

from django.core.management.base import BaseCommand

from config import doctor


class Command(BaseCommand):
    help = "Say what is wrong with this set-up and how to mend it, the most harmful first. Changes nothing."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """One line each; status 1 where something stops everything."""
        found = list(doctor.findings())
        for finding in found:
            self.stdout.write(f"{'!!' if finding.stops else ' -'} {finding}")
        if not found:
            self.stdout.write("Nothing wrong was found.")
        if any(finding.stops for finding in found):
            sys.exit(1)
