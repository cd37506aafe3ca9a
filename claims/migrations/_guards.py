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
    "claims_hold": (
        "key",
        "kind",
        "claim_id",
        "claimant_id",
        "evidence_id",
        "appearance_id",
        "reply_id",
        "office",
        "concerns",
        "reason",
        "by_id",
        "at",
    ),
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
    "claims_hold": ("lifted_by_id", "lifted_at"),
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

# Words that may have to vanish by law: pieces of them may be replaced by the mark of what is withheld, and by nothing
# else. What stands there then is what stood there before, with gaps.
BLACKED_OUT = {
    "claims_verdict": ("reasoning",),
    "claims_correction": ("reason", "changes"),
    "claims_reply": ("asked_of", "text"),
    "claims_sourcetext": ("text",),
    "claims_hold": ("office", "concerns", "reason"),
}
MARK = "\u2588" * 5  # the mark of `claims.withheld`
# The new text as a pattern in which each mark stands for any piece of the old one. SQLite's LIKE knows no case, GLOB does.
SQLITE_GAPS = (
    "CASE WHEN NEW.{column} = '{mark}' THEN 1 WHEN instr(NEW.{column}, '{mark}') = 0 THEN 0 ELSE OLD.{column} GLOB"
    " replace(replace(replace(replace(NEW.{column}, '[', '[[]'), '*', '[*]'), '?', '[?]'), '{mark}', '*') END"
)
POSTGRESQL_GAPS = (
    "CASE WHEN NEW.{column} = '{mark}' THEN TRUE WHEN strpos(NEW.{column}, '{mark}') = 0 THEN FALSE ELSE OLD.{column}"
    " LIKE replace(replace(replace(replace(NEW.{column}, '\\', '\\\\'), '%', '\\%'), '_', '\\_'), '{mark}', '%')"
    " ESCAPE '\\' END"
)
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


def _blacked_out(table, columns):
    return [column for column in BLACKED_OUT.get(table, ()) if column in columns]


def _never(table, columns):
    return [column for column in columns if column not in BLACKED_OUT.get(table, ())]


def _sqlite(schema_editor):
    for table, columns in _present(schema_editor, AS_WRITTEN):
        refusal = SQLITE_REFUSAL.format(table=table)
        for column in _blacked_out(table, columns):
            gaps = SQLITE_GAPS.format(column=column, mark=MARK)
            yield f"CREATE TRIGGER {table}_{column}_gaps BEFORE UPDATE OF {column} ON {table} WHEN NOT {gaps} {refusal}"
        quoted = ", ".join(map(schema_editor.quote_name, _never(table, columns)))
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
        for column in _blacked_out(table, columns):
            gaps = POSTGRESQL_GAPS.format(column=column, mark=MARK)
            yield (
                f"CREATE TRIGGER {table}_{column}_gaps BEFORE UPDATE OF {column} ON {table} FOR EACH ROW"
                f" WHEN (NOT {gaps}) {POSTGRESQL_REFUSAL}"
            )
        quoted = ", ".join(map(schema_editor.quote_name, _never(table, columns)))
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
