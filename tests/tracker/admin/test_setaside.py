"""What was set aside at the desk, and how it is tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from claims.models import User
from tracker import setaside
from tracker.admin.setaside import in_words
from tracker.models import Job, SetAside
from tracker.setaside import Heap

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)  # a Wednesday
DAY = timedelta(days=1)
AGAIN = "admin:tracker_setaside_again"


@pytest.fixture
def poison(db: None) -> SetAside:
    for number, days in ((1, 1), (2, 0), (3, 0)):
        setaside.note(Job.COMPARING, number, ValueError("15e"), now=NOW - days * DAY)
    SetAside.objects.update(due_at=None, times=5)
    return SetAside.objects.get(item="1")


@pytest.mark.parametrize(
    ("language", "number", "since", "line"),
    [
        ("en", 3, NOW - DAY, "3 articles could not be compared: ValueError, since Tuesday"),
        ("en", 1, NOW - 2 * timedelta(hours=1), "1 article could not be compared: ValueError, since 08:00"),
        ("en", 1, NOW - 40 * DAY, "1 article could not be compared: ValueError, since 8 May 2026"),
        ("de", 3, NOW - DAY, "3 Artikel konnten nicht verglichen werden: ValueError, seit Dienstag"),
    ],
)
def test_the_desk_is_told_how_much_of_what_and_since_when(
    language: str, number: int, since: datetime, line: str
) -> None:
    with translation.override(language):
        assert in_words(Heap(Job.COMPARING, "ValueError", number, since), NOW) == line


@pytest.mark.parametrize("job", Job)
def test_every_job_has_words(job: Job) -> None:
    assert in_words(Heap(job, "KeyError", 2, NOW), NOW).endswith(": KeyError, since 10:00")


def test_the_first_page_shows_it_and_its_button_has_it_tried_again(
    client: Client, dora: User, poison: SetAside
) -> None:
    client.force_login(dora)
    page = client.get("/admin/").content.decode()
    assert "3 articles could not be compared: ValueError, since Tuesday" in page
    assert "Try again" in page

    answer = client.post(reverse(AGAIN), {"job": "comparing", "fault": "ValueError"}, follow=True)

    assert "3 items are tried next." in answer.content.decode()
    assert len(setaside.take(Job.COMPARING, now=NOW)) == 3


def test_a_reporter_sees_it_and_can_change_nothing(client: Client, ben: User, poison: SetAside) -> None:
    client.force_login(ben)
    page = client.get("/admin/").content.decode()
    assert "could not be compared" in page
    assert "Try again" not in page
    assert client.post(reverse(AGAIN), {"job": "comparing", "fault": "ValueError"}).status_code == 403
    assert not setaside.take(Job.COMPARING, now=NOW)


def test_nothing_is_tried_again_by_opening_an_address(client: Client, dora: User, poison: SetAside) -> None:
    client.force_login(dora)
    assert client.get(reverse(AGAIN)).status_code == 405


def test_each_item_is_listed_with_its_fault_and_a_link(client: Client, ada: User, poison: SetAside) -> None:
    client.force_login(ada)
    address = reverse("admin:tracker_setaside_changelist")
    page = client.get(address).content.decode()
    assert reverse("admin:tracker_article_change", args=["1"]) in page
    assert "15e" in page
    assert "nobody had foreseen" in page

    client.post(address, {"action": "try_again", "_selected_action": [poison.pk]})

    assert setaside.take(Job.COMPARING, now=NOW) == ["1"]


def test_a_task_that_fails_has_no_button(client: Client, dora: User) -> None:
    setaside.note(Job.TASK, "number_entries", KeyError("day"), now=NOW)
    client.force_login(dora)
    page = client.get("/admin/").content.decode()
    assert "1 part of the tracker&#x27;s work fails: KeyError" in page
    assert "Try again" not in page
    assert "number_entries" in client.get(reverse("admin:tracker_setaside_changelist")).content.decode()
