"""The kit of the desk's pages, also the tracker's: who asks, a page in the frame, rows written through `editorial`."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import (
    DateField,
    DateTimeField,
    ForeignKey,
    ManyToManyField,
    Model,
    prefetch_related_objects,
)
from django.forms import BaseForm, Field, ModelChoiceField, ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from claims import new_names, once, record
from claims.arguments import AnyField
from claims.days import DayField
from claims.models import Claim, User, colleagues
from claims.rules import NotAllowed
from claims.unseen import digest_of, values_of

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as DjangoModelAdmin
    from django.contrib.admin.models import LogEntry

    UnfoldAdmin = DjangoModelAdmin[Any]
else:
    from unfold.admin import ModelAdmin as UnfoldAdmin

# Of a form at the desk: Django's types know no column there that is a function, as `name_of` makes them.
Fieldsets = Any
AForm = TypeVar("AForm", bound=BaseForm)

# Where a request carries what `editorial` refused, on its way to the form that shows it.
REFUSAL = "claims.refusal"


class ModelAdmin(UnfoldAdmin):
    """What every class of the desk's admin is: a list is filtered by what `list_filter` names, and by nothing else.

    Django lets any column be looked up in an address, and by any look-up: row or no row then tells a secret letter by
    letter (`?secret__regex=`), and a pattern that backtracks stops the process.
    """

    # Relations that the page of a row shows in more than one place: read with it.
    shown_with: ClassVar[tuple[str, ...]] = ()

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """The row, however often it is asked for read once for a page that is looked at; anew where one is sent."""
        if request.method != "GET":
            return super().get_object(request, object_id, from_field)
        kept: dict[str, Model | None] = request.__dict__.setdefault("rows_shown", {})
        if object_id not in kept:
            row = kept[object_id] = super().get_object(request, object_id, from_field)
            if row:
                prefetch_related_objects([row], *self.shown_with)
        return kept[object_id]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Whether the address may ask for this: a filter's own parameter, in the forms in which its links ask."""
        return lookup in {name for entry in self.list_filter for name in _parameters(entry)}

    def formfield_for_dbfield(
        self, db_field: AnyField, request: HttpRequest, **kwargs: object
    ) -> Field | None:
        """Days are taken as people write them, new names where names are chosen; nothing opens a window of its own."""
        if isinstance(db_field, DateField) and not isinstance(db_field, DateTimeField):
            kwargs["form_class"] = DayField
        kinds = ""
        if isinstance(
            db_field, ForeignKey | ManyToManyField
        ) and db_field.name in self.get_autocomplete_fields(request):
            kinds = new_names.kinds_for(db_field.related_model, person(request))
            kwargs |= new_names.options(db_field, self.admin_site, kinds=kinds)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if isinstance(field, new_names.ChosenOrNew | new_names.SeveralChosenOrNew):
            field.kinds, field.creator = kinds, partial(new_names.create, by=person(request))
        return field

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The form. One that adds a row adds one, however often it is sent; one that is refused leaves nothing."""
        write = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return write()
        with transaction.atomic():
            answer = write() if object_id else once.only(request, write, by=person(request))
            if not once.is_saved(request):
                transaction.set_rollback(True)  # names that were created on the way
        return answer

    def get_form(
        self,
        request: HttpRequest,
        obj: Model | None = None,
        change: bool = False,  # noqa: FBT001, FBT002  Django's signature
        **kwargs: object,
    ) -> type[ModelForm[Any]]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = request.META.get(REFUSAL)  # type: ignore[attr-defined]  # made for this request
        refusal = once.refusal(request)
        return refusing(form, refusal) if refusal else form

    def log_addition(self, request: HttpRequest, obj: Model, message: str | list[object]) -> "LogEntry":
        """Django calls this for every row that a form has added."""
        once.saved(request, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: str | list[object]) -> "LogEntry":
        """The same for every row that a form has changed."""
        once.saved(request, obj)
        return super().log_change(request, obj, message)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """The list; where the address asks for what is no filter here, a page that says so (400)."""
        try:
            return super().changelist_view(request, extra_context)
        except DisallowedModelAdminLookup:
            reasons = [gettext("This list has no such filter. Nothing was looked up.")]
            context = {"title": "", "reasons": reasons, "back": request.path}
            return page(self, request, "claims/desk/refused.html", context, status=400)


def refusing(form: type[AForm], reason: str) -> type[AForm]:
    """The same form, which comes back with this reason whatever is typed."""

    class Refusing(form):  # type: ignore[valid-type, misc]
        def clean(self) -> object:
            cleaned: object = super().clean()
            self.add_error(None, reason)
            return cleaned

    return Refusing


def _parameters(entry: object) -> set[str]:
    """What a filter's links have in their address: a filter of our own its name, a column equality and emptiness."""
    if isinstance(entry, type) and issubclass(entry, admin.SimpleListFilter):
        return {str(entry.parameter_name)}
    return {str(entry), *(f"{entry}__{form}" for form in ("exact", "id__exact", "isnull"))}


def person(request: HttpRequest) -> User:
    """Who asks. The admin lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def page(
    model_admin: ModelAdmin,
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
) -> TemplateResponse:
    """A page of the desk in the admin's frame; `context` names at least its `title`."""
    request.current_app = model_admin.admin_site.name
    frame = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    return TemplateResponse(request, template, {**frame, **context}, status=status)


