"""Readers who wait, and a post that takes letters."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

import pytest

from claims.models import Claim, Claimant, Topic, Wish
from claims.readers import wishes
from tests.conftest import NOW
from tracker.alerts.channels import Message
from tracker.jobs import Held

JO = "jo@reader.example"
Waits = Callable[..., Wish]


class Post:
    """Keeps what is handed over; raises what it is told to."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Message]] = []
        self.fault: Exception | None = None

    def __call__(self, address: str, message: Message) -> None:
        if self.fault:
            raise self.fault
        self.taken.append((address, message))

    @property
    def subjects(self) -> list[str]:
        return [message.subject for _address, message in self.taken]


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def turn() -> Held:
    return Held("tell_readers", "mine", monotonic() + 1000)


@pytest.fixture
def waits() -> Waits:
    """A confirmed wish of this address."""

    def make_one(about: Claim | Claimant | Topic, address: str = JO, *, now: datetime = NOW) -> Wish:
        wishes.ask(address, about, language="en", now=now)
        wish = Wish.objects.latest("pk")
        wishes.confirm(wish, now=now)
        Wish.objects.filter(pk=wish.pk).update(stage=Wish.Stage.WAITING)
        wish.refresh_from_db()
        return wish

    return make_one
