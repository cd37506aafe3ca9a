"""What was forgotten, at the desk: the list, the page that has a name or an article forgotten, the second signature."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims import editorial
from claims.admin.forgetting_forms import ForgetNameForm, said_of
from claims.admin.step_forms import show_refusal
from claims.desk import ModelAdmin, ReadOnlyAdmin, ShowsMore, name_of, page, person, refused
from claims.editorial import signing
from claims.models import Forgetting
from claims.rules import NotAllowed

LIST = "admin:claims_forgetting_changelist"


@admin.register(Forgetting)
class ForgettingAdmin(ShowsMore, ReadOnlyAdmin):
    list_display = ("kind", "office", "at", "by", "done_at", "dropped_at")
    list_filter = ("kind",)
    list_select_related = ("by",)
    search_fields = ("office", "reason", "subject")
    ordering = ("-at", "-pk")
    list_before_template = "claims/desk/forget_link.html"
    fields = (
        "kind",
        "subject",
        "fields",
        "office",
        "reason",
        name_of("by", _("by")),
        "at",
        name_of("countersigned_by", _("countersigned by")),
        "countersigned_at",
        "done_at",
        name_of("dropped_by", _("dropped by")),
        "dropped_at",
    )
    readonly_fields = fields
    change_form_outer_before_template = "claims/desk/forgetting_bar.html"

    def context_of(self, request: HttpRequest, obj: Forgetting | None) -> dict[str, object]:
        if obj is None or not obj.waits:
            return {}
        user, may_sign = person(request), person(request).has_perm(signing.COUNTERSIGN)
        why_not = signing.why_not(obj.by_id, by=user, permission=signing.COUNTERSIGN) if may_sign else None
        may_drop = user.has_perm("claims.add_forgetting")
        return {
            "may_sign": may_sign and why_not is None,
            "why_not": why_not,
            "may_drop": may_drop,
            "words": obj.words,
        }

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        decide = require_POST(partial(decide_forgetting, self))
        own = [
            path("decide/", wrap(partial(forget_page, self)), name="claims_forgetting_forget"),
            path("<int:forgetting_id>/decide/", wrap(decide), name="claims_forgetting_decide"),
        ]
        return [*own, *super().get_urls()]


def forget_page(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """GET: whose name or which article shall be forgotten. POST: it is, or waits for the second person."""
    back = reverse(LIST)
    if not person(request).has_perm("claims.add_forgetting"):
        return refused(model_admin, request, NotAllowed(), back=back)
    form = ForgetNameForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            forgetting = form.write(person(request))
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, said_of(forgetting))
            return HttpResponseRedirect(back)
    explanation = gettext(
        "Deleted for good from rows, log, files and mail still to go. There is no way back."
    )
    context = {"title": gettext("Forget"), "form": form, "back": back, "explanation": explanation}
    context |= {"button": gettext("Forget for good"), "icon": "ink_eraser"}
    return page(model_admin, request, "claims/desk/hold_form.html", context)


def decide_forgetting(model_admin: ModelAdmin, request: HttpRequest, forgetting_id: int) -> HttpResponse:
    """POST `decision`: `sign` has it forgotten, `drop` gives it up."""
    forgetting = get_object_or_404(Forgetting, pk=forgetting_id)
    back, by = reverse("admin:claims_forgetting_change", args=[forgetting.pk]), person(request)
    try:
        if request.POST.get("decision") == "sign":
            messages.success(request, said_of(editorial.countersign_forgetting(forgetting=forgetting, by=by)))
        else:
            editorial.drop_forgetting(forgetting=forgetting, by=by)
            messages.success(request, gettext("It is given up. Nothing was forgotten."))
    except ValidationError as refusal:
        return refused(model_admin, request, refusal, back=back)
    return HttpResponseRedirect(back)
