"""The editorial record and the public site."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class ClaimsApp(AppConfig):
    name = "claims"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Have the words of whatever is saved kept for search, and odd letters known to SQLite."""
        from claims import word_index  # noqa: PLC0415  models can be loaded only now
        from claims.editorial import odd_letters  # noqa: PLC0415

        connection_created.connect(odd_letters.tell_sqlite, dispatch_uid="odd letters")

        post_save.connect(word_index.keep_claim, sender="claims.Claim", dispatch_uid="words of a claim")
        post_save.connect(
            word_index.keep_claimant, sender="claims.Claimant", dispatch_uid="words of a claimant"
        )
