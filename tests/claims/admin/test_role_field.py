"""Roles to tick in a form."""

import pytest
from django.contrib.auth.models import Group

from claims import roles
from claims.admin.role_field import RolesField, by_rank

pytestmark = pytest.mark.django_db


def test_the_roles_stand_before_other_groups_least_first() -> None:
    Group.objects.create(name="a night desk")

    names = list(by_rank().values_list("name", flat=True))

    assert names == [*roles.ROLES, "a night desk"]


def test_a_role_says_what_it_may_and_another_group_only_its_name() -> None:
    field, other = RolesField(), Group.objects.create(name="night desk")

    assert field.label_from_instance(Group.objects.get(name="reporter")).startswith("Reporter: ")
    assert field.label_from_instance(other) == "night desk"
