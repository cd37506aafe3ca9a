"""Triggers by which the database refuses to change or delete what was written. Installed anew by each migration that
touches a guarded table: SQLite drops a table's triggers when it rebuilds the table. A test fails when one is missing.
"""

# What stays as it was written. A column that a table does not have yet is guarded by the migration that brings it.
AS_WRITTEN = {
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
    "claims_verdict": (
        "claim_id",
        "outcome",
        "happened_on",
        "known_on",
        "reasoning",
        "can_no_longer_happen",
        "condition_failed",
        "by_id",
        "at",
        "needs_countersignature",
    ),
    "claims_verdict_evidence": ("verdict_id", "evidence_id"),
    "claims_correction": (
        "claim_id",
        "kind",
        "by_id",
        "at",
        "reason",
        "changes",
        "verdict_id",
        "needs_countersignature",
    ),
    "claims_reply": ("claim_id", "asked_of", "asked_on", "asked_by_id", "due_on"),
    "claims_sourcetext": ("sha256", "text", "kept_by_id", "kept_at"),
    "claims_checkpoint": (
        "day",
        "number",
        "made_at",
        "last_entry_id",
        "chains",
        "previous_hash",
        "hash",
    ),
}
# What is set once: a signature, a moment.
SET_ONCE = {
    "claims_reply": ("received_on", "received_by_id"),
    "claims_verdict": (
        "countersigned_by_id",
        "countersigned_at",
        "public_at",
        "due_at",
        "effective_at",
        "taken_back_by_id",
        "taken_back_at",
    ),
    "claims_correction": (
        "countersigned_by_id",
        "countersigned_at",
        "effective_at",
        "dropped_by_id",
        "dropped_at",
    ),
}

SQLITE_REFUSAL = "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
POSTGRESQL_REFUSAL = "EXECUTE FUNCTION claims_refuse()"
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION claims_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(apps, schema_editor):
    remove(apps, schema_editor)
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if not is_sqlite:
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    for statement in (_sqlite if is_sqlite else _postgresql)(schema_editor):
        schema_editor.execute(statement, params=None)


def remove(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'claims\\_%' ESCAPE '\\'")
            for (name,) in cursor.fetchall():
                schema_editor.execute(f"DROP TRIGGER {name}", params=None)
            return
        for table in ("claims_recordentry", "claims_verdict", "claims_sourcetext"):  # of migrations 0003 and 0006
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_append_only() CASCADE", params=None)
        schema_editor.execute("DROP FUNCTION IF EXISTS claims_refuse() CASCADE", params=None)


def _present(schema_editor, wanted):
    """The guarded tables and columns that there are by now."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table, columns in wanted.items():
            if table in tables:
                known = {column.name for column in connection.introspection.get_table_description(cursor, table)}
                yield table, [column for column in columns if column in known]


def _sqlite(schema_editor):
    for table, columns in _present(schema_editor, AS_WRITTEN):
        refusal = SQLITE_REFUSAL.format(table=table)
        quoted = ", ".join(map(schema_editor.quote_name, columns))
        yield f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OF {quoted} ON {table} {refusal}"
        yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {refusal}"
    for table, columns in _present(schema_editor, SET_ONCE):
        for column in columns:
            yield (
                f"CREATE TRIGGER {table}_{column}_once BEFORE UPDATE OF {column} ON {table}"
                f" WHEN OLD.{column} IS NOT NULL AND NEW.{column} IS NOT OLD.{column}"
                f" {SQLITE_REFUSAL.format(table=table)}"
            )


def _postgresql(schema_editor):
    for table, columns in _present(schema_editor, AS_WRITTEN):
        quoted = ", ".join(map(schema_editor.quote_name, columns))
        yield (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OF {quoted} ON {table}"
            f" FOR EACH ROW {POSTGRESQL_REFUSAL}"
        )
        yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW {POSTGRESQL_REFUSAL}"
        yield f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {POSTGRESQL_REFUSAL}"
    for table, columns in _present(schema_editor, SET_ONCE):
        for column in columns:
            yield (
                f"CREATE TRIGGER {table}_{column}_once BEFORE UPDATE OF {column} ON {table} FOR EACH ROW"
                f" WHEN (OLD.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column})"
                f" {POSTGRESQL_REFUSAL}"
            )
