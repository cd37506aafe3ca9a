"""A table too long to wait for: kept row by row, then looked through and logged piece by piece, by a worker.

keep -> (name_columns) -> look through -> start -> log -> done, or stopped at a piece's end and started again

What was logged stays logged, and each row says what became of it: whoever goes on, or sends the table once more, logs
the rest.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, ImportRow, TableImport, User
from claims.rules import NotAllowed
from claims.tables.mapping import Mapped, UnmappedTable, mapped
from claims.tables.planning import PlannedRow, checked, compare
from claims.tables.reading import UploadedTable
from claims.tables.taking_in import Taking

LOOKED_AT_TOGETHER: Final = 500
# In one transaction, in which nobody else writes: a second or so.
LOGGED_TOGETHER: Final = 50
MOST_TWINS: Final = 5
State, RowState = TableImport.State, ImportRow.State
# What is to be logged: new rows, and possible twins that somebody wants all the same.
WANTED: Final = Q(state=RowState.NEW) | Q(state=RowState.TWIN, is_wanted=True)
UNEXPECTED: Final = _("Something unexpected happened. An administrator finds it in the worker's log.")
_log = logging.getLogger(__name__)


@transaction.atomic
def keep(table: UploadedTable, *, language: str, by: User) -> TableImport:
    """The table's rows, to be looked at by a worker, or first to have their columns named by a person."""
    try:
        places = dict(mapped(table.headings).places)
    except UnmappedTable:
        places = {}
    kept = TableImport.objects.create(
        by=by,
        at=timezone.now(),
        language=language,
        headings=list(table.headings),
        places=places,
        state=State.LOOKING if places else State.MAPPING,
    )
    rows = [ImportRow(table=kept, number=number, cells=list(cells)) for number, cells in table.rows]
    ImportRow.objects.bulk_create(rows, batch_size=1000)
    return kept


@transaction.atomic
def name_columns(table: TableImport, by_hand: Mapping[int, str]) -> None:
    """Have it looked through, once more where it was already. UnmappedTable where a column that is needed has no name.

    Nothing where it is being logged or was.
    """
    places = dict(mapped(table.headings, by_hand).places)
    may = TableImport.objects.filter(pk=table.pk, state__in=(State.MAPPING, State.LOOKING, State.LOOKED))
    if may.update(places=places, state=State.LOOKING):
        table.rows.update(
            state=RowState.UNSEEN, faults=[], twins=[], same_as=None, words_digest="", is_wanted=False
        )


def want(table: TableImport, shown: Sequence[int], wanted: Sequence[int]) -> None:
    """Of the possible twins that were `shown`, log those `wanted` all the same, both by their rows' numbers."""
    twins = table.rows.filter(state=RowState.TWIN, number__in=shown)
    twins.update(is_wanted=False)
    twins.filter(number__in=wanted).update(is_wanted=True)


def start(table: TableImport) -> bool:
    """Have what is wanted logged, also after a stop. False where it is at work or done."""
    may = TableImport.objects.filter(pk=table.pk, state__in=(State.LOOKED, State.STOPPED))
    is_seen = not table.rows.filter(state=RowState.UNSEEN).exists()
    return bool(may.update(state=State.TAKING if is_seen else State.LOOKING, fault=""))


def stop(table: TableImport) -> bool:
    """Log no more of it: what a worker is at now, some rows, is still finished. False where nothing is logged."""
    may = TableImport.objects.filter(pk=table.pk, state=State.TAKING)
    return bool(may.update(state=State.STOPPED))


def go_on(*, is_over: Callable[[], bool]) -> bool:
    """Work on the tables that wait, in the order in which they came, until the turn `is_over`; True where more waits.

    What raises stops its own table and no other.
    """
    while (
        table := TableImport.objects.filter(state__in=TableImport.AT_WORK)
        .select_related("by")
        .order_by("pk")
        .first()
    ):
        if is_over():
            return True
        try:
            with translation.override(table.by.language):
                (_look_at_some if table.state == State.LOOKING else _log_some)(table)
        except Exception:  # noqa: BLE001  whatever it is, the other tables go on
            _log.exception("table import %s stopped", table.pk)
            _stop_for(table, str(UNEXPECTED))
    return False


