"""`config` is an app only for its commands: what joins the two apps belongs to neither."""

import django_stubs_ext
from django.apps import AppConfig

# Before any module of models or pages is imported: Django's generic classes take type arguments only then.
django_stubs_ext.monkeypatch()


class ConfigApp(AppConfig):
    name = "config"
