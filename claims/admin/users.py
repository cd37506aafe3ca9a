"""People and their roles. Accounts are closed, never deleted: the record names them. Writes go through `editorial`."""

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ManyToManyField, Model, QuerySet
from django.forms import ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.forms import AdminPasswordChangeForm

from claims import editorial
from claims.accounts import second_factor
from claims.admin.role_field import RolesField
from claims.admin.step_forms import RefusableForm
from claims.arguments import InitialData
from claims.desk import Fieldsets, NoOverwriting, RecordAdmin, person, refused
from claims.models import User
from claims.roles import in_words
from claims.unseen import SeenForm

if TYPE_CHECKING:
    from django.contrib.auth import forms as django_forms

    UserChangeForm = django_forms.UserChangeForm[User]
    UserCreationForm = django_forms.AdminUserCreationForm[User]
    BaseUserAdmin = DjangoUserAdmin[User]
    BaseGroupAdmin = DjangoGroupAdmin
else:
    from unfold.forms import UserChangeForm, UserCreationForm

    BaseUserAdmin, BaseGroupAdmin = DjangoUserAdmin, DjangoGroupAdmin

admin.site.unregister(Group)


class AccountForm(SeenForm, RefusableForm, UserChangeForm):
    pass


class NewAccountForm(RefusableForm, UserCreationForm):
    pass


@admin.register(User)
class UserAdmin(NoOverwriting, RecordAdmin, BaseUserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "full_name", "email", "roles", "language", "is_active", "last_login")
    list_filter = ("groups", "is_active", "language")
    search_fields = ("username", "first_name", "last_name", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    change_form_outer_after_template = "claims/desk/account_steps.html"
    add_fieldsets: object = (
        (
            None,
            {"fields": ("username", "first_name", "last_name", "email", "language", "is_staff", "groups")},
        ),
        (_("Password"), {"fields": ("password1", "password2")}),
    )
    fieldsets: Fieldsets = (  # type: ignore[misc]  # its two bases differ
        (None, {"fields": ("username", "password", "first_name", "last_name", "email", "language")}),
        (_("Role"), {"fields": ("is_active", "is_staff", "groups", "is_superuser")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )

    # --- What is shown ---

    def get_changeform_initial_data(self, request: HttpRequest) -> InitialData:
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Whoever is no superuser makes none."""
        names = super().get_readonly_fields(request, obj)
        return tuple(names) if person(request).is_superuser else (*names, "is_superuser")

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Model, Model], request: HttpRequest, **kwargs: object
    ) -> ModelMultipleChoiceField[Group] | None:
        if db_field.name == "groups":
            return RolesField(required=False)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser's account is changed by superusers alone: whoever sets its password could be it."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_superuser or person(request).is_superuser)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(in_words(group.name) for group in user.groups.all())

    # --- What is written ---

    def write(self, request: HttpRequest, obj: User, form: ModelForm[User]) -> None:
        """A password alone (its own page) is stored as Django does it; everything else through `editorial`."""
        groups = form.cleaned_data.get("groups", [])
        editorial.change_account(account=obj, groups=groups, by=person(request))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        found = self.get_object(request, object_id)
        account = found if isinstance(found, User) else None
        context = {
            "account": account,
            "has_second_factor": account is not None and second_factor.has_one(account),
            "may_change": self.has_change_permission(request, account),
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<int:account_id>/second-factor/",
            self.admin_site.admin_view(require_POST(self.remove_second_factors)),
            name="claims_user_second_factor",
        )
        return [own, *super().get_urls()]

    def remove_second_factors(self, request: HttpRequest, account_id: int) -> HttpResponse:
        """POST: for somebody who lost phone and codes. They sign in with the password and set up a new one."""
        account = get_object_or_404(User, pk=account_id)
        back = reverse("admin:claims_user_change", args=[account.pk])
        if not self.has_view_permission(request, account):
            raise PermissionDenied
        try:
            editorial.remove_second_factors(account=account, by=person(request))
        except ValidationError as refusal:
            return refused(self, request, refusal, back=back)
        messages.success(request, gettext("The second factor is removed, and the sessions are over."))
        return HttpResponseRedirect(back)


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, RecordAdmin):
    """To look at: what each role may do is part of the program, and tested."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
