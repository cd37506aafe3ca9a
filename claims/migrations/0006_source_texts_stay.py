"""Every role may read the kept texts, and nobody changes one: the database refuses it."""

from importlib import import_module

from django.db import migrations

TABLE = "claims_sourcetext"
COLUMNS = ("sha256", "text", "kept_by_id", "kept_at")
grant = import_module("claims.migrations.0002_roles").grant
triggers = import_module("claims.migrations.0003_append_only")
READ = ({"sourcetext": ("view",)},)
ROLES = tuple((role, READ) for role in ("reporter", "editor", "chief"))


def let_everyone_read(apps, schema_editor):
    grant(apps, schema_editor.connection.alias, "claims", ROLES, {})


def install(apps, schema_editor):
    template = triggers.SQLITE if schema_editor.connection.vendor == "sqlite" else triggers.POSTGRESQL
    columns = ", ".join(schema_editor.quote_name(column) for column in COLUMNS)
    schema_editor.execute(template.format(table=TABLE, columns=columns), params=None)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_append_only")
    else:
        schema_editor.execute(f"DROP FUNCTION {TABLE}_append_only() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_source_texts")]
    operations = [
        migrations.RunPython(let_everyone_read, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
