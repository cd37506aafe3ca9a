"""Everything owed in the next ninety days, on one page."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Topic, User
from tests.makers import Maker
from tests.many import many
from tracker.alerts import agenda
from tracker.models import CalendarAddress, TopicLadder

TODAY = date(2026, 6, 17)


def test_each_day_names_the_steps_that_claims_come_to(make: Maker) -> None:
    claim = make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)))
    owed = agenda.owed(today=TODAY)
    assert [
        (day, [(entry.step.name, entry.claim) for entry in found]) for day, found in owed.by_day.items()
    ] == [
        (date(2026, 6, 24), [("before-7", claim)]),
        (date(2026, 6, 30), [("before-1", claim)]),
        (date(2026, 7, 2), [("decide", claim)]),
        (date(2026, 7, 9), [("overdue-1", claim)]),
    ]


def test_what_is_overdue_shows_its_next_reminder(make: Maker) -> None:
    make.published(by_hand=(date(2026, 3, 2), date(2026, 6, 6)))
    assert {
        day: [entry.step.name for entry in found] for day, found in agenda.owed(today=TODAY).by_day.items()
    } == {date(2026, 6, 21): ["overdue-2"]}


def test_a_snoozed_claim_shows_when_it_wakes(make: Maker, ada: User) -> None:
    claim = make.published(by_hand=(date(2026, 3, 2), date(2026, 6, 30)))
    editorial.snooze_claim(claim=claim, until=date(2026, 6, 29), reason="Later.", by=ada)
    days = {day: found[0].step.name for day, found in agenda.owed(today=TODAY).by_day.items()}
    assert days == {
        date(2026, 6, 29): "before-1",
        date(2026, 7, 1): "decide",
        date(2026, 7, 8): "overdue-1",
    }


def test_the_sheets_count_what_each_day_owes(make: Maker) -> None:
    make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)))
    months = agenda.months(agenda.owed(today=TODAY).by_day, today=TODAY)
    days = {day.day: day for month in months for week in month.weeks for day in week if day.is_shown}
    assert [month.first.month for month in months] == [6, 7, 8, 9]
    assert (days[date(2026, 6, 24)].entries, days[date(2026, 6, 24)].is_urgent) == (1, False)
    assert days[date(2026, 7, 2)].is_urgent
    assert len(days) == agenda.DAYS + 1


def test_the_page_shows_all_or_only_mine(client: Client, ada: User, ben: User, make: Maker) -> None:
    make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)), assigned_to=ben, statement="Of Ben.")
    make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)), assigned_to=ada, statement="Of Ada.")
    client.force_login(ada)
    everything = client.get("/admin/deadlines/").content.decode()
    mine = client.get("/admin/deadlines/?of=me").content.decode()
    assert "7 days before" in everything
    assert ("Of Ben." in everything, "Of Ben." in mine, "Of Ada." in mine) == (True, False, True)


@pytest.mark.parametrize("query", ["", "?of=me", "?page=2"])
def test_the_page_costs_the_same_however_many_claims(
    client: Client, ada: User, make: Maker, django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    topic = editorial.save_topic(topic=Topic(name="Transport"), by=ada)
    TopicLadder.objects.create(topic=topic, before="60, 7", every=3, chief_after=5)
    claim = make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)), assigned_to=ada, topics=(topic,))
    many(claim, 200)
    client.force_login(ada)
    with django_assert_max_num_queries(9):
        page = client.get(f"/admin/deadlines/{query}")
    assert page.context["page"].paginator.count > 800


def test_a_long_list_comes_in_pages_and_the_sheets_lead_to_the_right_one(
    client: Client, ada: User, make: Maker
) -> None:
    claim = make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)))
    many(claim, agenda.PER_PAGE)
    client.force_login(ada)
    first, second = (client.get(f"/admin/deadlines/?page={number}") for number in (1, 2))
    assert len(first.content) < 150_000
    assert 'href="?page=2#day-2026-06-30"' in first.content.decode()
    assert 'href="#day-2026-06-24"' in first.content.decode()
    assert [entry.step.name for entry, _words in first.context["days"][0][1]] == ["before-7"] * 100
    assert [day for day, _entries in second.context["days"]] == [date(2026, 6, 24), date(2026, 6, 30)]
    assert 'rel="prev"' in second.content.decode()


def test_the_page_says_how_many_wait_for_a_verdict(client: Client, ada: User, ben: User, make: Maker) -> None:
    for whose in (ada, ben, ben):
        make.published(by_hand=(date(2026, 3, 2), date(2026, 6, 6)), assigned_to=whose)
    client.force_login(ada)
    assert "3 claims wait for a verdict" in client.get("/admin/deadlines/").content.decode()
    mine = client.get("/admin/deadlines/?of=me").content.decode()
    assert '?window=overdue&amp;assigned=me">1 claim waits for a verdict' in mine


def test_an_address_is_shown_once_and_revoked(client: Client, ada: User) -> None:
    client.force_login(ada)
    address = f"{settings.SITE_URL}/calendar/"
    made = client.post("/admin/deadlines/", {"only_own": "on"}).content.decode()
    again = client.get("/admin/deadlines/").content.decode()
    assert (address in made, address in again) == (True, False)
    assert CalendarAddress.objects.get().only_own
    client.post("/admin/deadlines/", {"revoke": "1"})
    assert not CalendarAddress.objects.exists()


def test_whoever_has_no_role_sees_no_deadlines(client: Client, cleo: User) -> None:
    User.objects.filter(pk=cleo.pk).update(is_staff=True)
    client.force_login(cleo)
    assert client.get("/admin/deadlines/").status_code == 403
