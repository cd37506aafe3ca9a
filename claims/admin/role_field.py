"""Roles to tick in a form, each with what it may do."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.models import Group
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from claims import roles

if TYPE_CHECKING:
    GroupChoices = forms.ModelMultipleChoiceField[Group]
else:
    GroupChoices = forms.ModelMultipleChoiceField


def by_rank() -> QuerySet[Group]:
    """The groups, the roles first, least first."""
    rank = Case(
        *(When(name=name, then=Value(place)) for place, name in enumerate(roles.ROLES)),
        default=Value(len(roles.ROLES)),
    )
    return Group.objects.order_by(rank, "name")


class RolesField(GroupChoices):
    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            by_rank(), label=_("Roles"), widget=UnfoldAdminCheckboxSelectMultipleWidget(), required=required
        )

    def label_from_instance(self, obj: Group) -> str:
        may = roles.MAY.get(obj.name)
        return f"{roles.in_words(obj.name)}: {may}" if may else str(obj.name)
