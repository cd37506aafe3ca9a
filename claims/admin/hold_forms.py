"""The forms by which something is held back from readers, and shown again."""

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from claims import editorial, record
from claims.admin.step_forms import DeskForm
from claims.models import Appearance, Claim, Claimant, Evidence, Hold, Reply, User


class WhyHeld(forms.Form):
    """By which office, whom it concerns, and why."""

    office = forms.CharField(
        label=_("By which office"),
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text=Hold._meta.get_field("office").help_text,  # noqa: SLF001  documented
    )
    concerns = forms.CharField(
        label=_("Whom it concerns"),
        max_length=200,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("For the desk only, not for readers."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("For the desk only, not for readers."),
    )


class HoldForm(WhyHeld, DeskForm):
    """What of a claim is held back: all of it, or one piece."""

    field_order = ("what", "office", "concerns", "reason")

    what = forms.ChoiceField(label=_("What is held back"), widget=UnfoldAdminSelectWidget)

    def begin(self) -> None:
        super().begin()
        held = {each.subject for each in Hold.objects.in_force().filter(claim=self.claim)}
        pieces = {record.subject_of(thing): thing for thing in _pieces(self.claim)}
        self.things = {subject: thing for subject, thing in pieces.items() if subject not in held}
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(subject, _in_words(thing)) for subject, thing in self.things.items()]

    def write(self, by: User) -> object:
        data = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return editorial.hold(thing=self.things[data.pop("what")], by=by, **data)


def _pieces(claim: Claim) -> list[Claim | Evidence | Appearance | Reply]:
    """What readers see of a claim, the claim itself first."""
    replies = (reply for reply in claim.replies.all() if reply.received_on)
    return [claim, *claim.evidence.accepted(), *claim.appearances.all(), *replies]


def _in_words(thing: Model) -> str:
    if isinstance(thing, Claim):
        return gettext("The whole claim")
    name = str(thing._meta.verbose_name).capitalize()  # noqa: SLF001  documented
    return f"{name}: {thing}"[:160]


class ClaimantHoldForm(WhyHeld):
    """A claimant with all their claims."""

    def __init__(self, typed: QueryDict | None, *, claimant: Claimant) -> None:
        super().__init__(typed)
        self.claimant = claimant

    def write(self, by: User) -> Hold:
        """Hold them back. Raises what `editorial` refuses."""
        return editorial.hold(thing=self.claimant, by=by, **self.cleaned_data)


class LiftForm(forms.Form):
    """Why it is shown again; for the desk."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("For the desk only, not for readers."),
    )
