"""`manage.py reencrypt`: after a new key was put first in ENCRYPTION_KEYS."""

from django.core.management.base import BaseCommand, CommandError

from claims import turnover, vault


class Command(BaseCommand):
    help = "Put all secrets under the first of ENCRYPTION_KEYS; then the others can be dropped."

    def handle(self, *args: object, **options: object) -> None:
        """Say how many; an error where a key is missing, and then the rest is as it was."""
        try:
            written = turnover.reencrypt()
        except vault.CannotDecrypt as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"{written} rows written anew. All secrets are under the first key.")
