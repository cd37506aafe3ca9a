"""`config` is an app only for its commands: what joins the two apps belongs to neither."""

import django_stubs_ext
from django.apps import AppConfig
from django.db.backends.signals import connection_created

# Before any module of models or pages is imported: Django's generic classes take type arguments only then.
django_stubs_ext.monkeypatch()


class ConfigApp(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Have each new connection to SQLite made without REGEXP."""
        from config import bounds  # noqa: PLC0415  reads settings

        connection_created.connect(bounds.without_regexp, dispatch_uid="config.bounds")
