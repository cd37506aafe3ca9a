"""What the database itself refuses, whatever program asks it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    """The block's one write fails on this constraint and no other, and leaves the transaction usable.

    SQLite names a check constraint, but of a unique one only the columns: there any unique one will do.
    """
    is_named = connection.vendor == "postgresql"
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    said = str(refusal.value)
    taken = ("UNIQUE constraint failed", "is append-only")  # SQLite's guards refuse what would replace a row
    assert constraint in said or (not is_named and any(each in said for each in taken)), said
