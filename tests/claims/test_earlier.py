"""What another newsroom signed is served as it was; a claim's file only while readers may see all that is in it."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from claims import earlier, editorial, record, wiping
from claims.copying.making import copy_to
from claims.models import Claim, Forgetting, User
from claims.record.reader import SCRIPT
from claims.withheld import Phrases
from tests.conftest import NOW
from tests.makers import Maker


@pytest.fixture
def log(claim: Claim, make: Maker, settings: Settings, tmp_path: Path) -> Path:
    """An exported log, kept as an earlier one."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    record.number_entries(now=NOW)
    copy_to(tmp_path / "copy")
    earlier.keep(tmp_path / "copy/record")
    return tmp_path / "copy/record"


def test_files_are_served_as_they_were_and_old_proofs_hold_against_them(
    log: Path, claim: Claim, client: Client, tmp_path: Path
) -> None:
    size = record.newest_head().size  # type: ignore[union-attr]
    places = ("checkpoint", "key", f"tile/0/000.p/{size}", f"tile/entries/000.p/{size}")
    for place in (*places, f"claims/{claim.pk}/record.json"):
        answer = client.get(f"/record/earlier/1/{place}")
        assert (answer.status_code, answer.content) == (200, (log / place).read_bytes())

    copy_to(tmp_path / "later")
    kept = tmp_path / "later/record/earlier/1"
    file = kept / f"claims/{claim.pk}/record.json"
    command = [sys.executable, "-I", str(SCRIPT), str(file), "--log", str(kept)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_records_page_leads_to_the_earlier_logs_also_in_a_copy(
    log: Path, client: Client, tmp_path: Path
) -> None:
    page = client.get("/en/record/").content.decode()
    for place in ("checkpoint", "key"):
        assert f'href="/record/earlier/1/{place}"' in page
        assert client.get(f"/record/earlier/1/{place}").status_code == 200

    copy_to(tmp_path / "later")

    copied = (tmp_path / "later/de/record/index.html").read_text()
    assert 'href="../../record/earlier/1/checkpoint"' in copied
    assert (tmp_path / "later/record/earlier/1/checkpoint").is_file()


def test_a_record_without_earlier_logs_tells_of_none(client: Client, claim: Claim) -> None:
    assert "Earlier logs" not in client.get("/en/record/").content.decode()


@pytest.mark.parametrize(
    "place", ["../../x", "checkpoint.js", "claims/x/record.json", "tile/0/001", "secret"]
)
def test_nothing_else_is_served(log: Path, client: Client, place: str) -> None:
    (earlier._root() / "secret").write_text("x")
    assert client.get(f"/record/earlier/1/{place}").status_code == 404
    assert client.get("/record/earlier/2/checkpoint").status_code == 404


def test_a_claims_file_is_gone_while_the_claim_is_held_and_once_something_of_it_was_forgotten(
    log: Path, claim: Claim, client: Client, dora: User
) -> None:
    address = f"/record/earlier/1/claims/{claim.pk}/record.json"
    held = editorial.hold(thing=claim, office="A court", reason="It asks.", by=dora)
    assert client.get(address).status_code == 404
    editorial.lift_hold(held=held, by=dora)
    assert client.get(address).status_code == 200

    forgetting = Forgetting(kind="field", office="A court", reason="It asks.", by=dora, at=NOW, done_at=NOW)
    forgetting.save()
    forgetting.claims.add(claim)

    assert client.get(address).status_code == 404
    assert [place for place, _path in earlier.kept() if "claims/" in place] == []
    assert client.get("/record/earlier/1/checkpoint").status_code == 200


def test_a_name_that_is_forgotten_is_taken_out_of_the_files_and_hashes_stay(log: Path, claim: Claim) -> None:
    word = claim.statement.split()[1]
    hashes = {path: path.read_bytes() for path in (earlier._root() / "log").rglob("*") if path.is_file()}

    gone = wiping.wipe_files(Phrases.of([word, "work"]), earlier._root().parent)

    assert [path.name for path in gone if "earlier" in path.parts] == [f"{claim.pk}.json"]
    assert {path: path.read_bytes() for path in hashes} == hashes


def test_a_second_taking_over_keeps_the_first_ones_log_too(log: Path, tmp_path: Path) -> None:
    copy_to(tmp_path / "later")

    assert earlier.keep(tmp_path / "later/record") == 2
    assert earlier.logs() == [1, 2]
    assert (earlier._root() / "log/1/checkpoint").read_bytes() == (log / "checkpoint").read_bytes()
