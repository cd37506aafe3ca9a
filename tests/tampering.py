"""What a person with the database's password could do to the record."""

from django.db import connection


def guards_off() -> None:
    """Take the triggers away: for good on SQLite, until the transaction ends on PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


def tamper(statement: str, *values: str | int) -> None:
    """Write past the triggers and the program."""
    guards_off()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
