"""`manage.py prepare`: what comes before the first page wherever several machines or containers share a database."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from claims import editorial
from claims.accounts import invitations
from claims.models import User


class Command(BaseCommand):
    help = "Makes the tables this version's, holds and forgets again what a backup brought back, and says what to do."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """In this order: nothing may be served between the first two."""
        call_command("migrate", verbosity=0, interactive=False, stdout=self.stdout)
        call_command("apply_withheld", stdout=self.stdout)
        self.stdout.write(f"Ready: {settings.SITE_URL}/ and the desk at {settings.SITE_URL}/admin/")
        if not User.objects.exists():
            _invitation, token = editorial.invite_the_first()
            self.stdout.write(
                f"No account yet. Whoever opens this link first makes it, within {settings.INVITATION_DAYS} days; it"
                f" has every role, and the next start makes another link:\n\n  {invitations.link(token)}\n"
            )
