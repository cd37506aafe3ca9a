from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import ProtectedError

from claims.models import Claim, User
from tests.makers import Maker
from tests.refusals import refused_by
from tracker.fetch import FailureKind
from tracker.models import Alert, Article, Channel, Fault, Feed, Host, Poll
from tracker.parse import NotAFeedKind

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://nordlicht.example/rss")


@pytest.fixture
def desk(db: None) -> Channel:
    return Channel.objects.create(name="Desk", address="desk@example.org")


def article(feed: Feed, **changes: Any) -> Article:
    values = {
        "key": "guid-1",
        "url": "https://nordlicht.example/1",
        "title": "Bridge opens",
        "language": "en",
        "published_at": NOW,
        "stored_at": NOW,
    }
    return Article.objects.create(feed=feed, **(values | changes))


def alert(claim: Claim, channel: Channel, **changes: Any) -> Alert:
    values = {
        "deadline_version": 1,
        "step": "before-7",
        "noticed_at": NOW,
        "next_try_at": NOW,
        "message_id": f"<{Alert.objects.count()}@example.org>",
    }
    values |= changes
    key = f"{claim.pk}/{values['deadline_version']}/{values['step']}"
    return Alert.objects.create(claim=claim, channel=channel, once_key=key, **values)


# --- Feeds ---


def test_a_feed_is_tracked_once(feed: Feed) -> None:
    with refused_by("url"):
        Feed.objects.create(url=feed.url)


def test_a_new_feed_is_due_at_once_and_held_by_nobody(feed: Feed) -> None:
    assert (feed.next_poll_at, feed.leased_until, feed.is_paused) == (NOW, None, False)


@pytest.mark.parametrize(
    ("rule", "half"),
    [
        ("feed_stopped_at_exactly_when_stopped", {"stopped_for": "gone"}),
        ("feed_stopped_at_exactly_when_stopped", {"stopped_at": NOW}),
        ("feed_moved_since_exactly_when_seen_to_move", {"moved_sightings": 1}),
        ("feed_moved_since_exactly_when_seen_to_move", {"moved_since": NOW}),
    ],
)
def test_facts_that_belong_together_are_set_together(feed: Feed, rule: str, half: dict[str, Any]) -> None:
    with refused_by(rule):
        Feed.objects.filter(pk=feed.pk).update(**half)


def test_a_host_is_kept_once(db: None) -> None:
    Host.objects.create(domain="nordlicht.example")
    with refused_by("domain"):
        Host.objects.create(domain="nordlicht.example")


@pytest.mark.parametrize(
    ("title", "shown"), [("Nordlicht", "Nordlicht"), ("", "https://nordlicht.example/rss")]
)
def test_a_feed_is_shown_by_its_title_or_its_address(title: str, shown: str) -> None:
    assert str(Feed(url="https://nordlicht.example/rss", title=title)) == shown


@pytest.mark.parametrize("number", ["interval_seconds", "failures"])
def test_a_feed_counts_nothing_below_zero(feed: Feed, number: str) -> None:
    with refused_by(number):
        Feed.objects.filter(pk=feed.pk).update(**{number: -1})


@pytest.mark.parametrize("kind", [*FailureKind, *NotAFeedKind])
def test_every_way_a_feed_can_fail_has_words_for_an_editor(kind: FailureKind | NotAFeedKind) -> None:
    assert str(Fault(kind.value).label).endswith(".")
    assert len(kind.value) <= 20


# --- Articles and polls ---


def test_an_entry_is_stored_once_for_its_feed(feed: Feed) -> None:
    article(feed)

    with refused_by("article_once_per_feed_and_key"):
        article(feed, title="Bridge opens, finally")


def test_two_feeds_may_use_one_key(feed: Feed) -> None:
    article(feed)
    article(Feed.objects.create(url="https://suedwind.example/rss"))

    assert Article.objects.filter(key="guid-1").count() == 2


def test_the_latest_article_stands_first(feed: Feed) -> None:
    older, newer, twin = (
        article(feed, key=str(minutes) + title, published_at=NOW + timedelta(minutes=minutes), title=title)
        for minutes, title in [(0, "a"), (1, "b"), (1, "c")]
    )

    assert list(feed.articles.all()) == [twin, newer, older]


def test_a_feed_takes_its_articles_and_polls_along(feed: Feed) -> None:
    article(feed)
    Poll.objects.create(feed=feed, at=NOW, result="new")

    feed.delete()

    assert (Article.objects.count(), Poll.objects.count()) == (0, 0)


def test_the_latest_poll_stands_first(feed: Feed) -> None:
    for minute in (1, 3, 2):
        Poll.objects.create(feed=feed, at=NOW + timedelta(minutes=minute), result="nothing_new")

    assert [str(poll)[-5:] for poll in feed.polls.all()] == ["08:03", "08:02", "08:01"]


# --- Channels and alerts ---


def test_a_channels_name_is_its_own(desk: Channel) -> None:
    with refused_by("name"):
        Channel.objects.create(name="Desk", address="other@example.org")


def test_a_person_takes_their_channel_along(db: None) -> None:
    person = User.objects.create_user(username="gone")
    Channel.objects.create(name="Gone", address="gone@example.org", owner=person)

    person.delete()

    assert not Channel.objects.exists()


def test_a_step_is_owed_once_to_a_channel(claim: Claim, desk: Channel) -> None:
    alert(claim, desk)

    with refused_by("alert_once_per_kind_key_and_channel"):
        alert(claim, desk)


@pytest.mark.parametrize(
    "other", [{"deadline_version": 2}, {"step": "before-1"}, {"channel": "night"}, {"claim": "other"}]
)
def test_another_step_deadline_channel_or_claim_is_another_alert(
    claim: Claim, desk: Channel, make: Maker, other: dict[str, Any]
) -> None:
    alert(claim, desk)
    if "channel" in other:
        other = {"channel": Channel.objects.create(name="Night", address="night@example.org")}
    if "claim" in other:
        other = {"claim": make.published()}

    alert(**({"claim": claim, "channel": desk} | other))

    assert Alert.objects.count() == 2


def test_a_sent_alert_says_when(claim: Claim, desk: Channel) -> None:
    with refused_by("alert_sent_at_exactly_when_sent"):
        alert(claim, desk, state="sent")


@pytest.mark.parametrize("state", ["owed", "silenced", "failed"])
def test_an_alert_that_was_not_sent_has_no_time_of_sending(claim: Claim, desk: Channel, state: str) -> None:
    with refused_by("alert_sent_at_exactly_when_sent"):
        alert(claim, desk, state=state, sent_at=NOW)


def test_no_two_alerts_share_a_message_id(claim: Claim, desk: Channel) -> None:
    first = alert(claim, desk)

    with refused_by("message_id"):
        alert(claim, desk, step="before-1", message_id=first.message_id)


def test_a_claim_that_was_alerted_about_is_not_deleted(claim: Claim, desk: Channel) -> None:
    alert(claim, desk)

    with pytest.raises(ProtectedError):
        claim.delete()


# --- The indexes that each tick reads ---


@pytest.mark.parametrize(
    ("table", "index"),
    [
        ("tracker_feed", "feed_due"),
        ("tracker_feed", "feed_latest_polls"),
        ("tracker_host", "host_held"),
        ("tracker_article", "article_unmatched"),
        ("tracker_alert", "alert_due"),
        ("tracker_poll", "poll_history"),
        ("claims_claim", "claim_due"),
        ("claims_evidence", "evidence_waiting"),
    ],
)
def test_what_each_tick_reads_is_indexed(db: None, table: str, index: str) -> None:
    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, table)

    assert known[index]["index"]
