"""Claims into the desk from a table: first what would become of each row, then those that were ticked."""

from collections import Counter
from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from claims.admin import long_import
from claims.admin.columns import by_hand_in, choices_for
from claims.admin.steps import change_address
from claims.admin.twins import IN_WORDS
from claims.arguments import CleanedData
from claims.desk import ModelAdmin, page, person
from claims.models import Claim, Language, User
from claims.tables import importing
from claims.tables.mapping import NEEDED, UnmappedTable, headings_of
from claims.tables.planning import PlannedRow, RowState, TablePlan, plan
from claims.tables.reading import AT_ONCE, MOST_BYTES, UnreadableTable, UploadedTable, read_table
from claims.tables.taking_in import RefusedRow, take_in

SENT_BEFORE: Final = 10
STATES: Final = {
    RowState.NEW: ("success", _("New")),
    RowState.TWIN: ("warning", _("Perhaps on record already")),
    RowState.KNOWN: ("info", _("On record already")),
    RowState.TWICE: ("", _("Twice in the table")),
    RowState.BROKEN: ("danger", _("Faulty")),
}


class TableForm(forms.Form):
    """A table, as a file or as text, and the language of rows that name none.

    If valid: its `plan`, for `by`; none of a table that is for a worker. `unmapped` says why its columns have to be
    named first.
    """

    by: User
    table: UploadedTable | None = None
    plan: TablePlan | None = None
    unmapped = ""
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=UnfoldAdminFileFieldWidget,
        help_text=_("CSV or XLSX, up to 10,000 rows."),
    )
    document = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 6, "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language,
        widget=UnfoldAdminSelectWidget,
        help_text=_("Of the rows that name none."),
    )

    def clean(self) -> CleanedData:
        data: CleanedData = super().clean() or {}
        file, text = data.get("file"), data.get("document", "").strip()
        if bool(file) == bool(text):
            reason = gettext("Give one of the two.") if file else gettext("Give a file or its text.")
            raise forms.ValidationError(reason)
        try:
            # One byte more than is allowed is enough to see that it is too much.
            self.table = read_table(file.read(MOST_BYTES + 1) if file else data["document"].encode())
            if not self.table.is_for_a_worker:
                self.plan = self._planned(self.table, data.get("language") or Language.ENGLISH)
        except UnmappedTable as fault:
            self.unmapped = str(fault)
        except UnreadableTable as fault:
            self.add_error("file" if file else "document", str(fault))
        return data

    def _planned(self, table: UploadedTable, language: str) -> TablePlan:
        usual = {"language": language, "statement_language": language, "firmness": Claim.Firmness.EXPECTED}
        may_add_topics = self.by.has_perm("claims.add_topic")
        return plan(table, defaults=usual, may_add_topics=may_add_topics, by_hand=by_hand_in(self.data))


def take(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: ask for a table. POST `look`: what would become of each row. POST `take`: log those that were ticked."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    by = person(request)
    initial = {"language": by.language}
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm(initial=initial)
    form.by = by
    if not form.is_valid():
        needed = [headings_of(name)[0] for name in NEEDED]
        sent = by.table_imports.all()[:SENT_BEFORE]
        return _page(admin, request, {"form": form, "needed": needed, "at_once": AT_ONCE, "sent": sent})
    assert form.table is not None
    if form.table.is_for_a_worker:
        kept = importing.keep(form.table, language=form.cleaned_data["language"], by=by)
        return HttpResponseRedirect(long_import.address(kept))
    if form.plan is None:
        return _columns(admin, request, form, form.table)
    return _take(admin, request, form, by) if "take" in request.POST else _preview(admin, request, form)


def _take(admin: ModelAdmin, request: HttpRequest, form: TableForm, by: User) -> HttpResponse:
    assert form.plan is not None
    ticked = set(request.POST.getlist("row"))
    chosen = [row for row in form.plan.rows if row.is_possible and str(row.number) in ticked]
    if not chosen:
        messages.error(request, gettext("No row was ticked that can be logged, so nothing was."))
        return _preview(admin, request, form)
    try:
        logged = take_in(chosen, by=by)
    except RefusedRow as refusal:
        text = gettext("Row %(number)d was refused, so nothing was logged: %(reasons)s")
        messages.error(request, text % {"number": refusal.number, "reasons": " ".join(refusal.reasons)})
        return _preview(admin, request, form)
    _tell(request, logged)
    return HttpResponseRedirect(reverse("admin:claims_claim_changelist"))


def _page(admin: ModelAdmin, request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    context = {"title": _("Claims from a table"), "media": admin.media, **context}
    return page(admin, request, "claims/desk/import_claims.html", context)


def _columns(admin: ModelAdmin, request: HttpRequest, form: TableForm, table: UploadedTable) -> HttpResponse:
    """Ask which column is what."""
    return _page(
        admin,
        request,
        {
            "unmapped": form.unmapped,
            "columns": choices_for(table.headings, [cells for _number, cells in table.rows], form.data),
            "document": table.as_text(),
            "language": form.cleaned_data["language"],
        },
    )


def _preview(admin: ModelAdmin, request: HttpRequest, form: TableForm) -> HttpResponse:
    assert form.table is not None
    assert form.plan is not None
    ticked = set(request.POST.getlist("row")) if "take" in request.POST else None
    counts = Counter(row.state for row in form.plan.rows)
    return _page(
        admin,
        request,
        {
            "rows": [_shown(row, ticked) for row in form.plan.rows],
            "counts": [(counts[state], label) for state, (_colour, label) in STATES.items() if counts[state]],
            "can_take": any(row.is_possible for row in form.plan.rows),
            "ignored": form.plan.ignored,
            "columns": choices_for(
                form.table.headings, [cells for _number, cells in form.table.rows], form.data
            ),
            "document": form.table.as_text(),
            "language": form.cleaned_data["language"],
        },
    )


def _shown(row: PlannedRow, ticked: set[str] | None) -> dict[str, object]:
    colour, label = STATES[row.state]
    return {
        "number": row.number,
        "said": row.said,
        "state": row.state,
        "colour": colour,
        "label": label,
        "faults": row.faults,
        "same_as": row.same_as,
        "window": None if row.faults else row.window,
        "is_possible": row.is_possible,
        # A new row is wanted unless somebody says otherwise, a possible twin only where somebody says so.
        "is_ticked": row.state == RowState.NEW if ticked is None else str(row.number) in ticked,
        "is_new_claimant": not row.faults and row.claimant is None,
        "twins": [(twin.claim, change_address(twin.claim), IN_WORDS[twin.sameness]) for twin in row.twins],
    }


def _tell(request: HttpRequest, logged: list[Claim]) -> None:
    text = ngettext(
        "%(number)d claim was logged, as a draft.", "%(number)d claims were logged, as drafts.", len(logged)
    )
    messages.success(request, text % {"number": len(logged)})
    undated = sum(claim.closes_on is None for claim in logged)
    if undated:
        text = ngettext(
            "The words of %(number)d give no date: set its window by hand before you publish.",
            "The words of %(number)d give no date: set their windows by hand before you publish.",
            undated,
        )
        messages.warning(request, text % {"number": undated})
