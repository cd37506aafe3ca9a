"""Ten people and machines who write to the record, while somebody verifies it over and over."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from django.db import connection
from django.utils import timezone

from claims import editorial, record, rulings
from claims.models import Claim, Claimant, Outcome, User
from tests.makers import Maker

WRITERS, ROUNDS = 10, 4


def verify_while_ten_write(editor: User, claimant: Claimant) -> tuple[int, list[record.Discrepancy]]:
    """How often the record was verified meanwhile, and what was found amiss."""
    shared = Maker(editor, claimant).published()
    record.number_entries(now=timezone.now())
    looks, found = 0, []
    with ThreadPoolExecutor(WRITERS) as pool:
        running = [pool.submit(_write, number, editor, claimant, shared) for number in range(WRITERS)]
        while not all(each.done() for each in running):
            found += list(record.verify())
            looks += 1
        for each in running:
            each.result()
    return looks, found + list(record.verify())


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
