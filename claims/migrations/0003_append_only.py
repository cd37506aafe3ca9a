"""Triggers that refuse to change a log entry, or what a verdict says, whoever asks.

SQLite drops a table's triggers when a later migration rebuilds the table: run `install` again after it.
A test fails when they are missing.
"""

from django.db import migrations

GUARDED = {
    "claims_recordentry": (
        "chain",
        "sequence",
        "at",
        "by_id",
        "by_name",
        "action",
        "subject",
        "changes",
        "previous_hash",
        "hash",
    ),
    "claims_verdict": ("claim_id", "outcome", "happened_on", "reasoning", "can_no_longer_happen", "by_id", "at"),
}

SQLITE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OF {columns} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_append_only()
"""


def install(apps, schema_editor):
    template = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for table, columns in GUARDED.items():
        quoted = ", ".join(schema_editor.quote_name(column) for column in columns)
        schema_editor.execute(template.format(table=table, columns=quoted), params=None)


def remove(apps, schema_editor):
    for table in GUARDED:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_append_only")
        else:
            schema_editor.execute(f"DROP FUNCTION {table}_append_only() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_roles")]
    operations = [migrations.RunPython(install, remove)]
