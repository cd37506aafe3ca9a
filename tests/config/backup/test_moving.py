"""From SQLite to PostgreSQL, by the two commands of the page."""

from pathlib import Path

import pytest

from tests.config.backup.conftest import BEGIN, COUNT, FORGET, GO_ON, WITHHELD, Place
from tests.races import needs_postgresql
from tests.stack import database_url

pytestmark = [pytest.mark.stack, needs_postgresql]
SECRET = """
from tracker.models import Channel
Channel.objects.create(name="Hook", kind="webhook", address="https://hook.example/", secret="sesame")
"""
ANSWER = """
from claims.models import RecordEntry
from tracker.models import Channel
result = [Channel.objects.get().secret, list(RecordEntry.objects.order_by("pk").values_list("pk", "hash"))]
"""


def test_everything_goes_along_and_goes_on(tmp_path: Path) -> None:
    small = Place(tmp_path / "data", f"sqlite:///{tmp_path / 'small.sqlite3'}")
    small.folder.mkdir()
    assert small.manage("migrate", "-v0").returncode == 0
    small.do(BEGIN + SECRET)
    before = small.do(ANSWER)
    assert small.manage("backup").returncode == 0
    small.do(FORGET)

    large = Place(small.folder, database_url(tmp_path, is_migrated=False))
    (made,) = large.made()
    moved = large.manage("restore", made)

    assert (moved.returncode, moved.stderr) == (0, "")
    assert "all of them checked; the first page answers" in moved.stdout
    name, public, images, faults = large.do(WITHHELD)
    assert ("Mara" in name, public, images, faults) == (
        False,
        2,
        0,
        0,
    )  # what was forgotten since is so here as well
    secret, entries = large.do(ANSWER)
    assert (secret, entries[: len(before[1])]) == (before[0], before[1])
    large.do(GO_ON)  # new rows have new numbers
    assert large.do(COUNT) == [4, 0, 0]

    again = large.manage("restore", made)
    assert (again.returncode, "move into an empty one" in again.stderr) == (1, True)
    assert large.do(COUNT) == [4, 0, 0]
