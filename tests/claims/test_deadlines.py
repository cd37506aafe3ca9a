"""The pages of deadlines."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.deadlines import ROWS_PER_PAGE
from claims.models import Claim, Topic, User
from tests.makers import Maker

SAID = date(2026, 1, 2)
MARCH = "/en/deadlines/2027/3/"


def closing(make: Maker, day: date, **changes: object) -> Claim:
    return make.published(said_on=SAID, by_hand=(SAID, day), **changes)


def html_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def days_of(html: str) -> list[str]:
    return re.findall(r'<h2 id="d-([\d-]+)"', html)


def test_a_month_has_the_claims_whose_windows_close_in_it_day_by_day(client: Client, make: Maker) -> None:
    for day in (date(2027, 2, 28), date(2027, 3, 31), date(2027, 3, 1), date(2027, 3, 31), date(2027, 4, 1)):
        closing(make, day)

    html = html_of(client, MARCH)

    assert days_of(html) == ["2027-03-01", "2027-03-31"]
    assert html.count('class="claim-row"') == 3
    assert '31 March 2027: 2 claims">2</a>' in html
    assert "3 claims" in html


def test_without_a_month_it_is_the_one_that_it_is(client: Client, make: Maker, today: date) -> None:
    closing(make, today)

    html = html_of(client, "/en/deadlines/")

    assert days_of(html) == [today.isoformat()]
    assert "Deadlines in June 2026" in html
    assert 'class="is-today" aria-current="date"' in html


def test_drafts_and_what_was_withdrawn_or_held_back_are_not_in_it(
    client: Client, make: Maker, dora: User
) -> None:
    withdrawn, held = closing(make, date(2027, 3, 3)), closing(make, date(2027, 3, 4))
    make.draft(said_on=SAID, by_hand=(SAID, date(2027, 3, 5)))
    editorial.withdraw_claim(claim=withdrawn, reason="Never said.", by=dora)
    editorial.hold(thing=held, reason="A court asks.", office="The editor", by=dora)

    html = html_of(client, MARCH)

    assert days_of(html) == []
    assert "No window closes in this month." in html


def test_the_ways_lead_to_the_nearest_months_that_have_any(client: Client, make: Maker) -> None:
    for day in (date(2026, 9, 1), date(2026, 9, 30), date(2027, 3, 1), date(2029, 1, 1)):
        closing(make, day)

    html = html_of(client, MARCH)

    assert 'rel="prev" href="/en/deadlines/2026/9/"' in html
    assert 'rel="next" href="/en/deadlines/2029/1/"' in html
    assert 'rel="next"' not in html_of(client, "/en/deadlines/2029/1/")


def test_a_topic_narrows_the_month_and_its_ways(client: Client, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    mine = closing(make, date(2027, 3, 9), topics=[topic])
    closing(make, date(2027, 3, 10))
    closing(make, date(2027, 4, 1))

    html = html_of(client, f"{MARCH}?topic={topic.slug}")

    assert days_of(html) == ["2027-03-09"]
    assert mine.get_absolute_url() in html
    assert 'rel="next"' not in html
    assert f"/en/feeds/topics/{topic.slug}/deadlines.ics" in html


def test_what_is_no_topic_or_page_is_named_and_left_out(client: Client, make: Maker) -> None:
    closing(make, date(2027, 3, 9))

    html = html_of(client, f"{MARCH}?topic=nothing&after=nonsense")

    assert "is no topic with claims on record" in html
    assert "No page begins there." in html
    assert days_of(html) == ["2027-03-09"]


def test_a_full_month_comes_in_pages_and_each_day_leads_to_its_own(client: Client, make: Maker) -> None:
    for number in range(ROWS_PER_PAGE + 2):
        closing(make, date(2027, 3, 1) + timedelta(days=min(number, 30)))

    first = html_of(client, MARCH)
    last_day = re.search(r'href="(\?after=2027-03-31[^"#]*)#d-2027-03-31"', first)

    assert last_day
    assert days_of(html_of(client, MARCH + last_day[1])) == ["2027-03-31"]
    assert first.count('class="claim-row"') == ROWS_PER_PAGE
    assert 'rel="next"' in first


@pytest.mark.parametrize("path", ["2027/13/", "2027/0/", "0/1/", "9999/12/", "99999/1/"])
@pytest.mark.django_db
def test_there_is_no_such_month(path: str, client: Client) -> None:
    assert client.get(f"/en/deadlines/{path}").status_code == 404


@pytest.mark.django_db
def test_a_month_has_one_address(client: Client) -> None:
    assert client.get("/en/deadlines/2027/03/").headers["Location"] == MARCH


def test_a_page_costs_the_same_with_one_claim_and_with_many(
    client: Client, make: Maker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        closing(make, date(2027, 3, 1) + timedelta(days=number))

    with django_assert_max_num_queries(10):
        client.get(MARCH)
