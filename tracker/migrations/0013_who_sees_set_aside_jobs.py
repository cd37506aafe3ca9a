"""Everyone at the desk may look at the jobs that were set aside."""

from importlib import import_module

from django.db import migrations

grant = import_module("claims.migrations.0002_roles").grant

ROLES = tuple((role, ({"redelivery": ("view",)},)) for role in ("reporter", "editor", "chief"))


def let_the_desk_look(apps, schema_editor):
    grant(apps, schema_editor.connection.alias, "tracker", ROLES, {})


class Migration(migrations.Migration):
    dependencies = [("tracker", "0012_lookback")]
    operations = [migrations.RunPython(let_the_desk_look, migrations.RunPython.noop)]
