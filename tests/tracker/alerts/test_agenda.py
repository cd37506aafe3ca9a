"""Everything owed in the next ninety days, on one page."""

from datetime import date

from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import User
from tests.makers import Maker
from tracker.alerts import agenda
from tracker.models import CalendarAddress

TODAY = date(2026, 6, 17)


def test_each_day_names_the_steps_that_claims_come_to(make: Maker) -> None:
    claim = make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)))
    owed = agenda.owed(today=TODAY)
    assert [(day, [(entry.step.name, entry.claim) for entry in found]) for day, found in owed.items()] == [
        (date(2026, 6, 24), [("before-7", claim)]),
        (date(2026, 6, 30), [("before-1", claim)]),
        (date(2026, 7, 2), [("decide", claim)]),
        (date(2026, 7, 9), [("overdue-1", claim)]),
    ]


def test_what_is_overdue_shows_its_next_reminder(make: Maker) -> None:
    make.published(by_hand=(date(2026, 3, 2), date(2026, 6, 6)))
    assert {day: [entry.step.name for entry in found] for day, found in agenda.owed(today=TODAY).items()} == {
        date(2026, 6, 21): ["overdue-2"]
    }


def test_a_snoozed_claim_shows_when_it_wakes(make: Maker, ada: User) -> None:
    claim = make.published(by_hand=(date(2026, 3, 2), date(2026, 6, 30)))
    editorial.snooze_claim(claim=claim, until=date(2026, 6, 29), reason="Later.", by=ada)
    days = {day: found[0].step.name for day, found in agenda.owed(today=TODAY).items()}
    assert days == {
        date(2026, 6, 29): "before-1",
        date(2026, 7, 1): "decide",
        date(2026, 7, 8): "overdue-1",
    }


def test_the_sheets_count_what_each_day_owes(make: Maker) -> None:
    make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)))
    months = agenda.months(agenda.owed(today=TODAY), today=TODAY)
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


def test_the_page_costs_the_same_however_many_claims(
    client: Client, ada: User, make: Maker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        make.published(by_hand=(date(2026, 3, 2), date(2026, 7, 1)))
    client.force_login(ada)
    with django_assert_max_num_queries(14):
        client.get("/admin/deadlines/")


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
