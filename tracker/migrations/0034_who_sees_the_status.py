"""Chief and administrator see the status page."""

from importlib import import_module

from django.db import migrations

grant = import_module("claims.migrations.0002_roles").grant

ROLES = tuple((role, ({"heartbeat": ("view",)},)) for role in ("chief", "administrator"))


def let_them_see_it(apps, schema_editor):
    grant(apps, schema_editor.connection.alias, "tracker", ROLES, {})


class Migration(migrations.Migration):
    dependencies = [("tracker", "0029_why_dismissed")]
    operations = [migrations.RunPython(let_them_see_it, migrations.RunPython.noop)]
