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
        "action",
        "subject",
        "leaf",
        "previous_hash",
        "hash",
        "mac",
    ),
    "claims_treehead": ("number", "day", "made_at", "size", "root", "note"),
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
    "claims_coding": ("claim_id", "by_id", "at", "opens_on", "closes_on", "firmness", "outcome"),
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
    "claims_forgetting": (
        "key",
        "kind",
        "subject",
        "fields",
        "address_digest",
        "office",
        "reason",
        "by_id",
        "at",
        "needs_countersignature",
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
# What is set once, together with the moment or day named first: afterwards none of it changes.
SET_ONCE = {
    "claims_hold": (("lifted_at", "lifted_by_id", "lifted_reason"),),
    "claims_recordentry": (("tree_index",),),
    "claims_reply": (("received_on", "received_by_id", "text", "language"),),
    "claims_forgetting": (
        ("countersigned_at", "countersigned_by_id"),
        ("done_at", "words"),
        ("dropped_at", "dropped_by_id", "words"),
    ),
    "claims_verdict": (
        ("countersigned_at", "countersigned_by_id"),
        ("public_at",),
        ("due_at",),
        ("effective_at",),
        ("taken_back_at", "taken_back_by_id", "taken_back_reason"),
    ),
    "claims_correction": (
        ("countersigned_at", "countersigned_by_id"),
        ("effective_at",),
        ("dropped_at", "dropped_by_id"),
    ),
}
# By what else than its number a row could be replaced: SQLite's REPLACE deletes the older row and asks no trigger.
# What follows "|" holds of the rows among which the columns are unique.
KEYS = {
    "claims_recordentry": ("chain, sequence", "hash", "tree_index"),
    "claims_verdict": (),
    "claims_verdict_evidence": ("verdict_id, evidence_id",),
    "claims_correction": ("verdict_id", "claim_id | {row}effective_at IS NULL AND {row}dropped_at IS NULL"),
    "claims_reply": (),
    "claims_coding": ("claim_id, by_id",),
    "claims_hold": (
        "key",
        *(
            f"{kind}_id | {{row}}kind = '{kind}' AND {{row}}lifted_at IS NULL"
            for kind in ("claim", "claimant", "evidence", "appearance", "reply")
        ),
    ),
    "claims_forgetting": ("key",),
    "claims_sourcetext": ("sha256",),
    "claims_checkpoint": ("day", "number", "hash"),
    "claims_treehead": ("day", "number"),
}

# Words that may have to vanish by law: pieces of them may be replaced by the mark of what is withheld, and by nothing
# else. What stands there then is what stood there before, with gaps.
BLACKED_OUT = {
    "claims_verdict": ("reasoning", "taken_back_reason"),
    "claims_correction": ("reason", "changes"),
    "claims_reply": ("asked_of", "text"),
    "claims_sourcetext": ("text",),
    "claims_hold": ("office", "concerns", "reason", "lifted_reason"),
    "claims_forgetting": ("office", "reason"),
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
        yield f"CREATE TRIGGER {table}_numbered BEFORE UPDATE ON {table} WHEN NEW.id IS NOT OLD.id {refusal}"
        taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {same})" for same in _sames(table, columns))
        yield f"CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table} WHEN {taken} {refusal}"
    for table, column, when, changed in _once(schema_editor, "IS NOT", SQLITE_GAPS):
        yield (
            f"CREATE TRIGGER {table}_{column}_once BEFORE UPDATE ON {table} WHEN {when} AND ({changed})"
            f" {SQLITE_REFUSAL.format(table=table)}"
        )


def _sames(table, known):
    """What holds of a row whose place the new one would take."""
    yield f"{table}.id = NEW.id"
    for key in KEYS[table]:
        columns, _bar, where = key.partition(" | ")
        if set(columns.split(", ")) <= {*known, "id"}:
            same = [f"{table}.{column} = NEW.{column}" for column in columns.split(", ")]
            yield " AND ".join([*same, *(where.format(row=row) for row in (f"{table}.", "NEW.") if where)])


def _once(schema_editor, differs, gaps):
    """For what is set together: (table, column named first, whether it is set, whether any of it would change)."""
    wanted = {table: sum(groups, ()) for table, groups in SET_ONCE.items()}
    for table, known in _present(schema_editor, wanted):
        for first, *others in SET_ONCE[table]:
            columns = [column for column in (first, *others) if column in known]
            if first in known:
                changed = " OR ".join(_changed(table, column, differs, gaps) for column in columns)
                yield table, first, f"OLD.{first} IS NOT NULL", changed


def _changed(table, column, differs, gaps):
    """Whether a column gets another value, other than its own with gaps where these are allowed."""
    changed = f"NEW.{column} {differs} OLD.{column}"
    is_blacked_out = column in BLACKED_OUT.get(table, ())
    return f"({changed} AND NOT {gaps.format(column=column, mark=MARK)})" if is_blacked_out else changed


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
        yield (
            f"CREATE TRIGGER {table}_numbered BEFORE UPDATE ON {table} FOR EACH ROW"
            f" WHEN (NEW.id IS DISTINCT FROM OLD.id) {POSTGRESQL_REFUSAL}"
        )
        yield f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW {POSTGRESQL_REFUSAL}"
        yield f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {POSTGRESQL_REFUSAL}"
    for table, column, when, changed in _once(schema_editor, "IS DISTINCT FROM", POSTGRESQL_GAPS):
        yield (
            f"CREATE TRIGGER {table}_{column}_once BEFORE UPDATE ON {table} FOR EACH ROW"
            f" WHEN ({when} AND ({changed})) {POSTGRESQL_REFUSAL}"
        )
