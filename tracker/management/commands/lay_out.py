"""`manage.py lay_out`: what a worker has done by a process that ends (`tracker.evidence.apart`)."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker.evidence import watched_claims


class Command(BaseCommand):
    help = "Reads all watched claims and leaves them as a file to the workers of this machine."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """Whatever is there already: whoever asks has found that it is not fit."""
        watched_claims.here().lay_out(now=timezone.now())
