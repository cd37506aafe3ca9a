"""Corrections as readers see them: what was changed, from what to what, when, by whom and why. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import F, Model, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from claims import chronicle
from claims.models import Claim, Correction, Hold

HELD = "held"
# Of each correction or hold: its number, 1 for a hold, and since when readers are told of it.
Rows = QuerySet[Model, tuple[int, int, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A correction with its changes in words. `reason` is the verdict's reasoning where a verdict was replaced."""

    correction: Correction
    changes: tuple[chronicle.Change, ...]
    reason: str

    @property
    def fields(self) -> str:
        """What was changed, named: "the window closes on, the criteria"."""
        return ", ".join(change.label for change in self.changes)


class CorrectionFilter(forms.Form):
    """Which corrections are asked for; a wrong value is left out, and `errors` says so."""

    claim = forms.ModelChoiceField(Claim.objects.none(), required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All")), *Correction.Kind.choices, (HELD, _("Held back"))],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, asked: Mapping[str, object]) -> None:
        super().__init__(asked, auto_id="filter-%s")
        self.fields["claim"].queryset = Claim.objects.readable()  # type: ignore[attr-defined]

    def chosen(self) -> Rows:
        """The public corrections and holds that were asked for, newest first, as `told` reads them."""
        claim, kind = self.cleaned_data.get("claim"), self.cleaned_data.get("kind")
        corrections, holds = Correction.objects.public(), Hold.objects.public()
        if claim:
            corrections, holds = corrections.filter(claim=claim), holds.filter(claim=claim)
        if kind:
            corrections = corrections.filter(kind=kind)
            holds = holds if kind == HELD else holds.none()
        rows = _keys(corrections, "effective_at", is_hold=False).union(
            _keys(holds, "at", is_hold=True), all=True
        )
        return rows.order_by("-moment", "-pk")


def _keys(rows: QuerySet[Correction] | QuerySet[Hold], moment: str, *, is_hold: bool) -> Rows:
    marked = rows.order_by().annotate(is_hold=Value(int(is_hold)), moment=F(moment))
    found: Rows = marked.values_list("pk", "is_hold", "moment")
    return found


def told(rows: Iterable[tuple[int, int, datetime]]) -> list[Notice | Hold]:
    """The notices and holds of these rows, in their order. Some three queries."""
    listed = list(rows)
    corrections = Correction.objects.public().select_related(
        "claim__claimant", "by", "countersigned_by", "verdict"
    )
    found = notices(corrections.filter(pk__in=[pk for pk, is_hold, _moment in listed if not is_hold]))
    by_number = {notice.correction.pk: notice for notice in found}
    holds = Hold.objects.public().in_bulk([pk for pk, is_hold, _moment in listed if is_hold])
    every = [(holds if is_hold else by_number).get(pk) for pk, is_hold, _moment in listed]
    return [each for each in every if each is not None]


def notices(corrections: Iterable[Correction]) -> list[Notice]:
    """The corrections in words; one query where claimants were exchanged."""
    listed = list(corrections)
    claimants = chronicle.claimant_names(correction.values for correction in listed)
    return [
        Notice(
            correction=correction,
            changes=chronicle.changes_of(correction.values, claimants),
            reason=correction.verdict.reasoning if correction.verdict else correction.reason,
        )
        for correction in listed
    ]
