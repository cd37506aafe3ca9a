"""A topic's page: what stands there, what does not, and what it costs."""

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Claim, Topic, User
from tests.makers import Maker

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(db: None) -> Topic:
    return Topic.objects.create(
        name="Brücken",
        slug="bruecken",
        name_language="de",
        translated_name="Bridges",
        translation_language="en",
    )


def listed(make: Maker, topic: Topic, **facts: object) -> Claim:
    claim = make.published(**facts)
    claim.topics.add(topic)
    return claim


@pytest.mark.parametrize(("language", "name"), [("en", "Bridges"), ("de", "Brücken")])
def test_it_has_the_record_who_said_most_what_is_due_and_what_was_decided(
    client: Client, make: Maker, topic: Topic, language: str, name: str
) -> None:
    due = listed(make, topic, statement="The ferry runs.")
    decided = listed(make, topic, statement="The dam holds.", horizon="bis Ende April 2026")
    make.ruled(decided, "confirmed", happened_on=date(2026, 4, 20))
    make.published(statement="Of no topic at all.")

    html = client.get(f"/{language}/topics/bruecken/").content.decode()

    assert re.search(rf"<h1[^>]*>{name}</h1>", html)
    assert html.index("The ferry runs.") < html.index("The dam holds.")
    assert "Of no topic at all." not in html
    assert "Mara Lindt" in html
    assert f'href="/{language}/feeds/topics/bruecken/deadlines.ics"' in html
    assert (due.claimant_id, html.count('<svg width="100%"')) == (decided.claimant_id, 2)
    assert html.count('<table class="numbers">') == 2
    regions = re.findall(r'role="region" aria-label="([^"]+)"', html)
    assert len(set(regions)) == len(regions) == 2


def test_it_is_not_found_while_nothing_of_it_is_public(
    client: Client, make: Maker, topic: Topic, dora: User
) -> None:
    draft = make.draft()
    draft.topics.add(topic)
    assert client.get("/en/topics/bruecken/").status_code == 404
    claim = listed(make, topic)
    assert client.get("/en/topics/bruecken/").status_code == 200

    editorial.hold(thing=claim, office="A court", reason="Order", by=dora)

    assert client.get("/en/topics/bruecken/").status_code == 404


def test_its_queries_do_not_grow(
    client: Client, make: Maker, topic: Topic, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        claim = listed(make, topic, statement=f"Bridge {number} is open.")
        if number % 2:
            make.ruled(claim, "confirmed", happened_on=claim.said_on)
    client.get("/en/topics/bruecken/")

    with django_assert_max_num_queries(10):
        client.get("/en/topics/bruecken/")
