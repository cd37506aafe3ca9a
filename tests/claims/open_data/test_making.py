"""The files hold the whole public record: a stranger reckons every rate from them, and checks them by the log."""

import csv
import hashlib
import json
import subprocess
import sys
from base64 import b64decode
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from claims import editorial, record, scoreboard
from claims.counting import CountingRule
from claims.line_kinds import KINDS
from claims.models import Claimant, User
from claims.open_data import kept, making
from tests.claims.open_data import stranger
from tests.conftest import NOW
from tests.makers import Maker
from tests.tokens import SecretNewsroom

SCRIPT = Path(stranger.__file__)


def closed(make: Maker, outcome: str, claimant: Claimant, **changes: object) -> None:
    said_on, closes_on = date(2026, 3, 2), date(2026, 5, 31)
    claim = make.published(by_hand=(said_on, closes_on), claimant=claimant)
    make.ruled(claim, outcome, **changes)  # type: ignore[arg-type]


@pytest.fixture
def decided(make: Maker, ada: User) -> None:
    """Two claimants with claims of every segment."""
    jo = editorial.save_claimant(claimant=Claimant(name="Jo Brandt"), by=ada)
    for claimant in (make.facts.claimant, jo):
        closed(make, "confirmed", claimant, happened_on=date(2026, 5, 1))
        closed(make, "missed", claimant, can_no_longer_happen=True)
    closed(make, "partly", jo, happened_on=date(2026, 5, 1))
    closed(make, "missed", jo, happened_on=date(2026, 6, 10))
    closed(make, "void", jo)
    make.published(claimant=jo)
    record.number_entries(now=NOW)


def test_a_stranger_reckons_the_boards_rates_from_the_csv_alone(decided: None) -> None:
    made = making.make()

    said = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(made.folder)], capture_output=True, text=True, check=True
    ).stdout

    found = json.loads(said)
    assert set(found) == {"mara-lindt", "jo-brandt"}
    for rule in CountingRule:
        board = scoreboard.standings(minimum=1, rule=rule)
        for standing in (*board.compared, *board.too_few):
            counts, track = found[standing.claimant.slug], standing.track
            n = sum(counts.values())
            right = rule.right(**{name: counts[name] for name in ("confirmed", "partly", "late")})
            assert (counts["missed"], n, right / n) == (track.missed, track.n, track.rate)
    assert found["jo-brandt"] == {"confirmed": 1, "partly": 1, "late": 1, "missed": 1}


def test_every_file_has_the_sum_that_is_told_and_both_encodings_the_same_rows(decided: None) -> None:
    made = making.make()

    sums = (made.folder / "SHA256SUMS").read_text().splitlines()
    told = {name: digest for digest, _gap, name in (line.partition("  ") for line in sums)}
    there = {path.name for path in made.folder.iterdir()} - {kept.MANIFEST, "SHA256SUMS"}
    assert told.keys() == there
    for name, digest in told.items():
        assert (
            hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest == made.files[name].sha256
        )
    for kind in KINDS:
        lines = [json.loads(line) for line in (made.folder / f"{kind.name}.jsonl").read_text().splitlines()]
        with (made.folder / f"{kind.name}.csv").open(newline="") as file:
            head, *table = csv.reader(file)
        assert head == [each.name for each in kind.fields]
        assert len(table) == len(lines) == made.files[f"{kind.name}.csv"].rows
        assert all(list(line) == head for line in lines)


def test_the_dictionary_says_of_every_field_what_it_is_and_under_which_licence(
    decided: None, settings: Settings
) -> None:
    settings.DATA_LICENCE, settings.DATA_LICENCE_ADDRESS = "CC BY 4.0", "https://licence.example/by"
    made = making.make()

    told = json.loads((made.folder / "dictionary.json").read_text())

    assert (told["licence"], told["day"], told["counting_rule"]) == ("CC BY 4.0", "2026-06-17", "strict")
    for name, kind in told["kinds"].items():
        assert [made.files[each].rows for each in kind["files"]] == [made.files[f"{name}.csv"].rows] * 2
    assert "CC BY 4.0" in (made.folder / "README.txt").read_text()


def test_the_leaves_have_the_root_of_the_checkpoint_and_each_claim_can_be_checked(decided: None) -> None:
    made = making.make()

    lines = (made.folder / "entries.jsonl").read_text().splitlines()
    level = [hashlib.sha256(b"\0" + json.loads(line)["leaf"].encode()).digest() for line in lines]
    _origin, size, root, *_rest = (made.folder / "checkpoint.txt").read_text().splitlines()
    assert len(level) == int(size)
    assert root_of(level) == b64decode(root)
    for line in (made.folder / making.CLAIM_FILES).read_text().splitlines():
        file = made.folder.parent / "claim.json"
        file.write_text(json.dumps(json.loads(line)["file"], ensure_ascii=False))
        script = str(made.folder / "verify_claim.py")
        subprocess.run([sys.executable, script, str(file)], check=True, capture_output=True)


def root_of(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def test_no_file_has_what_is_not_public(make: Maker, dora: User) -> None:
    newsroom = SecretNewsroom(make, dora)
    record.number_entries(now=NOW)

    made = making.make()

    told = {name: newsroom.tokens.found_in((made.folder / name).read_text()) for name in made.files}
    assert {name: found for name, found in told.items() if found} == {}
    assert made.files["claims.csv"].rows


def test_the_files_before_and_what_a_killed_process_left_go(make: Maker) -> None:
    first = making.make()
    (kept.root() / "left").mkdir()
    second = making.make()

    assert [path for path in kept.root().iterdir() if path.is_dir()] == [second.folder]
    assert first.folder != second.folder


def test_one_process_makes_them_at_a_time(make: Maker) -> None:
    making.make()
    with making._alone(), pytest.raises(CommandError, match="another process"):
        call_command("open_data")


def test_what_is_held_back_while_they_are_made_has_them_made_again(
    make: Maker, dora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = make.published()
    fill, tries = making._fill, []

    def held_meanwhile(folder: Path, hidden: str) -> None:
        fill(folder, hidden)
        tries.append(folder)
        editorial.hold(thing=claim, reason="Asked.", office="A court", by=dora)

    monkeypatch.setattr(making, "_fill", held_meanwhile)
    made = making.make()

    assert len(tries) == 2
    assert claim.statement not in (made.folder / "claims.csv").read_text()
