"""Counts are rows, and always what counting all claims afresh would find."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.db.models import Sum

from claims import editorial, kept_counts
from claims.models import (
    COUNTERS,
    BoardCounts,
    Claim,
    Claimant,
    ClaimantCounts,
    CountedClaim,
    MonthCounts,
    Topic,
    User,
)
from tests.conftest import NOW
from tests.makers import Maker

CLOSED = (date(2026, 1, 2), date(2026, 6, 16))  # the window's last day was yesterday
Change = Callable[[Maker, Claim, User], None]
WHY = {"reason": "An injunction came in.", "office": "Landgericht Elbstadt"}


def closed(make: Maker, outcome: str = "pending", **changes: object) -> Claim:
    claim = make.published(said_on=date(2026, 1, 2), by_hand=CLOSED, **changes)
    if outcome != "pending":
        make.ruled(claim, outcome, happened_on=date(2026, 6, 1) if outcome == "confirmed" else None)
    return claim


def counted() -> dict[str, int]:
    """The claimant's counts of all topics and firmness, without zeros."""
    rows = ClaimantCounts.objects.filter(topic=None, firmness="", total__gt=0)
    found = rows.values_list(*COUNTERS).first() or ()
    return {name: number for name, number in zip(COUNTERS, found, strict=False) if number}


def ruled(make: Maker, claim: Claim, dora: User) -> None:
    make.ruled(claim, "missed")


def ruled_otherwise(make: Maker, claim: Claim, dora: User) -> None:
    make.ruled(claim, "missed")
    make.ruled(claim, "missed", happened_on=NOW.date())


def reopened(make: Maker, claim: Claim, dora: User) -> None:
    make.ruled(claim, "missed")
    make.ruled(claim, "pending")


def withdrawn(make: Maker, claim: Claim, dora: User) -> None:
    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)


def held(make: Maker, claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim, by=dora, **WHY)


def silenced(make: Maker, claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim.claimant, by=dora, **WHY)


def shown_again(make: Maker, claim: Claim, dora: User) -> None:
    hold = editorial.hold(thing=claim.claimant, by=dora, **WHY)
    make.ruled(claim, "missed")
    editorial.lift_hold(held=hold, reason="It was lifted.", by=dora)


def moved(make: Maker, claim: Claim, dora: User) -> None:
    facts = replace(make.facts, said_on=date(2026, 1, 2), by_hand=(date(2026, 1, 2), date(2026, 9, 1)))
    editorial.revise_claim(claim=claim, facts=facts, reason="Misread.", by=dora)


def said_otherwise(make: Maker, claim: Claim, dora: User) -> None:
    facts = replace(make.facts, said_on=date(2026, 1, 2), by_hand=CLOSED, firmness="will", topics=())
    editorial.revise_claim(claim=claim, facts=facts, reason="Misread.", by=dora)


def merged(make: Maker, claim: Claim, dora: User) -> None:
    editorial.merge_claims(claim=claim, into=make.published(), reason="The same.", by=dora)


