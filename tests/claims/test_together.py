"""Rows of several tables, asked for at once, are what they would be asked for one by one."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import Model, Value
from pytest_django import DjangoAssertNumQueries

from claims.models import Claim, Claimant, DailyTally, Evidence, RecordEntry, User, Verdict
from claims.together import RowsWanted, asked_together, counted_together
from tests.makers import Maker


def values(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_of_several_tables_come_in_one_query(
    make: Maker, claim: Claim, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    asked_together(RowsWanted(rows=Claim.objects.all()))  # what is asked once in a process
    with django_assert_num_queries(1):
        claims, verdicts, tallies = asked_together(
            RowsWanted(rows=Claim.objects.all()),
            RowsWanted(rows=Verdict.objects.all()),
            RowsWanted(rows=DailyTally.objects.all()),
        )
    assert (claims, [each.outcome for each in verdicts], tallies) == ([claim], ["missed"], [])


def test_every_value_is_what_the_row_has(make: Maker, claim: Claim) -> None:
    make.accepted(claim, published_at=datetime(2026, 6, 1, 12, 30, 15, 250_000, tzinfo=UTC), excerpt='Ä"\\\n')
    make.ruled(claim, "missed", can_no_longer_happen=True)
    models: tuple[type[Model], ...] = (Claim, Claimant, Evidence, Verdict, User)
    found = asked_together(*(RowsWanted(rows=model._default_manager.all()) for model in models))
    for model, rows in zip(models, found, strict=True):
        assert [values(row) for row in rows] == [values(row) for row in model._default_manager.order_by("pk")]


def test_related_rows_come_along_forward_and_back(
    make: Maker, claim: Claim, ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    evidence = make.accepted(claim)
    waiting = make.suggested(claim)
    asked_together(RowsWanted(rows=Claim.objects.all()))
    with django_assert_num_queries(1):
        items, entries = asked_together(
            RowsWanted(rows=Evidence.objects.all(), joins={"reviewed_by": ("id", "username")}),
            RowsWanted(
                rows=RecordEntry.objects.filter(chain=f"claim:{claim.pk}", sequence=1),
                fields=("id", "chain", "sequence", "action"),
                joins={"content": ("by_name",)},
            ),
        )
        assert [(item, item.reviewed_by) for item in items] == [(evidence, ada), (waiting, None)]
        assert [entry.by_name for entry in entries] == [ada.signed_name]


def test_several_are_counted_in_one_query(
    make: Maker, claim: Claim, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.draft()
    with django_assert_num_queries(1):
        found = counted_together(
            {
                "all": Claim.objects.all(),
                "drafts": Claim.objects.filter(state="draft"),
                "none": Verdict.objects.all(),
            }
        )
    assert found == {"all": 2, "drafts": 1}


def test_the_rows_come_in_the_order_that_is_asked_for_and_with_what_is_asked_beside(make: Maker) -> None:
    first, second = make.draft(), make.draft()
    (claims,) = asked_together(
        RowsWanted(rows=Claim.objects.all(), key=lambda claim: -claim.pk, extra={"seven": Value(7)})
    )
    assert [(claim, claim.seven) for claim in claims] == [(second, 7), (first, 7)]


def test_rows_are_counted_by_a_column_beside_others(
    make: Maker, claim: Claim, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.draft()
    make.draft()
    with django_assert_num_queries(1):
        found = counted_together(
            {"people": User.objects.none()}, by={"state": (Claim.objects.all(), "state")}
        )
    assert found == {"state draft": 2, "state published": 1}
