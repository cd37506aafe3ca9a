"""Pages by cursor, and the fields that were asked for."""

import pytest
from django.test import Client

from claims.models import Claim
from tests.claims.api.asking import asked, faults, items
from tests.makers import Maker


@pytest.mark.parametrize("order", ["", "&sort=closes", "&sort=-said"])
def test_pages_meet_each_row_once_also_where_many_are_equal(client: Client, make: Maker, order: str) -> None:
    published = {make.published(statement=f"Number {number}.").pk for number in range(5)}

    met, path = [], f"claims?limit=2&fields=id{order}"
    while path:
        page = asked(client, path)
        assert isinstance(page["items"], list)
        met += [each["id"] for each in page["items"]]
        path = str(page["next"] or "").partition("/api/v1/")[2]
        make.published(statement=f"Meanwhile {path}") if path and not order else None

    assert sorted(met) == sorted(published)


def test_only_the_fields_that_were_asked_for_come(client: Client, claim: Claim) -> None:
    assert items(client, "claims?fields=id,%20statement") == [{"id": claim.pk, "statement": claim.statement}]
    assert asked(client, f"claims/{claim.pk}?fields=state") == {"state": "published"}


def test_a_cursor_of_another_list_is_refused(client: Client, make: Maker) -> None:
    for number in range(2):
        make.published(statement=f"Number {number}.")
    cursor = str(asked(client, "claims?limit=1")["next"]).partition("cursor=")[2]

    assert faults(client, f"deadlines?cursor={cursor}") == ["cursor"]
