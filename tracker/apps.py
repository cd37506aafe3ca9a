"""The machine that watches."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerApp(AppConfig):
    name = "tracker"
    verbose_name = _("Tracker")
