"""`manage.py import_site` takes over an export into an empty newsroom, and leaves any other as it is."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from claims.models import Claim, RecordEntry, User
from tests.emptied import empty_newsroom
from tests.exports import lines_of_claims, sum_up, write_lines
from tests.makers import Maker

HELD_BACK = "data/lines/held_claims.jsonl"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


@pytest.fixture
def root(claim: Claim, make: Maker, tmp_path: Path) -> Path:
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    return write_lines(tmp_path / "export")


def test_it_says_what_it_took_over_and_the_first_page_can_be_cited(root: Path, claim: Claim) -> None:
    empty_newsroom()
    told = StringIO()

    call_command("import_site", str(root), stdout=told)

    assert "1 claims of 1 claimants" in told.getvalue()
    assert Claim.objects.get().statement == claim.statement
    assert not RecordEntry.objects.filter(tree_index__isnull=True).exists()


def test_a_newsroom_with_a_record_is_left_as_it_is(root: Path) -> None:
    before = RecordEntry.objects.count()

    with pytest.raises(CommandError, match="a record of its own"):
        call_command("import_site", str(root))

    assert RecordEntry.objects.count() == before


def test_a_damaged_export_is_refused_with_file_and_fault_and_nothing_is_written(root: Path) -> None:
    empty_newsroom()
    (root / lines_of_claims(root)).write_text("{}\n")

    with pytest.raises(CommandError, match=r"data/lines/claims-\d+\.jsonl: is not as it was written"):
        call_command("import_site", str(root))

    assert not Claim.objects.exists()
    assert not User.objects.exists()


def test_what_the_database_refuses_leaves_nothing_and_can_be_repeated(root: Path) -> None:
    empty_newsroom()
    whole = (root / lines_of_claims(root)).read_text()
    (root / lines_of_claims(root)).write_text(whole.replace('"opens_on":"', '"opens_on":"2'))
    opens = whole.partition('"opens_on":"')[2][:10]
    broken = whole.replace(f'"opens_on":"{opens}"', '"opens_on":"2099-01-01"')
    (root / lines_of_claims(root)).write_text(broken)
    sum_up(root)

    with pytest.raises(CommandError, match="The database refuses a row"):
        call_command("import_site", str(root))
    assert not Claim.objects.exists()
    assert not User.objects.exists()

    (root / lines_of_claims(root)).write_text(whole)
    call_command("import_site", str(sum_up(root)))
    assert Claim.objects.exists()
