"""An editor at the desk, and a feed, an article, a channel and an alert for the tracker's pages there."""

from datetime import timedelta

import pytest
from django.test import Client

from claims.models import Claim, User
from tests.conftest import NOW
from tracker.models import Alert, Article, Channel, Feed


@pytest.fixture
def as_ada(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(
        url="https://kurier.example/feed.xml",
        title="Kurier",
        language="de",
        etag='"old"',
        next_poll_at=NOW + timedelta(hours=2),
        next_poll_reason="quiet",
        last_success_at=NOW - timedelta(minutes=10),
    )


@pytest.fixture
def article(feed: Feed) -> Article:
    return Article.objects.create(
        feed=feed,
        key="one",
        url="https://kurier.example/one",
        title="Elbe bridge opens",
        content="<p>Cars <b>cross</b> it.</p>",
        language="en",
        published_at=NOW,
        stored_at=NOW,
    )


@pytest.fixture
def channel(db: None) -> Channel:
    return Channel.objects.create(name="Desk", address="desk@example.org")


@pytest.fixture
def alert(claim: Claim, channel: Channel) -> Alert:
    return Alert.objects.create(
        claim=claim,
        deadline_version=1,
        step="before-7",
        channel=channel,
        state="failed",
        noticed_at=NOW,
        next_try_at=NOW,
        tries=10,
        message_id="<alert-1@example.org>",
        last_error="The mail server refused the address.",
    )
