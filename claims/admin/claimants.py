"""Claimants and topics at the desk."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, Unpack

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from claims import editorial, names, principles, record, word_index
from claims.admin.holds import hold_claimant
from claims.admin.step_forms import RefusableForm, Renamed, offer, show_refusal
from claims.arguments import Data, Files, FormOptions, InitialData
from claims.desk import RecordAdmin, ShowsMore, page, person, refused, seen_in
from claims.models import Claimant, Tenure, Topic
from claims.rules import NotAllowed

if TYPE_CHECKING:
    ClaimantModelForm = forms.ModelForm[Claimant]
    TenureModelForm = forms.ModelForm[Tenure]
    TopicModelForm = forms.ModelForm[Topic]
else:
    ClaimantModelForm = TopicModelForm = TenureModelForm = forms.ModelForm


class NamedForm(RefusableForm):
    """Whether the name is taken is left to `editorial`, which knows a form that was sent twice."""

    renamed: ClassVar[Renamed] = {"name_key": "name"}

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's model forms have it
        return excluded | {"name"}


class ClaimantForm(NamedForm, ClaimantModelForm):
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=2000,
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text=_(
            "Needed where public claims get another claimant's name. Readers see it with each of them."
        ),
    )


class TopicForm(NamedForm, TopicModelForm):
    pass


class TenureForm(RefusableForm, TenureModelForm):
    pass


class ClaimantMergeForm(forms.Form):
    """Who goes into whom, and why."""

    into = forms.ModelChoiceField(
        label=_("Into whom"), queryset=Claimant.objects.none(), widget=UnfoldAdminSelectWidget
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text=principles.MERGED,
    )

    def __init__(
        self, data: Data = None, files: Files = None, *, claimant: Claimant, **options: Unpack[FormOptions]
    ) -> None:
        super().__init__(data, files, **options)
        offer(self.fields["into"], Claimant.objects.filter(merged_into__isnull=True).exclude(pk=claimant.pk))
        self.fields["into"].initial = claimant.near_twins().first()


class WithClaims(Protocol):
    """A row with the number of claims that name it."""

    claim_count: int


class CountsClaims(RecordAdmin):
    """Lists with the number of claims that name the row; a new row's texts are in the editor's own language."""

    language_field: ClassVar[str]

    def get_changeform_initial_data(self, request: HttpRequest) -> InitialData:
        return {self.language_field: person(request).language, **super().get_changeform_initial_data(request)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_queryset(request).annotate(claim_count=Count("claims"))
        return rows

    @admin.display(description=_("claims"), ordering="claim_count")
    def claim_count(self, row: WithClaims) -> int:
        return row.claim_count


@admin.register(Claimant)
class ClaimantAdmin(ShowsMore, CountsClaims):
    form = ClaimantForm
    language_field = "description_language"
    fields = (
        "name",
        "kind",
        "description",
        "description_language",
        "translated_description",
        "aliases",
        "is_kept_from_search",
    )
    list_display = ("name", "description", "kind", "claim_count")
    list_filter = ("kind",)
    ordering = ("sort_key", "name", "description")
    search_fields = ("name", "aliases", "description", "translated_description")
    change_form_outer_before_template = "claims/desk/claimant_bar.html"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claimant], search_term: str
    ) -> tuple[QuerySet[Claimant], bool]:
        """With those that are spelt nearly so, and without those merged into others: nobody logs a claim under them."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if twin_key := names.twin_key_of(search_term):
            found = (
                found
                | queryset.filter(twin_key__contains=twin_key)
                | queryset.filter(word_index.named(search_term))
            )
        return found.filter(merged_into__isnull=True), may_repeat

    def context_of(self, request: HttpRequest, obj: Claimant | None) -> dict[str, object]:
        if obj is None:
            return {}
        may_merge = person(request).has_perm("claims.merge_claimant") and obj.merged_into is None
        holds = obj.holds.in_force()
        may_hold = person(request).has_perm("claims.add_hold") and not holds
        shown = {"near_twins": obj.near_twins(), "tenures": obj.tenures.all(), "holds": holds}
        return shown | {"may_merge": may_merge, "may_hold": may_hold}

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        merge = path(
            "<int:claimant_id>/merge/", wrap(partial(merge_page, self)), name="claims_claimant_merge"
        )
        hold = path(
            "<int:claimant_id>/hold/", wrap(partial(hold_claimant, self)), name="claims_claimant_hold"
        )
        return [merge, hold, *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Claimant | None = None) -> tuple[str, ...]:
        """With the reason for another name, once there is something to rename."""
        may_rename = obj is not None and self.has_change_permission(request, obj)
        return (*self.fields, "reason") if may_rename else self.fields

    def write(self, request: HttpRequest, obj: Claimant, form: forms.BaseForm) -> None:
        """Save it, and name those that may be the same, so that they can be told apart or merged."""
        reason, seen = form.cleaned_data.get("reason", ""), seen_in(request)
        saved = editorial.save_claimant(claimant=obj, by=person(request), reason=reason, seen=seen)
        self.keep(obj, saved)

    def save_related(self, request: HttpRequest, form: BaseForm, formsets: object, change: object) -> None:
        super().save_related(request, form, formsets, change)
        assert isinstance(form, ClaimantForm)
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
    language_field = "name_language"
    fields = ("name", "name_language", "translated_name", "aliases")
    list_display = ("name", "claim_count")
    ordering = ("sort_key", "name")
    search_fields = ("name", "translated_name", "aliases")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Topic], search_term: str
    ) -> tuple[QuerySet[Topic], bool]:
        """With those in another spelling, or with a typing error."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return (found | queryset.filter(word_index.named(search_term)) if search_term else found), may_repeat

    def write(self, request: HttpRequest, obj: Topic, form: object) -> None:
        self.keep(obj, editorial.save_topic(topic=obj, by=person(request), seen=seen_in(request)))


@admin.register(Tenure)
class TenureAdmin(RecordAdmin):
    """Offices and parties, each with its days."""

    form = TenureForm
    fields = ("claimant", "office", "party", "since", "until")
    list_display = ("claimant", "office", "party", "since", "until")
    list_select_related = ("claimant",)
    autocomplete_fields = ("claimant",)
    search_fields = ("claimant__name", "office", "party")

    def chain_of(self, object_id: str) -> str:
        """An office's entries join its claimant's chain."""
        tenure = Tenure.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        return record.chain_of(tenure) if tenure else ""

    def write(self, request: HttpRequest, obj: Tenure, form: object) -> None:
        self.keep(obj, editorial.save_tenure(tenure=obj, by=person(request), seen=seen_in(request)))


def merge_page(model_admin: RecordAdmin, request: HttpRequest, claimant_id: int) -> HttpResponse:
    """GET: into whom a claimant shall go. POST: merge the two, or show what is wrong."""
    claimant = get_object_or_404(Claimant, pk=claimant_id)
    back = reverse("admin:claims_claimant_change", args=[claimant.pk])
    if not person(request).has_perm("claims.merge_claimant"):
        return refused(model_admin, request, NotAllowed(), back=back)
    form = ClaimantMergeForm(request.POST if request.method == "POST" else None, claimant=claimant)
    if form.is_valid():
        try:
            kept = editorial.merge_claimants(claimant=claimant, by=person(request), **form.cleaned_data)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, gettext("The two are one now. Both addresses go on to work."))
            return HttpResponseRedirect(reverse("admin:claims_claimant_change", args=[kept.pk]))
    context = {"title": gettext("Merge claimants"), "claimant": claimant, "form": form, "back": back}
    return page(model_admin, request, "claims/desk/merge_claimant.html", context)
