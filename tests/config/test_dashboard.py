from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from claims.models import Claim, User
from config import dashboard
from tests.makers import Maker
from tests.many import evidence_for, many
from tracker import jobs
from tracker.feeds import health
from tracker.models import Channel, Feed

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


def numbers() -> dict[str, int]:
    return {
        str(number.title): number.value
        for number in dashboard.numbers(dashboard.counts(timezone.localdate()), len(health.troubled(now=NOW)))
    }


def test_an_empty_newsroom_is_told_how_to_start(admin_client: Client) -> None:
    page = admin_client.get("/admin/").content.decode()

    assert "Getting started" in page
    for link in ("invitation/add/", "feed/add/", "channel/add/", "claim/add/"):
        assert link in page


def test_what_is_done_is_ticked_off_and_the_list_goes_when_all_is(
    client: Client, dora: User, make: Maker
) -> None:
    make.draft()
    assert [step.is_done for step in dashboard.first_steps(dashboard.counts(timezone.localdate()))] == [
        True,
        False,
        False,
        True,
    ]

    Feed.objects.create(url="https://news.example/feed")
    Channel.objects.create(name="Desk", address="desk@example.org")
    client.force_login(dora)

    assert client.get("/admin/").context["first_steps"] == []


def test_the_day_is_counted(make: Maker) -> None:
    make.draft()
    make.suggested(make.published())
    make.published(said_on=date(2026, 1, 1), horizon="bis Ende März 2026")
    make.published(horizon="bis Ende Juni 2026")
    long_ago = NOW - timedelta(days=9)
    Feed.objects.create(url="https://news.example/feed", failures=3, added_at=long_ago)
    Feed.objects.create(url="https://news.example/lately", failures=2, added_at=long_ago)
    Feed.objects.create(url="https://news.example/paused", failures=9, added_at=long_ago, is_paused=True)

    assert numbers() == {
        "To decide": 1,
        "Close within 30 days": 1,
        "Evidence waiting": 1,
        "Claims to consider": 0,
        "Drafts": 1,
        "Feeds to look at": 1,
    }


def test_verdicts_to_countersign_are_counted_where_there_are_any(make: Maker, settings: Settings) -> None:
    settings.FOUR_EYES = True
    make.ruled(make.published(), "missed", can_no_longer_happen=True)

    assert numbers()["To countersign"] == 1


def test_the_longest_overdue_comes_first(client: Client, ada: User, make: Maker) -> None:
    second = make.published(said_on=date(2026, 1, 1), horizon="bis Ende April 2026")
    first = make.published(said_on=date(2026, 1, 1), horizon="bis Ende März 2026")
    client.force_login(ada)

    rows = client.get("/admin/").context["overdue"]

    assert [row["claim"] for row in rows] == [first, second]
    assert rows[0]["days_left"] == "closed 78 days ago"


def test_everyone_sees_their_own_claims(client: Client, ada: User, make: Maker) -> None:
    mine = make.published(assigned_to=ada)
    make.published()
    client.force_login(ada)

    assert [row["claim"] for row in client.get("/admin/").context["mine"]] == [mine]


def test_feeds_to_look_at_are_named_with_what_is_wrong(client: Client, ada: User) -> None:
    Feed.objects.create(url="https://a.example/feed", title="Abendblatt", failures=1, last_fault="status")
    silent = Feed.objects.create(
        url="https://b.example/feed", title="Bote", last_success_at=NOW, last_new_at=NOW - timedelta(days=40)
    )
    Feed.objects.create(url="https://c.example/feed", title="Courier", failures=1, is_paused=True)
    client.force_login(ada)

    page = client.get("/admin/").content.decode()

    assert page.index("Bote") < page.index("Abendblatt")
    assert f"/admin/tracker/feed/{silent.pk}/change/" in page
    assert "nothing in it was new since 8 May 2026" in page
    assert "The server answered with an error." in page
    assert "Courier" not in page


def test_which_feeds_are_in_trouble_is_asked_once_for_their_number_and_their_names(
    client: Client, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Feed.objects.create(url="https://a.example/feed", failures=9, added_at=NOW - timedelta(days=9))
    client.force_login(ada)

    with django_assert_max_num_queries(12) as asked:
        answer = client.get("/admin/")

    asked_for = [query["sql"] for query in asked.captured_queries]
    assert sum(f'"failures" >= {health.BROKEN_FAILURES}' in question for question in asked_for) == 1
    assert [row.feed.url for row in answer.context["to_look_at"]] == ["https://a.example/feed"]


def test_the_last_poll_of_any_feed_is_told(ada: User) -> None:
    for hours in (3, 1):
        Feed.objects.create(
            url=f"https://{hours}.example/feed",
            last_polled_at=NOW - timedelta(hours=hours),
            last_success_at=None,
        )

    lists = dashboard.lists_of(ada.pk, timezone.localdate(), [])
    assert dashboard.last_poll(lists, NOW) == {"tried": "1\xa0hour ago", "answered": ""}


def test_a_standstill_is_told_and_a_running_machine_is_not(client: Client, ada: User) -> None:
    client.force_login(ada)
    jobs.note_dispatch(now=NOW - timedelta(minutes=5))
    answer = client.get("/admin/")
    assert "5\xa0minutes ago" in answer.context["standstill"]
    page = answer.content.decode()
    assert (
        page.index("The tracker stands still.") < page.index("Log a claim") < page.index("Evidence waiting")
    )

    jobs.note_dispatch(now=NOW)
    assert "The tracker stands still." not in client.get("/admin/").content.decode()


def test_the_page_costs_the_same_for_one_claim_or_many(
    client: Client, ada: User, make: Maker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    claim = make.published(assigned_to=ada, horizon="bis Ende Juni 2026")
    many(claim, 200)
    evidence_for([make.published()], make.suggested(claim), each=100)
    for number in range(20):
        Feed.objects.create(url=f"https://{number}.example/feed", failures=2)
    client.force_login(ada)
    client.get("/admin/")  # what is asked once in a process

    with django_assert_max_num_queries(9):
        answer = client.get("/admin/")

    assert len(answer.context["soon"]) == len(answer.context["mine"]) == dashboard.ROWS


def test_the_page_opens_in_german(client: Client, ada: User) -> None:
    client.force_login(ada)

    response = client.get("/admin/", headers={"accept-language": "de"})

    assert '<html lang="de"' in response.content.decode()


def test_an_account_without_a_role_sees_nothing_of_the_desk(client: Client, claim: Claim, cleo: User) -> None:
    User.objects.filter(pk=cleo.pk).update(is_staff=True)
    client.force_login(cleo)
    page = client.get(reverse("admin:index")).content.decode()
    assert "Your account has no role yet" in page
    assert claim.statement not in page


def test_an_article_is_taken_in_from_the_first_page_and_from_the_claims_list(
    client: Client, ben: User
) -> None:
    client.force_login(ben)
    link = f'href="{reverse("admin:tracker_intake")}"'

    assert link in client.get("/admin/").content.decode()
    assert link in client.get("/admin/claims/claim/").content.decode()


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ({"failures": 2}, True),
        ({"is_active": False, "off_reason": "HTTP 410"}, True),
        ({"is_active": False}, False),
        ({}, False),
    ],
)
def test_a_channel_that_fails_or_switched_itself_off_is_shown(
    client: Client, ada: User, state: dict[str, object], shown: bool
) -> None:
    Channel.objects.create(name="Desk", address="desk@example.org")
    if state:
        Channel.objects.update(**state)
    client.force_login(ada)
    assert ("Channels that fail" in client.get("/admin/").content.decode()) is shown
