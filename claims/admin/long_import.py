"""A table that a worker takes in: how far it is, what became of each row, and the buttons that start and stop it."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin.columns import by_hand_in, choices_for
from claims.admin.steps import change_address
from claims.admin.twins import IN_WORDS
from claims.desk import ModelAdmin, page, person
from claims.models import Claim, ImportRow, TableImport
from claims.new_names import ROW
from claims.tables import importing
from claims.tables.mapping import UnmappedTable
from claims.twins import Sameness

ROWS_PER_PAGE: Final = 100
State, RowState = TableImport.State, ImportRow.State
COLOURS: Final = {
    RowState.NEW: "success",
    RowState.LOGGED: "success",
    RowState.TWIN: "warning",
    RowState.KNOWN: "info",
    RowState.BROKEN: "danger",
    RowState.REFUSED: "danger",
}
# What is shown first, where there is any: what a person has to look at.
FIRST: Final = (RowState.REFUSED, RowState.TWIN, RowState.BROKEN, RowState.NEW, RowState.LOGGED)


def address(table: TableImport) -> str:
    """Of its page at the desk."""
    return reverse("admin:claims_claim_long_import", args=[table.pk])


def shown(admin: ModelAdmin, request: HttpRequest, number: int) -> HttpResponse:
    """GET: the table's page, of the rows in one `state`. POST `columns`, `want`, `start` or `stop`: do that.

    A table is its sender's: to all others it is not there.
    """
    table = _table(admin, request, number)
    if request.method == "POST":
        _do(request, table)
        return HttpResponseRedirect(request.get_full_path())
    return page(admin, request, "claims/desk/long_import.html", _context(request, table))


def progress(admin: ModelAdmin, request: HttpRequest, number: int) -> HttpResponse:
    """GET: how far it is, as a piece of the page, for the page's script."""
    table = _table(admin, request, number)
    return render(request, "claims/desk/import_progress.html", _progress(table, _counts(table)))


def _table(admin: ModelAdmin, request: HttpRequest, number: int) -> TableImport:
    if not admin.has_add_permission(request):
        raise PermissionDenied
    return get_object_or_404(TableImport, pk=number, by=person(request))


def _do(request: HttpRequest, table: TableImport) -> None:
    sent = request.POST
    numbers = {
        name: [int(each) for each in sent.getlist(name) if ROW.fullmatch(each)] for name in ("shown", "row")
    }
    importing.want(table, numbers["shown"], numbers["row"])
    if "columns" in sent:
        try:
            importing.name_columns(table, by_hand_in(sent) or {})
        except UnmappedTable as fault:
            messages.error(request, str(fault))
    elif "start" in sent:
        importing.start(table)
    elif "stop" in sent and importing.stop(table):
        messages.success(
            request, gettext("It stops. What is logged stays logged, and you can go on at any time.")
        )
    elif "want" in sent:
        messages.success(request, gettext("Your choice is kept."))


def _counts(table: TableImport) -> dict[str, int]:
    found = table.rows.order_by().values_list("state").annotate(number=Count("pk"))
    return {str(state): number for state, number in found}


def _progress(table: TableImport, counts: dict[str, int]) -> dict[str, object]:
    """How many rows are through, of how many: looked at or logged, whichever it is at."""
    is_looking = table.state == State.LOOKING
    left = counts.get(RowState.UNSEEN, 0) if is_looking else table.rows.filter(importing.WANTED).count()
    through = (RowState.LOGGED, RowState.REFUSED)
    done = sum(counts.values()) - left if is_looking else sum(counts.get(state, 0) for state in through)
    return {
        "table": table,
        "is_at_work": table.state in TableImport.AT_WORK,
        "done": done,
        "total": done + left,
        "left": left,
    }


def _context(request: HttpRequest, table: TableImport) -> dict[str, object]:
    counts = _counts(table)
    state = request.GET.get("state", "")
    if state not in counts:
        state = next((str(each) for each in FIRST if counts.get(each)), "")
    pages = Paginator(table.rows.filter(state=state), ROWS_PER_PAGE)
    rows = pages.get_page(request.GET.get("page"))
    claims = _claims_of(list(rows))
    first = [row.cells for row in table.rows.all()[:20]]
    said = {f"column-{at}": fact for fact, at in table.places.items()}
    return {
        "title": _("Claims from a table"),
        **_progress(table, counts),
        "counts": [(each.value, each.label, counts[each]) for each in RowState if counts.get(each)],
        "chosen": state,
        "pages": rows,
        "rows": [_row(table, row, claims) for row in rows],
        "can_choose": state == RowState.TWIN and table.state in {State.LOOKED, State.STOPPED},
        "columns": choices_for(table.headings, first, said) if _may_be_mapped(table) else (),
        "progress_address": reverse("admin:claims_claim_import_progress", args=[table.pk]),
    }


def _may_be_mapped(table: TableImport) -> bool:
    return table.state in {State.MAPPING, State.LOOKED}


def _claims_of(rows: Sequence[ImportRow]) -> dict[int, Claim]:
    """The claims that these rows speak of. One query."""
    numbers = {number for row in rows for number, _why in row.twins}
    numbers |= {row.claim_id for row in rows if row.claim_id}
    return Claim.objects.in_bulk(numbers)


def _row(table: TableImport, row: ImportRow, claims: dict[int, Claim]) -> dict[str, object]:
    said = {fact: row.cells[at] for fact, at in table.places.items() if at < len(row.cells)}
    return {
        "row": row,
        "colour": COLOURS.get(RowState(row.state), ""),
        "statement": said.get("statement", "") or (str(claims.get(row.claim_id or 0, ""))),
        "claimant": said.get("claimant", ""),
        "claim_address": change_address(claims[row.claim_id]) if row.claim_id in claims else "",
        "twins": [
            (claims[number], change_address(claims[number]), IN_WORDS[Sameness(why)])
            for number, why in row.twins
            if number in claims
        ],
    }
