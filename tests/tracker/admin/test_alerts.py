"""Alerts at the desk."""

import pytest
from django.test import Client

from claims.models import User
from tracker.admin.alerts import step_in_words
from tracker.models import Alert


def test_an_alert_shows_its_step_tries_and_fault(client: Client, ben: User, alert: Alert) -> None:
    client.force_login(ben)

    for address in ("/admin/tracker/alert/", f"/admin/tracker/alert/{alert.pk}/change/"):
        page = client.get(address).content.decode()
        assert "7 days before" in page
        assert "Given up" in page
        assert "The mail server refused the address." in page


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("before-1", "1 day before"),
        ("before-30", "30 days before"),
        ("opens", "Window opens"),
        ("decide", "Window closed: decide"),
        ("overdue-3", "Reminder 3"),
        ("something-else", "something-else"),
    ],
)
def test_a_step_is_put_in_words(step: str, words: str) -> None:
    assert step_in_words(step) == words