def _stop_for(table: TableImport, fault: str) -> None:
    TableImport.objects.filter(pk=table.pk, state__in=TableImport.AT_WORK).update(
        state=State.STOPPED, fault=fault[:300]
    )


def _planned(table: TableImport, rows: Sequence[ImportRow]) -> list[PlannedRow]:
    """The rows checked as the form would check them. Two queries."""
    uploaded = UploadedTable(tuple(table.headings), tuple((row.number, tuple(row.cells)) for row in rows))
    usual = {
        "language": table.language,
        "statement_language": table.language,
        "firmness": Claim.Firmness.EXPECTED,
    }
    columns = Mapped(table.places, ())
    return checked(uploaded, columns, defaults=usual, may_add_topics=table.by.has_perm("claims.add_topic"))


# --- Looking ---


def _look_at_some(table: TableImport) -> None:
    rows = list(table.rows.filter(state=RowState.UNSEEN)[:LOOKED_AT_TOGETHER])
    if not rows:
        TableImport.objects.filter(pk=table.pk, state=State.LOOKING).update(state=State.LOOKED)
        return
    planned = _planned(table, rows)
    digests = {each.words_digest for each in planned if each.words_digest}
    earlier = table.rows.filter(words_digest__in=digests, number__lt=rows[0].number).order_by("-number")
    compare(planned, seen=dict(earlier.values_list("words_digest", "number")))
    for row, plan in zip(rows, planned, strict=True):
        row.state, row.same_as = RowState(plan.state), plan.same_as
        row.words_digest = plan.words_digest
        row.faults = [[heading, fault] for heading, fault in plan.faults]
        row.twins = [[twin.claim.pk, twin.sameness] for twin in plan.twins[:MOST_TWINS]]
    with transaction.atomic():
        if _is_still(table, State.LOOKING):
            fields = ("state", "same_as", "words_digest", "faults", "twins")
            ImportRow.objects.bulk_update(rows, fields, batch_size=100)


def _is_still(table: TableImport, state: TableImport.State) -> bool:
    """Locks the table's row: whoever stops it, or names other columns, waits for this piece."""
    now = TableImport.objects.select_for_update(no_key=True).get(pk=table.pk)
    return now.state == state and now.places == table.places


# --- Logging ---


def _log_some(table: TableImport) -> None:
    rows = list(table.rows.filter(WANTED)[:LOGGED_TOGETHER])
    if not rows:
        TableImport.objects.filter(pk=table.pk, state=State.TAKING).update(state=State.DONE)
        return
    planned = _planned(table, rows)
    try:
        with transaction.atomic():
            if _is_still(table, State.TAKING):
                _log_these(table, rows, planned)
    except NotAllowed as refusal:
        _stop_for(table, " ".join(refusal.messages))


def _log_these(table: TableImport, rows: Sequence[ImportRow], planned: Sequence[PlannedRow]) -> None:
    taking = Taking(table.by)
    for row, plan in zip(rows, planned, strict=True):
        faults = [[heading, fault] for heading, fault in plan.faults]
        if faults:  # what was right when it was looked at is so no more: a name that two have by now
            row.state, row.faults = RowState.REFUSED, faults
            continue
        try:
            with transaction.atomic():
                claim = taking.log(plan)
        except NotAllowed:
            raise
        except ValidationError as refusal:
            row.state, row.faults = RowState.REFUSED, [["", text] for text in refusal.messages]
            taking = Taking(table.by)  # the names that it remembers may have gone with the row
        else:
            row.claim, row.state = claim, RowState.LOGGED if claim else RowState.KNOWN
            row.cells = [] if claim else row.cells
    ImportRow.objects.bulk_update(rows, ("state", "faults", "claim", "cells"), batch_size=100)
