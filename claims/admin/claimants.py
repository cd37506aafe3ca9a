"""Claimants and topics at the desk."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims import editorial
from claims.admin.step_forms import RefusableForm
from claims.desk import RecordAdmin, person, seen_in
from claims.models import Claimant, Topic

if TYPE_CHECKING:
    ClaimantModelForm = forms.ModelForm[Claimant]
    TopicModelForm = forms.ModelForm[Topic]
else:
    ClaimantModelForm = TopicModelForm = forms.ModelForm


class ClaimantForm(RefusableForm, ClaimantModelForm):
    pass


class TopicForm(RefusableForm, TopicModelForm):
    pass


class CountsClaims(RecordAdmin):
    """Lists with the number of claims that name the row."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(claim_count=Count("claims"))
        return counted

    @staticmethod
    def keep(obj: Any, saved: Any) -> None:
        """Have the page go on with the row as it was saved: of a form that was sent twice, the first one's."""
        obj.pk = saved.pk
        obj.refresh_from_db()

    @admin.display(description=_("claims"), ordering="claim_count")
    def claim_count(self, row: Any) -> int:
        return int(row.claim_count)


@admin.register(Claimant)
class ClaimantAdmin(CountsClaims):
    form = ClaimantForm
    fields = ("name", "kind", "description", "aliases")
    list_display = ("name", "description", "kind", "claim_count")
    list_filter = ("kind",)
    ordering = ("name", "description")
    search_fields = ("name", "aliases", "description")

    def write(self, request: HttpRequest, obj: Claimant, form: Any) -> None:
        """Save it, and name those that may be the same, so that they can be told apart or merged."""
        self.keep(obj, editorial.save_claimant(claimant=obj, by=person(request), seen=seen_in(request)))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        twins = list(form.instance.near_twins()[:5])
        if twins:
            named = "; ".join(
                f"{twin} ({twin.description})" if twin.description else str(twin) for twin in twins
            )
            text = gettext("There is a claimant of nearly the same name: %(names)s. Are they the same?")
            messages.warning(request, text % {"names": named})


@admin.register(Topic)
class TopicAdmin(CountsClaims):
    form = TopicForm
    fields = ("name", "aliases")
    list_display = ("name", "claim_count")
    ordering = ("name",)
    search_fields = ("name", "aliases")

    def write(self, request: HttpRequest, obj: Topic, form: Any) -> None:
        self.keep(obj, editorial.save_topic(topic=obj, by=person(request), seen=seen_in(request)))
