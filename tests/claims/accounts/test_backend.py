"""What somebody may do, in one query."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from pytest_django import DjangoAssertNumQueries

from claims.accounts.backend import Backend
from claims.models import User


def test_all_that_somebody_may_do_takes_one_query(
    ada: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = [
            ada.has_perm(name) for name in ("claims.publish_claim", "tracker.view_feed", "claims.add_hold")
        ]
    assert found[:2] == [True, True]


def test_a_right_given_to_one_person_counts_beside_those_of_the_roles(ben: User) -> None:
    assert not ben.has_perm("claims.publish_claim")
    ben.user_permissions.add(Permission.objects.get(codename="publish_claim"))
    again = User.objects.get(pk=ben.pk)
    assert again.has_perm("claims.publish_claim")
    assert again.has_perm("claims.add_claim")


def test_a_superuser_has_all_rights(ada: User) -> None:
    ada.is_superuser = True
    assert len(Backend().get_all_permissions(ada)) == Permission.objects.count()


def test_a_closed_account_may_nothing(ada: User) -> None:
    ada.is_active = False
    assert Backend().get_all_permissions(ada) == set()
    assert not ada.has_perm("claims.publish_claim")


def test_nobody_and_no_single_row_has_rights(ada: User) -> None:
    assert Backend().get_all_permissions(AnonymousUser()) == set()
    assert Backend().get_all_permissions(ada, ada) == set()


@pytest.mark.parametrize("name", ["ada", "ben", "dora"])
def test_the_rights_are_those_that_django_would_find(request: pytest.FixtureRequest, name: str) -> None:
    someone = request.getfixturevalue(name)
    assert Backend().get_all_permissions(someone) == someone.get_group_permissions()
