"""The machine that watches."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerApp(AppConfig):
    name = "tracker"
    verbose_name = _("Tracker")

    def ready(self) -> None:
        """Hear of articles that are blacked out."""
        from claims.editorial import derived  # noqa: PLC0415  models are there only now
        from tracker.forgetting import cut_anew  # noqa: PLC0415

        derived.tell(cut_anew)
