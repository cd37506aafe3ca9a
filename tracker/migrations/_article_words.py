"""The databases' index of the tokens of articles: on PostgreSQL a GIN index, on SQLite a table of FTS5 and triggers.

Installed anew by each migration that touches the table: SQLite drops a table's triggers when it rebuilds it.
"""

TABLE, INDEX = "tracker_articlewords", "tracker_articlewords_tokens"

# Heap rows of numbers alone: tokens and words lie apart, for the index reads many rows and neither of those.
ON_POSTGRESQL = (
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    f"ALTER TABLE {TABLE} ALTER COLUMN packed SET STORAGE EXTERNAL",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (string_to_array(tokens, ' '))",
)
FORGET = f"INSERT INTO {INDEX} ({INDEX}, rowid, tokens) VALUES ('delete', old.article_id, old.tokens);"
LEARN = f"INSERT INTO {INDEX} (rowid, tokens) VALUES (new.article_id, new.tokens);"
ON_SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(tokens, content='{TABLE}', content_rowid='article_id',"
    " detail=none, columnsize=0, tokenize='ascii')",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_added AFTER INSERT ON {TABLE} BEGIN {LEARN} END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_deleted AFTER DELETE ON {TABLE} BEGIN {FORGET} END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_changed AFTER UPDATE ON {TABLE} BEGIN {FORGET} {LEARN} END",
)
OFF_SQLITE = (
    *(f"DROP TRIGGER IF EXISTS {TABLE}_{name}" for name in ("added", "deleted", "changed")),
    f"DROP TABLE IF EXISTS {INDEX}",
)


def install(apps, schema_editor):
    """Make the index where it is missing."""
    for statement in ON_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else ON_SQLITE:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    """Drop what is not dropped with the table."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in OFF_SQLITE:
            schema_editor.execute(statement)
