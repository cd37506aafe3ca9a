"""The editorial record and the public site."""

from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import m2m_changed, post_save
from django.utils.translation import gettext_lazy as _


class ClaimsApp(AppConfig):
    name = "claims"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Have what is saved kept for search and counted, and SQLite held to what PostgreSQL does."""
        from claims import conflicts, kept_counts, word_index  # noqa: PLC0415  models can be loaded only now
        from claims.editorial import odd_letters  # noqa: PLC0415

        connection_created.connect(odd_letters.tell_sqlite, dispatch_uid="odd letters")
        connection_created.connect(conflicts.say_which, dispatch_uid="conflicts")

        post_save.connect(word_index.keep_claim, sender="claims.Claim", dispatch_uid="words of a claim")
        post_save.connect(
            word_index.keep_claimant, sender="claims.Claimant", dispatch_uid="words of a claimant"
        )
        for model, keep in (
            ("claims.Claim", kept_counts.keep_claim),
            ("claims.Verdict", kept_counts.keep_verdict),
            ("claims.Hold", kept_counts.keep_hold),
            ("claims.Claimant", kept_counts.keep_name),
        ):
            post_save.connect(keep, sender=model, dispatch_uid=f"counts of {model}")
        listed = apps.get_model("claims", "Claim").topics.through
        m2m_changed.connect(kept_counts.keep_topics, sender=listed, dispatch_uid="counts of topics")
