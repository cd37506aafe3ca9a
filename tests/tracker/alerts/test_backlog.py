"""What a new channel would be owed is counted before it is saved."""

from dataclasses import replace
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import editorial
from claims.models import Topic, User
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY
from tracker import alerts
from tracker.alerts.backlog import Backlog, ChannelWishes, owed_to
from tracker.models import Alert, Channel, Feed

EVERYTHING = ChannelWishes(
    channel_id=None,
    owner=None,
    topics=(),
    muted_topics=(),
    is_chief=False,
    wants_deadlines=True,
    wants_feeds=True,
)


def test_it_counts_what_the_channel_then_gets(make: Maker) -> None:
    make.published()
    make.published(by_hand=(date(2026, 3, 2), date(2026, 12, 20)))
    make.published(by_hand=(date(2026, 3, 2), date(2027, 12, 20)))
    owed = owed_to(EVERYTHING, now=A_WEEK_BEFORE)
    Channel.objects.create(name="New", address="new@example.org")
    alerts.notice(now=A_WEEK_BEFORE)
    assert owed == Backlog(deadlines=2, late=1, feeds=0)
    assert Alert.objects.filter(kind="deadline").count() == owed.total


def test_it_counts_by_owner_topic_and_chief(make: Maker, ada: User, ben: User) -> None:
    sport = editorial.save_topic(topic=Topic(name="Sport"), by=ada)
    make.published(assigned_to=ben)
    make.published(topics=(sport,))
    counts = [
        owed_to(replace(EVERYTHING, **changes), now=A_WEEK_BEFORE).deadlines
        for changes in (
            {"owner": ben.pk},
            {"topics": [sport.pk]},
            {"muted_topics": [sport.pk]},
            {"is_chief": True},
            {"wants_deadlines": False},
        )
    ]
    assert counts == [1, 1, 1, 0, 0]


def test_it_counts_feeds_in_trouble(db: None) -> None:
    Feed.objects.create(
        url="https://kurier.example/feed.xml",
        failures=5,
        last_success_at=NOW - 3 * DAY,
        added_at=NOW - 90 * DAY,
    )
    assert owed_to(EVERYTHING, now=NOW) == Backlog(deadlines=0, late=0, feeds=1)
    assert owed_to(replace(EVERYTHING, wants_feeds=False), now=NOW).total == 0


def test_what_the_channel_was_told_does_not_count(make: Maker, desk: Channel) -> None:
    make.published()
    alerts.notice(now=A_WEEK_BEFORE)
    wishes = replace(EVERYTHING, channel_id=desk.pk)
    assert owed_to(wishes, now=A_WEEK_BEFORE).total == 0
    assert owed_to(wishes, now=A_WEEK_BEFORE + 6 * DAY).total == 1


def test_counting_costs_the_same_queries_however_many_claims_there_are(make: Maker) -> None:
    counts = []
    for _ in range(2):
        make.published(), make.published()
        with CaptureQueriesContext(connection) as queries:
            owed_to(EVERYTHING, now=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1]
