"""`config` is an app only for its commands: what joins the two apps belongs to neither."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "config"
