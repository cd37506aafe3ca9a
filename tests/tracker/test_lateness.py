"""For how long what is due has waited, and what counts as waiting."""

from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import NOW
from tracker import lateness
from tracker.models import Alert, Article, Channel, Feed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def feed(name: str, **changes: Any) -> Feed:
    return Feed.objects.create(url=f"https://{name}.example/rss", **{"next_poll_at": NOW - HOUR, **changes})


def test_of_the_feeds_that_wait_the_oldest_counts() -> None:
    feed("young")
    feed("old", next_poll_at=NOW - 3 * HOUR)
    feed("later", next_poll_at=NOW + HOUR)
    assert lateness.oldest_due_feed(now=NOW) == 3 * HOUR


@pytest.mark.parametrize(
    "resting",
    [
        {"is_paused": True},
        {"stopped_for": "gone", "stopped_at": NOW},
        {"leased_until": NOW + HOUR, "lease_token": "theirs"},
        {"next_poll_at": NOW + HOUR},
    ],
)
def test_a_feed_that_is_polled_or_rests_is_not_late(resting: dict[str, Any]) -> None:
    feed("resting", **resting)
    assert lateness.oldest_due_feed(now=NOW) is None


def test_a_feed_whose_worker_is_gone_is_late_again() -> None:
    feed("orphan", leased_until=NOW - HOUR, lease_token="dead")
    assert lateness.oldest_due_feed(now=NOW) == HOUR


def test_an_article_waits_until_it_is_matched() -> None:
    home = feed("paper")
    for number, (stored, matched) in enumerate([(5, None), (2, None), (9, NOW)]):
        Article.objects.create(
            feed=home, key=str(number), url=f"https://paper.example/{number}", title="A", language="en",
            published_at=NOW, stored_at=NOW - stored * HOUR, matched_at=matched,
        )  # fmt: skip
    assert lateness.oldest_unmatched_article(now=NOW) == 5 * HOUR


def test_an_alert_waits_until_it_is_sent() -> None:
    channel = Channel.objects.create(name="Desk", address="desk@example.org")
    assert lateness.oldest_unsent_alert(now=NOW) is None
    alert = Alert.objects.create(
        kind=Alert.Kind.WEEKLY,
        once_key="a",
        channel=channel,
        noticed_at=NOW,
        next_try_at=NOW - HOUR,
        message_id="<a@b>",
    )
    assert lateness.oldest_unsent_alert(now=NOW) == HOUR
    Alert.objects.filter(pk=alert.pk).update(state=Alert.State.SENT, sent_at=NOW)
    assert lateness.oldest_unsent_alert(now=NOW) is None
