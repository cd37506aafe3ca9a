"""The status page: from the same questions as /readyz and /metrics, for chief and administrator."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from claims.models import Claim, User
from config import alive, metrics, status
from config.urgency import Urgency
from tests.conftest import NOW, _person
from tracker import alerts, jobs
from tracker.models import Article, Channel, Feed, NightlyBackup, Redelivery

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/status/"


@pytest.fixture(autouse=True)
def _broker_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "queue_lengths", lambda: dict.fromkeys(Urgency, 0))


def lines(client: Client, person: User) -> dict[str, tuple[str, bool]]:
    """Words, and whether they are marked as wrong, by title."""
    client.force_login(person)
    groups = client.get(ADDRESS).context["groups"]
    return {line.title: (line.words, line.is_wrong) for _title, found in groups for line in found}


@pytest.mark.parametrize(
    ("role", "expected"), [("reporter", 403), ("editor", 403), ("chief", 200), ("administrator", 200)]
)
def test_chief_and_administrator_see_it(client: Client, role: str, expected: int) -> None:
    client.force_login(_person("erin", role))
    assert client.get(ADDRESS).status_code == expected
    assert (ADDRESS in client.get("/admin/").content.decode()) is (expected == 200)


def test_an_installation_that_works_is_said_to_be_well(client: Client, dora: User) -> None:
    jobs.note_dispatch(now=NOW)
    found = lines(client, dora)
    assert [title for title, (_words, is_wrong) in found.items() if is_wrong] == []
    assert found["Work last handed out"] == ("just now", False)
    assert found["Last backup"] == ("never", False)  # who has just begun has nothing to lose yet
    assert "All is well." in client.get(ADDRESS).content.decode()


def test_what_waits_too_long_is_marked(client: Client, dora: User, claim: Claim) -> None:
    jobs.note_dispatch(now=NOW - timedelta(minutes=3))
    feed = Feed.objects.create(url="https://kurier.example/rss", next_poll_at=NOW - timedelta(minutes=20))
    Article.objects.create(
        feed=feed, key="1", title="Old", published_at=NOW, stored_at=NOW - timedelta(hours=2)
    )
    channel = Channel.objects.create(name="Desk", address="desk@example.org", is_caught_up=True)
    alerts.notice(now=NOW + timedelta(days=195))
    channel.alerts.update(next_try_at=NOW - timedelta(minutes=11))
    Redelivery.objects.create(task_id="1", task="poll", last_at=NOW, set_aside_at=NOW)
    found = lines(client, dora)
    assert {title: words for title, (words, is_wrong) in found.items() if is_wrong} == {
        "Work last handed out": "3\xa0minutes ago",
        "Feed that is due longest": "for 20\xa0minutes",
        "Article that waits longest to be matched": "for 2\xa0hours",
        "Alert that is due longest": "for 11\xa0minutes",
        "Set-aside jobs": "1",
    }


def test_feeds_are_told_by_what_their_last_poll_of_today_brought(client: Client, dora: User) -> None:
    for number, (fault, hours) in enumerate((("", 1), ("", 2), ("dns", 1), ("dns", 30), ("tls", 1))):
        polled = NOW - timedelta(hours=hours)
        Feed.objects.create(url=f"https://{number}.example/rss", last_fault=fault, last_polled_at=polled)
    found = lines(client, dora)
    assert found["Read without a fault"] == ("2 feeds", False)
    assert found["The host was not found."] == ("1 feed", False)
    assert found["The connection could not be secured."] == ("1 feed", False)


@pytest.mark.parametrize(
    ("fault", "days", "expected"),
    [
        ("", 0, ("5\xa0hours ago", False)),
        ("", 4, ("4\xa0days ago", True)),
        ("The disk is full.", 1, ("1\xa0day ago; The disk is full.", True)),
    ],
)
def test_the_last_backup_is_told(
    client: Client, dora: User, fault: str, days: int, expected: tuple[str, bool]
) -> None:
    made = NOW - timedelta(days=days, hours=5)
    NightlyBackup.objects.create(night=made.date(), next_try_at=made, done_at=made, file="a.tar")
    if fault:
        NightlyBackup.objects.create(night=NOW.date(), next_try_at=NOW, fault=fault)
    assert lines(client, dora)["Last backup"] == expected


def test_parts_of_this_machine_are_told_by_their_signs_of_life(
    client: Client, dora: User, settings: Settings, tmp_path: object
) -> None:
    settings.DATA_DIR = tmp_path
    run = settings.DATA_DIR / "run"
    run.mkdir()
    alive.renew(run, "worker", seconds=60)
    alive.renew(run, "beat", seconds=-60)
    found = lines(client, dora)
    assert found["Worker on this machine"] == ("gives signs of life", False)
    assert found["Clock on this machine"] == ("gave no sign of life of late", True)
    assert "Worker for alerts on this machine" not in found


def test_a_broker_that_is_away_is_a_line_and_hides_no_other(
    client: Client, dora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    found = lines(client, dora)
    assert found["Messages at the broker"] == ("it does not answer (ConnectionError)", True)
    assert "Last backup" in found


def test_it_takes_nine_queries_at_most_when_everything_is_wrong(
    client: Client, dora: User, claim: Claim
) -> None:
    test_what_waits_too_long_is_marked(client, dora, claim)
    with CaptureQueriesContext(connection) as asked:
        client.get(ADDRESS)
    assert len(asked) <= 9
    assert status.look(now=NOW).number_of["jobs"] == 1
