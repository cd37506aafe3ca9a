"""Whoever has the database and the keys can write the log anew, and sign it. What a reader kept contradicts it.

`make rewrites` tries a thousand; here it is as many as the suite has time for.
"""

import importlib.util
import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from claims import editorial, record
from claims.models import Claim, RecordEntry, User
from tests.conftest import NOW
from tests.makers import Maker
from tests.rewriting import REWRITES, Rewriter, publish, words_of

TRIED = int(os.environ.get("REWRITES", "100"))
HELD_ALONE = ["HELD"] * 5


@pytest.fixture
def script(client: Client, db: None, tmp_path: Path) -> ModuleType:
    """The script as the site hands it out."""
    path = tmp_path / "verify_claim.py"
    path.write_bytes(client.get("/record/verify_claim.py").content)
    spec = importlib.util.spec_from_file_location("published_verify_claim", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def kept(claim: Claim, make: Maker, tmp_path: Path) -> Path:
    """What a reader kept of a claim after it was ruled on; then the desk works on."""
    other = make.published(statement="The tunnel will open by the end of 2026.")
    for each in (claim, other, claim):
        make.suggested(each)
        make.accepted(each)
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    record.number_entries(now=NOW)
    kept = publish(claim, tmp_path / "kept")
    make.ruled(other, "missed", can_no_longer_happen=True)
    make.suggested(claim)
    make.draft(statement="The road will open by the end of 2026.")
    record.number_entries(now=NOW + timedelta(minutes=1))
    return kept


def size_of(place: Path) -> int:
    return int((place / "checkpoint").read_text().split("\n")[1])


def hashes() -> list[str]:
    return list(RecordEntry.objects.order_by("tree_index").values_list("hash", flat=True))


def leaves(place: Path) -> list[Any]:
    return [entry["leaf"] for entry in json.loads((place / "record.json").read_text())["leaves"]]


@pytest.fixture
def rewritten(claim: Claim, kept: Path, tmp_path: Path) -> Callable[[int], Path | None]:
    """Publishes the log as somebody rewrote it, by that number of chance; nothing where nothing kept was touched."""
    covered, before = size_of(kept), hashes()

    def publish_rewritten(number: int) -> Path | None:
        chance = Random(number)
        with transaction.atomic():
            log = Rewriter(claim, covered, chance)
            for change in chance.choices(REWRITES, k=chance.randrange(1, 4)):
                change(log)
            log.write()
            is_touched = hashes()[:covered] != before[:covered]
            place = publish(claim, tmp_path / str(number)) if is_touched else None
            transaction.set_rollback(True)
        return place

    return publish_rewritten


@pytest.mark.masses
def test_rewrites_with_database_and_key_are_all_found_from_what_was_kept(
    kept: Path, script: ModuleType, rewritten: Callable[[int], Path | None], tmp_path: Path
) -> None:
    """By a checkpoint or proof alone, of whatever it covers; without the log, by a claim's file, of what that says."""
    found = contradicting = number = 0
    while found < TRIED:
        number += 1
        if place := rewritten(number):
            of_all = (
                kept / ("checkpoint", "proof")[number % 2]
            )  # each has the log's hash over all entries so far
            by_checkpoint = words_of(script, place / "record.json", "--older", of_all, "--log", place)
            assert by_checkpoint == [*HELD_ALONE, "FAILED"], number
            found += 1
            by_file = words_of(
                script, place / "record.json", "--older", kept / "record.json", "--log", tmp_path / "none"
            )
            small, large = sorted((place, kept), key=lambda each: (size_of(each), -len(leaves(each))))
            contradicts = leaves(large)[: len(leaves(small))] != leaves(small)
            assert by_file == [*HELD_ALONE, "FAILED" if contradicts else "HELD", "NOT LOOKED AT"], number
            contradicting += contradicts
    assert contradicting > TRIED / 2


@pytest.mark.parametrize("change", REWRITES)
def test_each_kind_of_rewrite_is_sound_in_itself(
    claim: Claim, kept: Path, change: Callable[[Rewriter], None]
) -> None:
    """Or else another check than that of what was kept could be what finds it: here the operator's own one."""
    log = Rewriter(claim, size_of(kept), Random(1))
    change(log)
    log.write()

    of_rows = ("in no entry of the log", "without an entry in the log")  # that were left as they are
    assert [fault for fault in record.verify() if not fault.explanation.endswith(of_rows)] == []


@pytest.mark.masses
def test_while_the_desk_goes_on_working_nothing_that_was_kept_contradicts(
    claim: Claim, kept: Path, make: Maker, script: ModuleType, dora: User, tmp_path: Path
) -> None:
    works: list[Callable[[], object]] = [
        lambda: make.suggested(claim),
        lambda: make.accepted(claim),
        lambda: editorial.hand_on_claim(claim=claim, to=dora, by=make.editor),
        lambda: editorial.hand_on_claim(claim=claim, to=make.editor, by=dora),
        lambda: make.ruled(claim, "confirmed", happened_on=date(2026, 6, 2)),
        make.draft,
    ]
    chance = Random(15)
    for number in range(30):
        chance.choice(works)()
        if chance.random() < 0.7:
            record.number_entries(now=NOW + timedelta(minutes=2 + number))
        place = publish(claim, tmp_path / str(number))
        for older in ("checkpoint", "proof", "record.json"):
            words = words_of(
                script, place / "record.json", "--newer", "--older", kept / older, "--log", place
            )
            assert "FAILED" not in words
