"""The editorial record and the public site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsApp(AppConfig):
    name = "claims"
    verbose_name = _("Desk")
