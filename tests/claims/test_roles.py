"""The desk's roles in words."""

import pytest
from django.contrib.auth.models import Group
from django.utils import translation

from claims import roles


@pytest.mark.django_db
def test_each_role_is_a_group_that_the_migrations_make() -> None:
    assert set(roles.ROLES) <= set(Group.objects.values_list("name", flat=True))


@pytest.mark.parametrize(("language", "word"), [("en", "Editor"), ("de", "Redakteur")])
def test_a_role_is_named_in_the_readers_language(language: str, word: str) -> None:
    with translation.override(language):
        assert roles.in_words("editor").startswith(word)


def test_a_group_of_the_newsrooms_own_keeps_its_name() -> None:
    assert roles.in_words("night desk") == "night desk"


def test_every_role_says_what_it_may() -> None:
    assert set(roles.MAY) == set(roles.IN_WORDS) == set(roles.ROLES)
