"""The database that is migrated once in a run: complete, and made by one of those that need it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import migrated


@pytest.mark.django_db
def test_a_copy_lacks_no_migration() -> None:
    call_command("migrate", "--check", verbosity=0)


def test_whoever_needs_it_at_the_same_time_waits_for_the_first(tmp_path: Path) -> None:
    makers: list[int] = []
    with ThreadPoolExecutor(4) as crowd:
        list(
            crowd.map(
                lambda one: migrated._once(tmp_path / "made.sqlite3", lambda: makers.append(one)), range(4)
            )
        )
    assert len(makers) == 1


def test_what_failed_is_tried_again_by_the_next(tmp_path: Path) -> None:
    made = tmp_path / "made.name"
    with pytest.raises(ZeroDivisionError):
        migrated._once(made, lambda: 1 / 0)
    migrated._once(made, lambda: made.write_text("stack_1"))
    assert made.read_text() == "stack_1"
