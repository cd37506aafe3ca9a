"""A newsroom without a record or an account, as on the first day: made by a way that the program does not have."""

from django.apps import apps
from django.conf import settings
from django.db import connection

APPS = ("claims", "tracker", "account", "mfa", "usersessions", "admin")


def empty_newsroom() -> None:
    """Take every row away, past the triggers, which are there again afterwards; and what lies in the data folder."""
    tables = [
        model._meta.db_table
        for app in APPS
        if apps.is_installed(app) or app in apps.app_configs
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]
    with connection.cursor() as cursor:
        triggers: list[tuple[str, str]] = []
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            tables.append("claims_words_fts")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for _name, sql in triggers:
            cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = origin")
    for path in settings.DATA_DIR.rglob("*"):
        if path.is_file():
            path.unlink()
