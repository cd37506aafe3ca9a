"""Alerts at the desk."""

import pytest
from django.test import Client

from claims.models import User
from tracker.admin.alerts.alerts import step_in_words
from tracker.models import Alert


def test_an_alert_shows_its_step_tries_and_fault(client: Client, ben: User, alert: Alert) -> None:
    client.force_login(ben)

    for address in ("/admin/tracker/alert/", f"/admin/tracker/alert/{alert.pk}/change/"):
        page = client.get(address).content.decode()
        assert "7 days before" in page
        assert "Given up" in page
        assert "The mail server refused the address." in page


def test_an_editor_sends_again_what_was_given_up(client: Client, ada: User, alert: Alert) -> None:
    client.force_login(ada)

    client.post(f"/admin/tracker/alert/{alert.pk}/again/")

    alert.refresh_from_db()
    assert (alert.state, alert.tries, alert.message_id) == ("owed", 0, "<alert-1@example.org>")


def test_many_are_sent_again_from_the_list(client: Client, ada: User, alert: Alert) -> None:
    client.force_login(ada)

    form = {"action": "send_again", "_selected_action": [alert.pk]}
    page = client.post("/admin/tracker/alert/", form, follow=True).content.decode()

    assert "1 alert is sent again." in page


def test_a_reporter_sends_nothing_again(client: Client, ben: User, alert: Alert) -> None:
    client.force_login(ben)

    assert client.post(f"/admin/tracker/alert/{alert.pk}/again/").status_code == 403
    alert.refresh_from_db()
    assert alert.state == "failed"


def test_an_alert_shows_every_try_with_its_answer(client: Client, ben: User, alert: Alert) -> None:
    alert.deliveries.create(at=alert.noticed_at, succeeded=False, answer="550 No such user")
    client.force_login(ben)

    assert "550 No such user" in client.get(f"/admin/tracker/alert/{alert.pk}/change/").content.decode()


def test_an_alert_says_in_german_what_became_of_its_mail(client: Client, ben: User, alert: Alert) -> None:
    answer = "No mail server is set: the mail was kept as a file."
    alert.deliveries.create(at=alert.noticed_at, succeeded=True, answer=answer)
    client.force_login(ben)

    german = client.get(f"/admin/tracker/alert/{alert.pk}/change/", headers={"Accept-Language": "de"})

    page = german.content.decode()
    assert "Betreff" in page
    assert "Gegenstand" not in page
    assert answer not in page


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("before-1", "1 day before"),
        ("before-30", "30 days before"),
        ("opens", "Window opens"),
        ("decide", "Window closed: decide"),
        ("overdue-3", "Reminder 3"),
        ("snoozed-2026-10-01", "Snooze over"),
        ("something-else", "something-else"),
    ],
)
def test_a_step_is_put_in_words(step: str, words: str) -> None:
    assert step_in_words(step) == words
