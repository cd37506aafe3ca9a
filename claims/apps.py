"""The editorial record and the public site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsApp(AppConfig):
    name = "claims"
    verbose_name = _("Desk")

    def ready(self) -> None:
        """Close the admin pages that django-allauth opens: sessions and factors are their owners', not the desk's."""
        from allauth.account.models import EmailAddress  # noqa: PLC0415  Models are not ready before
        from allauth.mfa.models import Authenticator  # noqa: PLC0415
        from allauth.usersessions.models import UserSession  # noqa: PLC0415
        from django.contrib import admin  # noqa: PLC0415

        for model in (EmailAddress, Authenticator, UserSession):
            if admin.site.is_registered(model):
                admin.site.unregister(model)
