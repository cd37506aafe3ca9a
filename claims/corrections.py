"""Corrections as readers see them: what was changed, from what to what, when, by whom and why. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from claims import chronicle
from claims.models import Claim, Correction
from claims.querysets import CorrectionQuerySet


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
        label=_("Kind"), required=False, choices=[("", _("All")), *Correction.Kind.choices]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, asked: Mapping[str, object]) -> None:
        super().__init__(asked, auto_id="filter-%s")
        self.fields["claim"].queryset = Claim.objects.readable()  # type: ignore[attr-defined]

    def chosen(self) -> CorrectionQuerySet:
        """The public corrections that were asked for, newest first."""
        found = Correction.objects.public()
        for name in ("claim", "kind"):
            if value := self.cleaned_data.get(name):
                found = found.filter(**{name: value})
        return found.select_related("claim__claimant", "by", "countersigned_by", "verdict")


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
