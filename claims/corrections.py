"""Corrections as readers see them: what was changed, from what to what, when, by whom and why. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.db.models import F, Model, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from claims import chronicle
from claims.models import Claim, Claimant, Correction, Forgetting, Hold, Topic

HELD, WITHHELD = "held", "withheld"
# Of each correction, hold or forgetting: its number, which of them it is, and since when readers are told of it.
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
        choices=[
            ("", _("All")),
            *Correction.Kind.choices,
            (HELD, _("Held back")),
            (WITHHELD, _("Withheld by law")),
        ],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, asked: Mapping[str, object]) -> None:
        super().__init__(asked, auto_id="filter-%s")
        self.fields["claim"].queryset = Claim.objects.readable()  # type: ignore[attr-defined]

    def chosen(self) -> Rows:
        """The public corrections, holds and forgettings that were asked for, newest first, as `told` reads them."""
        claim, kind = self.cleaned_data.get("claim"), self.cleaned_data.get("kind")
        corrections, holds, forgettings = _every()
        if claim:
            corrections, holds = corrections.filter(claim=claim), holds.filter(claim=claim)
            forgettings = forgettings.filter(claims=claim)
        if kind:
            corrections = corrections.filter(kind=kind)
            holds = holds if kind == HELD else holds.none()
            forgettings = forgettings if kind == WITHHELD else forgettings.none()
        return _together(corrections, holds, forgettings)


def newest(*, topic: Topic | None = None, claimant: Claimant | None = None) -> Rows:
    """All of them, or those of a topic's or a claimant's claims, newest first, as `told` reads them.

    Holds, and of a topic also forgettings, are told of the whole site only: of which claims they are is nobody's
    business.
    """
    corrections, holds, forgettings = _every()
    if topic:
        corrections, holds = corrections.filter(claim__topics=topic), holds.none()
        forgettings = forgettings.none()
    if claimant:
        corrections, holds = corrections.filter(claim__claimant=claimant), holds.none()
        forgettings = Forgetting.objects.public().of(claimant=claimant)
    return _together(corrections, holds, forgettings)


def _together(
    corrections: QuerySet[Correction], holds: QuerySet[Hold], forgettings: QuerySet[Forgetting]
) -> Rows:
    rows = _keys(corrections, "effective_at", 0)
    rows = rows.union(_keys(holds, "at", 1), _keys(forgettings, "done_at", 2), all=True)
    return rows.order_by("-moment", "-pk")


def _every() -> "tuple[QuerySet[Correction], QuerySet[Hold], QuerySet[Forgetting]]":
    return Correction.objects.public(), Hold.objects.public(), Forgetting.objects.public()


def _keys(
    rows: QuerySet[Correction] | QuerySet[Hold] | QuerySet[Forgetting], moment: str, which: int
) -> Rows:
    marked = rows.order_by().annotate(which=Value(which), moment=F(moment))
    found: Rows = marked.values_list("pk", "which", "moment")
    return found


def told(rows: Iterable[tuple[int, int, datetime]]) -> list[Notice | Hold | Forgetting]:
    """The notices, holds and forgettings of these rows, in their order. Some four queries."""
    listed = list(rows)
    numbers = [[pk for pk, each, _moment in listed if each == which] for which in range(3)]
    corrections, holds, forgettings = _every()
    corrections = corrections.select_related("claim__claimant", "by", "countersigned_by", "verdict")
    of_corrections = {each.correction.pk: each for each in notices(corrections.filter(pk__in=numbers[0]))}
    by_number = (of_corrections, holds.in_bulk(numbers[1]), forgettings.in_bulk(numbers[2]))
    found = [by_number[which].get(pk) for pk, which, _moment in listed]
    return [each for each in found if each is not None]


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
