"""A desk's mailbox, a day on which something is owed, and channels that fail."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.alerts.channels import Blame, Message, NotDelivered
from tracker.models import Channel

# Berlin's 24 December 2026, seven days before the claim's window closes.
A_WEEK_BEFORE = datetime(2026, 12, 24, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def desk(db: None) -> Channel:
    return Channel.objects.create(name="Desk", address="desk@example.org", language="en")


class Outside:
    """The other side of every channel: takes messages, or answers as `fault` says."""

    def __init__(self) -> None:
        self.fault: NotDelivered | None = None
        self.taken: list[tuple[str, Message]] = []

    def __call__(self, channel: Channel, message: Message) -> str:
        if self.fault is not None:
            raise self.fault
        self.taken.append((channel.name, message))
        return "250 OK"

    def is_down(self) -> None:
        self.fault = NotDelivered("421 Come back later.")

    def refuses_this(self) -> None:
        self.fault = NotDelivered("554 Not this one.", Blame.MESSAGE)

    def is_gone(self) -> None:
        self.fault = NotDelivered("HTTP 410", Blame.GONE)

    def is_back(self) -> None:
        self.fault = None


@pytest.fixture
def outside() -> Outside:
    return Outside()
