"""What is held back, at the desk: the list, a claimant's page to hold them back, and the page that lifts a hold."""

from functools import partial

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims import editorial, principles
from claims.admin.hold_forms import ClaimantHoldForm, LiftForm
from claims.admin.step_forms import show_refusal
from claims.desk import ModelAdmin, ReadOnlyAdmin, ShowsMore, name_of, page, person, refused
from claims.editorial import signing
from claims.models import Claimant, Hold
from claims.rules import NotAllowed


class InForce(admin.SimpleListFilter):
    """Holds that still hide something, or were lifted."""

    title = _("in force")
    parameter_name = "force"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, StrOrPromise]]:
        return [("yes", _("Held back")), ("no", _("Lifted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Hold]) -> QuerySet[Hold]:
        if self.value() == "yes":
            return queryset.filter(lifted_at__isnull=True)
        return queryset.filter(lifted_at__isnull=False) if self.value() == "no" else queryset


@admin.register(Hold)
class HoldAdmin(ShowsMore, ReadOnlyAdmin):
    list_display = ("shown_thing", "kind", "office", "at", "by", "lifted_at")
    list_filter = (InForce, "kind")
    list_select_related = ("claim__claimant", "claimant", "evidence", "appearance", "reply", "by")
    search_fields = ("office", "concerns", "claim__statement", "claimant__name")
    ordering = ("-at", "-pk")
    fields = (
        "shown_thing",
        "kind",
        "office",
        "concerns",
        "reason",
        name_of("by", _("by")),
        "at",
        name_of("lifted_by", _("lifted by")),
        "lifted_at",
        "lifted_reason",
    )
    readonly_fields = fields
    change_form_outer_before_template = "claims/desk/hold_bar.html"

    @admin.display(description=_("what is held back"))
    def shown_thing(self, held: Hold) -> SafeString:
        return format_html('<a href="{}">{}</a>', _address_of(held), held.thing)

    def context_of(self, request: HttpRequest, obj: Hold | None) -> dict[str, object]:
        user = person(request)
        if obj is None or not obj.in_force or not user.has_perm(signing.LIFT):
            return {"may_lift": False}
        why_not = signing.why_not(obj.by_id, by=user, permission=signing.LIFT) if settings.FOUR_EYES else None
        return {"may_lift": why_not is None, "why_not": why_not}

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        lift = path("<int:hold_id>/lift/", wrap(partial(lift_page, self)), name="claims_hold_lift")
        return [lift, *super().get_urls()]


def _address_of(held: Hold) -> str:
    if held.claimant_id is not None:
        return reverse("admin:claims_claimant_change", args=[held.claimant_id])
    return reverse("admin:claims_claim_change", args=[held.claim_id])


def lift_page(model_admin: ModelAdmin, request: HttpRequest, hold_id: int) -> HttpResponse:
    """GET: the form that lifts a hold. POST: readers see it again, or the form says what is wrong."""
    held = get_object_or_404(Hold, pk=hold_id)
    back = reverse("admin:claims_hold_change", args=[held.pk])
    if not person(request).has_perm("claims.change_hold"):
        return refused(model_admin, request, NotAllowed(), back=back)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            editorial.lift_hold(held=held, by=person(request), **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("Readers see it again."))
            return HttpResponseRedirect(back)
    context = {"title": gettext("Lift the hold"), "form": form, "back": back, "icon": "visibility"}
    return page(
        model_admin, request, "claims/desk/hold_form.html", context | {"button": gettext("Show it again")}
    )


def hold_claimant(model_admin: ModelAdmin, request: HttpRequest, claimant_id: int) -> HttpResponse:
    """GET: why a claimant is held back. POST: readers see them and their claims no longer."""
    claimant = get_object_or_404(Claimant, pk=claimant_id)
    back = reverse("admin:claims_claimant_change", args=[claimant.pk])
    if not person(request).has_perm("claims.add_hold"):
        return refused(model_admin, request, NotAllowed(), back=back)
    form = ClaimantHoldForm(request.POST if request.method == "POST" else None, claimant=claimant)
    if form.is_valid():
        try:
            form.write(person(request))
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("Held back: readers see it nowhere."))
            return HttpResponseRedirect(back)
    explanation = gettext(
        "The claimant's page and all their claims are gone for readers until the hold is lifted."
    )
    context = {"title": gettext("Hold back"), "heading": claimant.name, "form": form, "back": back}
    context |= {"button": gettext("Hold back"), "icon": "visibility_off"}
    context |= {"explanation": f"{explanation} {principles.HELD}"}
    return page(model_admin, request, "claims/desk/hold_form.html", context)
