"""What each role may do with feeds, articles and alerts."""

from importlib import import_module

from django.db import migrations

grant = import_module("claims.migrations.0002_roles").grant

REPORTER = {"feed": ("view",), "article": ("view",), "poll": ("view",), "alert": ("view",), "channel": ("view",)}
EDITOR = {"feed": ("add", "change")}
CHIEF = {"feed": ("delete",), "channel": ("add", "change", "delete")}
ROLES = (("reporter", (REPORTER,)), ("editor", (REPORTER, EDITOR)), ("chief", (REPORTER, EDITOR, CHIEF)))


def make_groups(apps, schema_editor):
    grant(apps, schema_editor.connection.alias, "tracker", ROLES, {})


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_initial"), ("claims", "0002_roles")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
