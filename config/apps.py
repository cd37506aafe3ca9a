"""`config` is an app only for its commands: what joins the two apps belongs to neither."""

import django_stubs_ext
from django.apps import AppConfig
from django.db.backends.signals import connection_created

# Before any module of models or pages is imported: Django's generic classes take type arguments only then.
django_stubs_ext.monkeypatch()


class ConfigApp(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Have each new connection to SQLite made without REGEXP, and exceptions reported to who is named."""
        from config import bounds, sentry  # noqa: PLC0415  both read settings

        connection_created.connect(bounds.without_regexp, dispatch_uid="config.bounds")
        sentry.begin()
