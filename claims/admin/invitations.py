"""Invitations at the desk: sent, shown with what became of them, taken back."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.decorators import display

from claims import editorial
from claims.accounts import invitations
from claims.admin.role_field import RolesField
from claims.admin.step_forms import RefusableForm
from claims.desk import Fieldsets, RecordAdmin, ShowsMore, name_of, page, person, refused
from claims.models import Invitation
from claims.roles import in_words

if TYPE_CHECKING:
    InvitationModelForm = forms.ModelForm[Invitation]
else:
    InvitationModelForm = forms.ModelForm

STATE_LABELS: Final = {"waiting": "info", "accepted": "success", "run_out": "warning", "taken_back": "danger"}
INVITED_BY = name_of("invited_by", _("invited by"))
# Where a request carries the secret part of the link, from the write to the page that shows it.
KEPT: Final = "claims.invitation"


class InviteForm(RefusableForm, InvitationModelForm):
    groups = RolesField()

    class Meta:
        model = Invitation
        fields = ("email", "groups", "language")


@admin.register(Invitation)
class InvitationAdmin(ShowsMore, RecordAdmin):
    form = InviteForm
    list_display = ("email", "roles", "state", "invited_at", "runs_out_at", INVITED_BY)
    list_filter = ("groups",)
    search_fields = ("email",)
    add_form_template = "claims/desk/invite.html"
    change_form_outer_after_template = "claims/desk/invitation.html"
    fieldsets: ClassVar[Fieldsets] = ((None, {"fields": ("email", "groups", "language")}),)

    # --- What is shown ---

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        return super().get_queryset(request).select_related("invited_by").prefetch_related("groups")

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """What was sent is not changed: it is taken back, and sent anew."""
        return False

    @admin.display(description=_("roles"))
    def roles(self, invitation: Invitation) -> str:
        return ", ".join(in_words(group.name) for group in invitation.groups.all())

    @display(description=_("state"), label=STATE_LABELS)  # type: ignore[untyped-decorator]
    def state(self, invitation: Invitation) -> tuple[str, str]:
        if invitation.accepted_at:
            return "accepted", gettext("Accepted")
        if invitation.taken_back_at:
            return "taken_back", gettext("Taken back")
        has_run_out = invitation.runs_out_at <= timezone.now()
        return ("run_out", gettext("Run out")) if has_run_out else ("waiting", gettext("Waiting"))

    def context_of(self, request: HttpRequest, obj: Invitation | None) -> dict[str, object]:
        if obj is None:
            return {}
        may_take_back = person(request).has_perm("claims.change_invitation")
        is_open = obj.accepted_at is None and obj.taken_back_at is None
        return {"invitation": obj, "may_take_back": may_take_back and is_open}

    # --- What is written ---

    def write(self, request: HttpRequest, obj: Invitation, form: ModelForm[Invitation]) -> None:
        given = {name: form.cleaned_data[name] for name in ("email", "groups", "language")}
        stored, token = editorial.invite(**given, by=person(request))
        obj.pk = stored.pk
        request.META[KEPT] = token

    def response_add(
        self, request: HttpRequest, obj: Invitation, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The link, this once: a newsroom without a mail server hands it over by itself."""
        stored, token = Invitation.objects.get(pk=obj.pk), request.META[KEPT]
        transaction.on_commit(partial(invitations.send, stored, token))
        context = {
            "title": gettext("The invitation is sent"),
            "invitation": stored,
            "link": invitations.link(token),
            "back": reverse("admin:claims_invitation_changelist"),
        }
        answer = page(self, request, "claims/desk/invited.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<int:invitation_id>/take-back/",
            self.admin_site.admin_view(require_POST(self.take_back)),
            name="claims_invitation_take_back",
        )
        return [own, *super().get_urls()]

    def take_back(self, request: HttpRequest, invitation_id: int) -> HttpResponse:
        """POST: the link works no more."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = get_object_or_404(Invitation, pk=invitation_id)
        back = reverse("admin:claims_invitation_changelist")
        try:
            editorial.take_back_invitation(invitation=found, by=person(request))
        except ValidationError as refusal:
            return refused(self, request, refusal, back=back)
        messages.success(request, gettext("The invitation is taken back: its link works no more."))
        return HttpResponseRedirect(back)
