"""What was published, decided and corrected last, page by page."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial, latest
from claims.models import Claim, User
from tests.makers import Maker

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(make: Maker, dora: User) -> list[Claim]:
    claims = [make.published(statement=f"Bridge {number} is open.") for number in range(4)]
    for claim in claims[:3]:
        make.ruled(claim, "confirmed", happened_on=claim.said_on)
    editorial.withdraw_claim(claim=claims[3], reason="An error of ours.", by=dora)
    return claims


def walked(size: int) -> list[latest.Happening]:
    """All lines, page by page."""
    found, page = list[latest.Happening](), latest.page_of({}, size=size)
    found += page.rows
    while page.next:
        page = latest.page_of({"after": page.next}, size=size)
        found += page.rows
    return found


@pytest.mark.usefixtures("busy")
def test_pages_have_every_line_once_also_those_of_one_moment() -> None:
    every = list(latest.page_of({}).rows)

    assert [each.kind for each in every] == ["corrected", *["decided"] * 3, *["published"] * 3]
    for size in (1, 2, 3):
        assert walked(size) == every


@pytest.mark.usefixtures("busy")
def test_the_page_before_is_the_one_that_was_left() -> None:
    first = latest.page_of({}, size=3)
    second = latest.page_of({"after": first.next}, size=3)

    back = latest.page_of({"before": second.previous}, size=3)

    assert (back.rows, back.previous, back.next) == (first.rows, "", first.next)


def test_what_is_held_back_is_in_no_line(client: Client, busy: list[Claim], dora: User) -> None:
    editorial.hold(thing=busy[0], office="A court", reason="Order", by=dora)

    html = client.get("/de/latest/").content.decode()

    assert "Bridge 0 is open." not in html
    assert "Bridge 1 is open." in html
    assert "Eingetroffen" in html


@pytest.mark.parametrize(
    "key", ["x", "2026-01-01", "2026-01-01T00:00:00~0~1", "2026-01-01T00:00:00+00:00~9~1"]
)
def test_a_key_that_is_none_is_told_of(client: Client, key: str) -> None:
    answer = client.get("/en/latest/", {"after": key})

    assert answer.status_code == 200
    assert "No page begins there." in answer.content.decode()


@pytest.mark.usefixtures("busy")
def test_it_takes_three_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/en/latest/")
    with django_assert_max_num_queries(5):
        client.get("/en/latest/")
