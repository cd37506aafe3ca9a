"""Ten people and machines who write to the record, while an operator and a reader verify it over and over."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.utils import timezone

from claims import editorial, record, rulings
from claims.models import Claim, Claimant, Outcome, User
from claims.record.reader import verify_claim
from tests.makers import Maker
from tests.rewriting import publish, words_of

WRITERS, ROUNDS = 10, 4


def verify_while_ten_write(editor: User, claimant: Claimant) -> tuple[int, list[object]]:
    """How often the record was verified meanwhile, and what was found amiss."""
    shared = Maker(editor, claimant).published()
    record.number_entries(now=timezone.now())
    looks: int = 0
    found: list[object] = []
    with ThreadPoolExecutor(WRITERS) as pool, TemporaryDirectory() as folder:
        kept = publish(shared, Path(folder) / "kept")
        running = [pool.submit(_write, number, editor, claimant, shared) for number in range(WRITERS)]
        while not all(each.done() for each in running):
            found += list(record.verify())
            found += _read(shared, kept, Path(folder) / str(looks))
            looks += 1
        for each in running:
            each.result()
    return looks, [*found, *record.verify()]


def _read(claim: Claim, kept: Path, place: Path) -> list[object]:
    """What contradicts for a reader who kept the claim's file, and its checkpoint, before."""
    publish(claim, place)
    words = words_of(verify_claim, place / "record.json", "--older", kept / "record.json", "--log", place)
    return [word for word in words if word in {"FAILED", "REFUSED"}]


def _write(number: int, editor: User, claimant: Claimant, shared: Claim) -> None:
    make = Maker(editor, claimant)
    try:
        for turn in range(ROUNDS):
            found = make.article(address=f"https://news.example/{number}/{turn}")
            editorial.suggest_evidence(claim=shared, article=found)
            claim = make.published(statement=f"Bridge {number}.{turn} opens by the end of 2026.")
            facts = replace(make.facts, statement=f"Bridge {number}.{turn} will open by the end of 2026.")
            editorial.revise_claim(reason="A slip.", claim=claim, facts=facts, by=editor)
            evidence = editorial.add_evidence(claim=claim, article=found, stance="supports", by=editor)
            ruling = rulings.Ruling(
                outcome=Outcome.CONFIRMED, reasoning="It is open.", happened_on=date(2026, 6, 1)
            )
            editorial.rule(claim=claim, ruling=ruling, evidence=[evidence], by=editor)
            record.number_entries(now=timezone.now())
    finally:
        connection.close()
