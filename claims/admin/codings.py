"""Second coding at the desk: which claims wait for a blind reading, and the page on which one is made.

The page shows what was said and the evidence without its stance; neither window nor firmness nor verdict.
"""

from random import Random
from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import CharField, Exists, Max, Min, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminRadioSelectWidget, UnfoldAdminSingleDateWidget

from claims import coding_figures, editorial, rules
from claims.admin.step_forms import show_refusal
from claims.arguments import CleanedData
from claims.days import DayField
from claims.desk import ModelAdmin, page, person, refused
from claims.models import Claim, Coding, Outcome, RecordEntry, User
from claims.record import chain_of

OFFERED: Final = 10
# So many numbers are drawn, so that ten are of decided claims that the person has not written on: one in fifty.
DRAWN: Final = 500
OUTCOMES: Final = [choice for choice in Outcome.choices if choice[0] != Outcome.PENDING]


class CodingForm(forms.Form):
    """What somebody reads a claim as. Both days or none."""

    opens_on = DayField(
        label=_("Window opens on"),
        required=False,
        widget=UnfoldAdminSingleDateWidget,
        help_text=_(
            "The days that the words mean, counted from when it was said. Both empty: they give no date."
        ),
    )
    closes_on = DayField(label=_("Window closes on"), required=False, widget=UnfoldAdminSingleDateWidget)
    firmness = forms.ChoiceField(
        label=_("Firmness"), choices=Claim.Firmness, widget=UnfoldAdminRadioSelectWidget
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=OUTCOMES,
        widget=UnfoldAdminRadioSelectWidget,
        help_text=_("By the criteria and the evidence, as if you had to rule."),
    )

    def clean(self) -> CleanedData:
        data: CleanedData = super().clean() or {}
        opens_on, closes_on = data.get("opens_on"), data.get("closes_on")
        if bool(opens_on) != bool(closes_on) and not {"opens_on", "closes_on"} & self.errors.keys():
            self.add_error("closes_on" if opens_on else "opens_on", gettext("Give both days, or none."))
        if opens_on and closes_on and opens_on > closes_on:
            self.add_error("opens_on", gettext("The window opens after it closes."))
        return data

    def write(self, claim: Claim, by: User) -> Coding:
        """Only of a valid form; raises what `editorial` refuses."""
        data = self.cleaned_data
        return editorial.code_claim(
            claim=claim,
            window=(data["opens_on"], data["closes_on"]) if data["opens_on"] else None,
            firmness=data["firmness"],
            outcome=Outcome(data["outcome"]),
            by=by,
        )


def waiting(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: ten claims for this person to read, and how far the readings agree so far."""
    if not person(request).has_perm("claims.add_coding"):
        raise PermissionDenied
    context = {
        "title": _("Second coding"),
        "claims": claims_for(person(request)),
        "figures": coding_figures.figures(),
        "own": Coding.objects.filter(by=person(request)).count(),
    }
    return page(admin, request, "claims/desk/codings.html", context)


def claims_for(reader: User) -> list[Claim]:
    """Those that one other has read, then such as are drawn by lot, the same all day: nobody picks the easy ones.

    None that the person has written on. Three queries, which ask of some claims and not of all that are decided.
    """
    blind = Claim.objects.public().exclude(outcome=Outcome.PENDING).filter(~_is_written_on(by=reader))
    blind = blind.select_related("claimant").only("statement", "statement_language", "claimant__name")
    read_by_others = Coding.objects.exclude(by=reader).values("claim")
    begun = list(blind.filter(pk__in=read_by_others).order_by("pk")[:OFFERED])
    lot = _lot(reader)
    drawn = blind.in_bulk(lot)
    offered = {claim.pk: claim for claim in (*begun, *(drawn[pk] for pk in lot if pk in drawn))}
    return list(offered.values())[:OFFERED]


def _is_written_on(*, by: User) -> Exists:
    chain = Concat(Value("claim:"), Cast(OuterRef("pk"), CharField()))
    return Exists(RecordEntry.objects.filter(chain=chain, by=by))


def _lot(reader: User) -> list[int]:
    """The numbers that may win today, in the order in which they do, whether there are such claims or not."""
    ends = Claim.objects.aggregate(first=Min("pk"), last=Max("pk"))
    numbers = range(ends["first"] or 0, (ends["last"] or -1) + 1)
    lot = Random(f"{reader.pk} {timezone.localdate()}")  # noqa: S311  a draw, not a secret
    return lot.sample(numbers, min(DRAWN, len(numbers)))


def code(admin: ModelAdmin, request: HttpRequest, object_id: int) -> HttpResponse:
    """GET: the claim without what others made of it. POST: keep this person's reading, and on to the next."""
    back = reverse("admin:claims_claim_codings")
    if not person(request).has_perm("claims.add_coding"):
        raise PermissionDenied
    claim = get_object_or_404(Claim.objects.public().select_related("claimant"), pk=object_id)
    form = CodingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            form.write(claim, person(request))
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("Your reading is kept."))
            return HttpResponseRedirect(back)
    if request.method != "POST" and _is_known(claim, person(request)):
        return refused(admin, request, rules.KnowsTheClaim(), back=back)
    context = {
        "title": _("Second coding"),
        "media": admin.media + form.media,
        "claim": claim,
        "form": form,
        "evidence": claim.evidence.public().order_by("published_at", "pk"),
        "back": back,
    }
    return page(admin, request, "claims/desk/code.html", context)


def _is_known(claim: Claim, reader: User) -> bool:
    return RecordEntry.objects.filter(chain=chain_of(claim), by=reader).exists()
