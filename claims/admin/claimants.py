"""Claimants and topics at the desk."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, Unpack

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldBooleanWidget,
)

from claims import editorial, names, pictures, principles, record, word_index
from claims.admin.holds import hold_claimant
from claims.admin.step_forms import RefusableForm, Renamed, offer, show_refusal
from claims.arguments import CleanedData, Data, Files, FormOptions, InitialData
from claims.desk import RecordAdmin, ShowsMore, page, person, refused, seen_in
from claims.images import answer_with
from claims.models import Claimant, ClaimantImage, Tenure, Topic
from claims.pictures import Picture
from claims.rules import NotAllowed

if TYPE_CHECKING:
    ClaimantModelForm = forms.ModelForm[Claimant]
    TenureModelForm = forms.ModelForm[Tenure]
    TopicModelForm = forms.ModelForm[Topic]
else:
    ClaimantModelForm = TopicModelForm = TenureModelForm = forms.ModelForm


# Where a request carries what was made of its picture.
PREPARED: Final = "claims.claimants.picture"


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
    picture = forms.FileField(
        label=_("Image"),
        required=False,
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=format_lazy(
            _("JPEG, PNG or WebP, at most {megabytes} MB. Drawn anew: smaller, without place and camera."),
            megabytes=pictures.MOST_MEGABYTES,
        ),
    )
    without_image = forms.BooleanField(
        label=_("Remove the image"), required=False, widget=UnfoldBooleanWidget
    )

    # What was made of the file before the write began; or why nothing could be.
    prepared: ClassVar[Picture | ValidationError | None] = None

    def clean_picture(self) -> Picture | None:
        """The picture in its sizes, which the claimant is then said to have."""
        if isinstance(self.prepared, ValidationError):
            raise self.prepared
        return self.prepared

    def clean(self) -> CleanedData:
        cleaned = super().clean()
        picture = cleaned.get("picture")
        if "picture" in self.errors:  # what is said of it waits for one that can be taken
            for name in editorial.WITHOUT_IMAGE:
                cleaned.pop(name, None)
        if isinstance(picture, Picture):
            self.instance.image_id = picture.key
        elif cleaned.get("without_image"):
            cleaned.update(
                {name: value for name, value in editorial.WITHOUT_IMAGE.items() if name in cleaned}
            )
            self.instance.image_id = None
        return cleaned


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
        "wikidata",
        "is_kept_from_search",
        "picture",
        "image_text",
        "image_text_language",
        "translated_image_text",
        "image_credit",
        "image_licence",
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
        image = path(
            "<int:claimant_id>/image/", wrap(partial(image_page, self)), name="claims_claimant_image"
        )
        return [merge, hold, image, *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Claimant | None = None) -> tuple[str, ...]:
        """With the reason for another name, once there is something to rename; and a way to remove what is there."""
        if obj is None or not self.has_change_permission(request, obj):
            return self.fields
        return (*self.fields, *(("without_image",) if obj.image_id else ()), "reason")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """A file is read before the write begins: nobody waits for a picture to be drawn."""
        if request.method == "POST" and "picture" in request.FILES:
            request.META[PREPARED] = _prepared(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self,
        request: HttpRequest,
        obj: Model | None = None,
        change: bool = False,  # noqa: FBT001, FBT002  Django's signature
        **kwargs: object,
    ) -> type[ClaimantModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.prepared = request.META.get(PREPARED)  # type: ignore[attr-defined]  # made for this request
        return form

    def write(self, request: HttpRequest, obj: Claimant, form: forms.BaseForm) -> None:
        """Save it, and name those that may be the same, so that they can be told apart or merged."""
        reason, picture = form.cleaned_data.get("reason", ""), form.cleaned_data.get("picture")
        saved = editorial.save_claimant(
            claimant=obj, by=person(request), reason=reason, seen=seen_in(request), picture=picture
        )
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


def _prepared(request: HttpRequest) -> Picture | ValidationError:
    """What becomes of the file. Of one that says to be too large nothing is read."""
    file = request.FILES["picture"]
    assert isinstance(file, UploadedFile)
    try:
        return pictures.prepared(file.read(pictures.MOST_BYTES + 1))
    except ValidationError as refusal:
        return refusal


def image_page(model_admin: RecordAdmin, request: HttpRequest, claimant_id: int) -> HttpResponseBase:
    """The image, for the desk: also of who has no public page."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    image = get_object_or_404(ClaimantImage.objects.only("large"), claimants=claimant_id)
    return answer_with(image, "large", request=request, cache="private, max-age=3600")


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