def refused(
    model_admin: ModelAdmin, request: HttpRequest, refusal: ValidationError, *, back: str
) -> TemplateResponse:
    """What the record refused, on a page with a way back: 403 for want of a role, else 409."""
    status = 403 if isinstance(refusal, NotAllowed) else 409
    context = {"title": "", "reasons": refusal.messages, "back": back}
    return page(model_admin, request, "claims/desk/refused.html", context, status=status)


def name_of(field: str, label: StrOrPromise) -> Any:
    """A column for `fields`: a person by their name alone. Django would add a link to an account that few may open."""

    @admin.display(description=label)
    def name(row: object) -> str | None:
        someone = getattr(row, field)
        return str(someone) if someone else None

    name.__name__ = field  # Django takes it for the page's CSS class
    return name


class ShowsMore(ModelAdmin):
    """Rows whose page shows more than the form."""

    def context_of(self, request: HttpRequest, obj: Any) -> dict[str, object]:
        """What the page's templates show; `obj` is the row as it is stored, None where one is added."""
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        stored = self.get_object(request, object_id) if object_id else None
        context = self.context_of(request, stored) | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)


def seen_in(request: HttpRequest) -> int | None:
    """The number of the last entry that the page of this request showed; None where it carries none."""
    typed = request.POST.get("seen", "")
    return int(typed[:9]) if typed.isdecimal() else None


class NoOverwriting(ModelAdmin):
    """Rows without a log: their form, a `unseen.SeenForm`, carries what its author saw."""

    change_form_template = "claims/desk/record_form.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Read before the row is, never after: what comes in between is then told at saving."""
        row = self.get_object(request, object_id) if object_id else None
        names = flatten_fieldsets(self.get_fieldsets(request, row)) if row else ()
        seen = digest_of(values_of(row, names)) if row else ""
        return super().changeform_view(request, object_id, form_url, {"seen": seen, **(extra_context or {})})


class OffersColleagues(ModelAdmin):
    """Rows that may belong to a person: only who works at the desk is offered."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Model, Model], request: HttpRequest, **kwargs: object
    ) -> ModelChoiceField[Model] | None:
        if db_field.related_model is User:
            kwargs["queryset"] = colleagues()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ReadOnlyAdmin(ModelAdmin):
    """Rows to look at: nobody adds, changes or deletes them here."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ClaimsRow(Protocol):
    """A row that belongs to a claim."""

    claim_id: int
    claim: Claim


class AboutAClaim(ReadOnlyAdmin):
    """Rows that belong to a claim, with a link to it."""

    @admin.display(description=_("claim"), ordering="claim")
    def about(self, row: ClaimsRow) -> SafeString:
        address = reverse("admin:claims_claim_change", args=[row.claim_id])
        return format_html('<a href="{}">{}</a>', address, row.claim)


class RecordAdmin(ModelAdmin):
    """Rows of the record: written through `editorial` only, and never deleted.

    What `editorial` refuses rolls the whole request back; the form is then shown once more, as it was filled in,
    with the refusal at its field. The page carries the number of the last entry about the row that its editor saw.
    """

    add_form_template = change_form_template = "claims/desk/record_form.html"

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        """Give the form's content to `editorial`, and leave `obj` as it is stored."""
        raise NotImplementedError

    @staticmethod
    def keep(obj: Model, saved: Model) -> None:
        """Have the page go on with the row as it was saved: of a form that was sent twice, the first one's."""
        obj.pk = saved.pk
        obj.refresh_from_db()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        try:
            context = self._seen(request, object_id, extra_context)
            return super().changeform_view(request, object_id, form_url, context)
        except ValidationError as refusal:
            request.META[REFUSAL] = refusal
            context = self._seen(request, object_id, extra_context)
            return super().changeform_view(request, object_id, form_url, context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """Read after the length of its chain, wherever on the way to the page it is asked for first."""
        if request.method == "GET":
            self._length(request, object_id)
        return super().get_object(request, object_id, from_field)

    def _seen(
        self, request: HttpRequest, object_id: str | None, context: dict[str, object] | None
    ) -> dict[str, object]:
        """The page's context with how long the row's chain is; read before the row or with it, never after."""
        if context and "seen" in context:
            return context
        return {"seen": self._length(request, object_id) if object_id else 0, **(context or {})}

    def _length(self, request: HttpRequest, object_id: str) -> int:
        kept: dict[str, int] = request.__dict__.setdefault("lengths_shown", {})
        if object_id not in kept or request.method != "GET":
            kept[object_id] = record.length_of(self.chain_of(object_id))
        return kept[object_id]

    def chain_of(self, object_id: str) -> str:
        """The chain that the row's entries join: its own, unless said otherwise."""
        return f"{self.opts.model_name}:{object_id}"

    def save_model(self, request: HttpRequest, obj: object, form: object, change: object) -> None:
        self.write(request, obj, form)

    def save_related(self, request: HttpRequest, form: BaseForm, formsets: object, change: object) -> None:
        """Nothing: `write` has stored the relations with the row."""