CHANGES: dict[Change, dict[str, int]] = {
    ruled: {"missed": 1},
    ruled_otherwise: {"late": 1},
    reopened: {"awaiting": 1},
    withdrawn: {},
    held: {},
    silenced: {},
    shown_again: {"missed": 1},
    moved: {"running": 1},
    said_otherwise: {"awaiting": 1},
    merged: {"running": 1},
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_changes_a_count_changes_its_row_in_the_same_transaction(
    make: Maker, dora: User, change: Change
) -> None:
    energy = editorial.save_topic(topic=Topic(name="Energy"), by=dora)
    claim = closed(make, topics=(energy,))
    assert (counted(), kept_counts.differences()) == ({"awaiting": 1}, 0)

    change(make, claim, dora)

    assert (counted(), kept_counts.differences()) == (CHANGES[change], 0)


def test_drafts_are_counted_nowhere(make: Maker) -> None:
    make.draft()

    assert (CountedClaim.objects.count(), BoardCounts.objects.count()) == (0, 0)


def test_a_window_that_closes_is_counted_the_day_after(make: Maker) -> None:
    for outcome in ("pending", "confirmed"):
        claim = make.published(said_on=date(2026, 1, 2), by_hand=(date(2026, 1, 2), NOW.date()))
        if outcome == "confirmed":
            make.ruled(claim, outcome, happened_on=date(2026, 6, 1))
    assert (kept_counts.pass_days(), counted()) == (0, {"early": 1, "running": 1})

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert kept_counts.pass_days() == 2
        assert kept_counts.pass_days() == 0
        assert (counted(), kept_counts.differences()) == ({"confirmed": 1, "awaiting": 1}, 0)


def test_a_clock_that_goes_back_is_followed(make: Maker) -> None:
    with time_machine.travel(NOW + timedelta(days=300), tick=False):
        make.published()
        assert counted() == {"awaiting": 1}

    kept_counts.pass_days()

    assert counted() == {"running": 1}


def test_claimants_who_are_one_have_one_count(make: Maker, ada: User, dora: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="M. Lindt"), by=ada)
    for claimant in (make.facts.claimant, other, other):
        closed(make, "missed", claimant=claimant)

    editorial.merge_claimants(claimant=other, into=make.facts.claimant, reason="One person.", by=dora)

    assert (counted(), kept_counts.differences()) == ({"missed": 3}, 0)


def test_a_new_name_puts_the_rows_elsewhere_in_the_order(make: Maker, dora: User) -> None:
    claim = make.published()
    claim.claimant.name = "Aaron Lindt"

    editorial.save_claimant(claimant=claim.claimant, reason="A misspelling.", by=dora)

    assert set(ClaimantCounts.objects.values_list("sort_key", flat=True)) == {claim.claimant.sort_key}
    assert claim.claimant.sort_key.startswith("aaron")


def test_a_topic_is_counted_beside_all(make: Maker, ada: User) -> None:
    topics = tuple(editorial.save_topic(topic=Topic(name=name), by=ada) for name in ("Energy", "Housing"))
    closed(make, "missed", topics=topics, firmness="will")
    closed(make, "missed", firmness="could")

    sums = BoardCounts.objects.order_by().values("topic__slug", "firmness").annotate(all=Sum("missed"))

    assert {(each["topic__slug"], each["firmness"], each["all"]) for each in sums if each["all"]} == {
        (None, "will", 1),
        (None, "could", 1),
        ("energy", "will", 1),
        ("housing", "will", 1),
    }


def test_what_a_board_changed_by_becomes_one_row(make: Maker) -> None:
    for _each in range(3):
        closed(make, "missed")
    assert BoardCounts.objects.count() == 6  # published, and ruled on

    assert kept_counts.put_together() == 12  # of the board, and of a month

    assert (BoardCounts.objects.get().missed, MonthCounts.objects.get().missed) == (3, 3)
    assert (kept_counts.put_together(), kept_counts.differences()) == (0, 0)


def test_what_was_changed_behind_the_programs_back_is_found_and_counted_again(make: Maker) -> None:
    claim = closed(make, "missed")
    Claim.objects.filter(pk=claim.pk).update(outcome="confirmed")
    assert kept_counts.differences() > 0

    assert kept_counts.rebuild() == 1

    assert (counted(), kept_counts.differences()) == ({"confirmed": 1}, 0)


def test_the_migration_counts_what_there_is(make: Maker, ada: User, dora: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    for outcome in ("pending", "missed", "confirmed", "void"):
        closed(make, outcome, topics=(topic,))
    make.ruled(closed(make), "missed", happened_on=NOW.date())
    make.published(firmness="could")
    make.ruled(make.published(), "missed", can_no_longer_happen=True)
    held(make, closed(make), dora)
    before = set(CountedClaim.objects.values_list("pk", "counts_as"))
    for model in (CountedClaim, ClaimantCounts, BoardCounts, MonthCounts):
        model.objects.all().delete()

    for name in ("0034_counts", "0044_month_counts"):
        import_module(f"claims.migrations.{name}").fill(apps, SimpleNamespace(connection=connection))

    assert set(CountedClaim.objects.values_list("pk", "counts_as")) == before
    assert kept_counts.differences() == 0
