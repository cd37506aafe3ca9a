"""A claim's file holds against the signed tree, and tells what is public, nothing else."""

import json
import subprocess
import sys
from base64 import b64decode
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from claims import editorial, record
from claims.models import Claim, RecordEntry, User
from claims.record import keys, leaves, notes, tree
from tests.conftest import NOW
from tests.makers import Maker

SCRIPT = Path(__file__).parents[3] / "claims" / "record" / "reader" / "verify_claim.py"


def file_of(client: Client, claim: Claim) -> Any:
    return client.get(f"{claim.get_absolute_url()}record.json").json()


@pytest.fixture
def told(client: Client, claim: Claim, make: Maker) -> Any:
    """The file of a claim with a draft's slip, a suggestion, accepted evidence and a verdict."""
    make.suggested(claim, title="Only suggested")
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    record.number_entries(now=NOW)
    return file_of(client, claim)


def test_every_leaf_leads_to_the_signed_root(told: Any) -> None:
    note = notes.opened(told["checkpoint"], [notes.VerifierKey.read(key) for key in told["key"]])
    state = notes.TreeState.read(note)

    assert state.origin == told["origin"] == "localhost:8000/record"
    for each in told["leaves"]:
        leaf = tree.leaf_hash(each["leaf"].encode())
        path = [b64decode(part) for part in each["path"]]
        assert tree.root_by_inclusion(leaf, index=each["index"], size=state.size, path=path) == state.root


def test_every_opening_opens_its_leaf(told: Any) -> None:
    for each in told["leaves"]:
        leaf = leaves.parse_leaf(each["leaf"])
        assert all(leaves.opens(leaf, leaves.Opening(**opening)) for opening in each["openings"])
    subject = leaves.Opening("subject", told["subject"]["salt"], told["subject"]["name"])
    assert leaves.opens(leaves.parse_leaf(told["leaves"][0]["leaf"]), subject)


def test_what_is_not_public_is_nowhere_in_the_file(told: Any) -> None:
    text = json.dumps(told)

    assert "Only suggested" not in text
    assert "assigned_to" not in text
    assert "must_terms" not in text
    assert '"ada"' not in text  # a login name


def test_the_claim_is_told_as_its_last_opened_values(told: Any) -> None:
    last: dict[str, object] = {}
    for each in told["leaves"]:
        opened = {opening["name"]: opening["value"] for opening in each["openings"]}
        if opened.get("row") == told["subject"]["name"]:
            last |= {name[4:]: value for name, value in opened.items() if name.startswith("new/")}

    assert {name: value for name, value in told["claim"].items() if value is not None} == {
        name: value for name, value in last.items() if value is not None
    }
    assert told["claim"]["outcome"] == "confirmed"


def test_the_readers_script_finds_the_file_in_order(told: Any, tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text(json.dumps(told))

    ran = subprocess.run(
        [sys.executable, SCRIPT, tmp_path / "record.json"], capture_output=True, text=True, check=False
    )

    assert ran.returncode in {0, 3}, ran.stdout + ran.stderr  # 3: there is no openssl here
    assert "FAILED" not in ran.stdout
    assert "HELD:          the file says what the log said last" in ran.stdout


def test_what_no_checkpoint_covers_yet_is_counted(client: Client, claim: Claim, make: Maker) -> None:
    record.number_entries(now=NOW)
    make.suggested(claim)

    told = file_of(client, claim)

    assert (len(told["leaves"]), told["pending"]) == (3, 1)


def test_what_is_written_while_the_file_is_made_waits(claim: Claim, make: Maker) -> None:
    """Another process numbers between the reading of the checkpoint and that of the claim and its entries."""
    record.number_entries(now=NOW)
    head = record.newest_head()
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    record.number_entries(now=NOW)

    told = record.claim_file(Claim.objects.get(pk=claim.pk), [], head=head)

    assert told
    assert (told["pending"], len(told["leaves"])) == (4, 3)  # type: ignore[arg-type]


def test_before_the_first_checkpoint_there_is_no_file(client: Client, claim: Claim) -> None:
    assert client.get(f"{claim.get_absolute_url()}record.json").status_code == 404


def test_a_draft_has_no_file_and_what_is_held_is_gone(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    draft = make.draft()
    record.number_entries(now=NOW)
    assert client.get(f"/en/claims/{draft.pk}/x/record.json").status_code == 404

    editorial.hold(thing=claim, office="Court", reason="An order.", by=dora)
    assert client.get(f"/en/claims/{claim.pk}/x/record.json").status_code == 410


def test_while_a_ruling_is_prepared_nothing_published_tells_so(
    client: Client, claim: Claim, make: Maker, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    suggestion = make.suggested(claim)
    make.accepted(claim)
    draft = make.ruled(claim, "missed", can_no_longer_happen=True)
    record.number_entries(now=NOW + timedelta(minutes=1))

    of_a_suggestion = leaf_about(suggestion)
    of_a_ruling = leaf_about(draft)
    assert of_a_ruling.kind == of_a_suggestion.kind == "work"
    assert len(of_a_ruling.values) == len(of_a_suggestion.values)
    openings = [
        each["openings"]
        for each in file_of(client, claim)["leaves"]
        if leaves.parse_leaf(each["leaf"]) == of_a_ruling
    ]
    assert openings == [[]]


def leaf_about(thing: Any) -> leaves.Leaf:
    entry = RecordEntry.objects.filter(subject=record.subject_of(thing)).latest("sequence")
    return leaves.parse_leaf(entry.leaf)


def test_before_publication_no_leaf_tells_which_claim_it_is_about(make: Maker) -> None:
    draft = make.draft()
    record.number_entries(now=NOW)

    for entry in RecordEntry.objects.all():
        assert f"claim:{draft.pk}" not in entry.leaf
        assert "claim" not in entry.leaf
    subjects = {entry.chain: leaves.parse_leaf(entry.leaf).subject for entry in RecordEntry.objects.all()}
    assert len(set(subjects.values())) == len(subjects)
    assert keys.origin() not in entry.leaf


def test_a_file_kept_before_a_forgetting_holds_and_the_one_after_goes_on_from_it(
    client: Client, claim: Claim, told: Any, dora: User, tmp_path: Path
) -> None:
    quote = claim.quote
    editorial.forget(
        what=editorial.ToForget(row=claim, fields=("quote",)), by=dora, reason="By order.", office="Court"
    )
    record.number_entries(now=NOW + timedelta(minutes=5))
    after = file_of(client, claim)

    assert quote in json.dumps(told, ensure_ascii=False)
    assert quote not in json.dumps(after, ensure_ascii=False)
    kept, newer = tmp_path / "kept.json", tmp_path / "newer.json"
    kept.write_text(json.dumps(told))
    newer.write_text(json.dumps(after))
    for arguments in ([str(kept)], [str(newer), "--older", str(kept)]):
        ran = subprocess.run(
            [sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False
        )
        assert "FAILED" not in ran.stdout, ran.stdout
        assert ran.returncode in {0, 3}, ran.stdout
