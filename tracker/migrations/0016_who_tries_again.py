"""Everyone at the desk may look at what was set aside; editors and the chief may have it tried again."""

from importlib import import_module

from django.db import migrations

grant = import_module("claims.migrations.0002_roles").grant

ROLES = (
    ("reporter", ({"setaside": ("view",)},)),
    ("editor", ({"setaside": ("view", "change")},)),
    ("chief", ({"setaside": ("view", "change")},)),
)


def let_the_desk_look(apps, schema_editor):
    grant(apps, schema_editor.connection.alias, "tracker", ROLES, {})


class Migration(migrations.Migration):
    dependencies = [("tracker", "0015_set_aside_items")]
    operations = [migrations.RunPython(let_the_desk_look, migrations.RunPython.noop)]
