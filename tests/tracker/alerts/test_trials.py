"""A message that says that it is a test."""

from claims.models import User
from tests.conftest import NOW
from tracker.alerts import trials
from tracker.models import Channel


def test_a_test_says_that_it_is_one_and_who_asked_for_it(desk: Channel, dora: User) -> None:
    User.objects.filter(pk=dora.pk).update(first_name="Dora", last_name="Quendel")
    dora.refresh_from_db()

    message = trials.message(desk, by=dora, now=NOW)

    assert (message.kind, message.subject, message.at) == ("test", "A test from Foresaid", NOW)
    assert "Dora Quendel" in message.text
    assert "Dora Quendel" in message.html


def test_it_is_in_the_channels_language(desk: Channel, dora: User) -> None:
    desk.language = "de"

    assert trials.message(desk, by=dora, now=NOW).subject == "Ein Test von Foresaid"


def test_a_second_test_is_another_message(desk: Channel, dora: User) -> None:
    first, second = (trials.message(desk, by=dora, now=NOW) for _ in range(2))

    assert first.message_id != second.message_id
    assert first.short_id in first.message_id
