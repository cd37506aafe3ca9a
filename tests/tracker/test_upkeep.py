"""What people set up for the tracker: the right to it is asked here, whatever page or program calls."""

from datetime import timedelta

import pytest

from claims.models import Topic, User
from claims.rules import NotAllowed
from tests.conftest import NOW
from tracker import upkeep
from tracker.models import Channel, Feed, TopicLadder


@pytest.fixture
def own(ben: User) -> Channel:
    return Channel.objects.create(name="Ben", address="ben@example.org", owner=ben, is_caught_up=True)


def test_an_owner_changes_when_a_channel_speaks_and_not_where_to(own: Channel, ben: User, ada: User) -> None:
    upkeep.change_channel(channel=own, fields={"rhythm": "daily"}, by=ben)
    with pytest.raises(NotAllowed):
        upkeep.change_channel(channel=own, fields={"rhythm": "instant", "address": "x@example.org"}, by=ben)
    with pytest.raises(NotAllowed):
        upkeep.change_channel(channel=own, fields={"rhythm": "instant"}, by=ada)
    own.refresh_from_db()
    assert (own.rhythm, own.address, own.is_caught_up) == ("daily", "ben@example.org", True)


def test_an_account_that_was_closed_owns_nothing(own: Channel, ben: User) -> None:
    ben.is_active = False
    with pytest.raises(NotAllowed):
        upkeep.change_channel(channel=own, fields={"rhythm": "daily"}, by=ben)


def test_a_channel_that_hears_of_more_is_to_be_caught_up(own: Channel, dora: User) -> None:
    Channel.objects.update(hears_since=NOW - timedelta(days=9))
    upkeep.change_channel(channel=own, fields={"wants_feeds": True}, by=dora, hears_anew=True)
    own.refresh_from_db()
    assert (own.wants_feeds, own.hears_since, own.is_caught_up) == (True, NOW, False)


def test_only_the_named_fields_of_a_feed_are_written(ada: User) -> None:
    feed = Feed.objects.create(url="https://kurier.example/rss", title="Old")
    Feed.objects.update(failures=3)  # a worker, meanwhile
    upkeep.change_feed(feed=feed, fields={"title": "New"}, by=ada, now=NOW)
    feed.refresh_from_db()
    assert (feed.title, feed.failures) == ("New", 3)


def test_a_ladder_is_the_chiefs_to_set_and_to_take_away(ada: User, dora: User) -> None:
    ladder = TopicLadder(topic=Topic.objects.create(name="Energy", slug="energy"))
    with pytest.raises(NotAllowed):
        upkeep.save_ladder(ladder=ladder, by=ada)
    upkeep.save_ladder(ladder=ladder, by=dora)
    with pytest.raises(NotAllowed):
        upkeep.delete_ladders(ladders=TopicLadder.objects.all(), by=ada)
    upkeep.delete_ladders(ladders=TopicLadder.objects.all(), by=dora)
    assert not TopicLadder.objects.exists()
