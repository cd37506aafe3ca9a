"""What the database itself refuses of channels."""

import pytest

from claims.models import User
from tests.refusals import refused_by
from tracker.models import Channel


@pytest.fixture
def desk(db: None) -> Channel:
    return Channel.objects.create(name="Desk", address="desk@example.org")


def test_a_channels_name_is_its_own(desk: Channel) -> None:
    with refused_by("name"):
        Channel.objects.create(name="Desk", address="other@example.org")


def test_a_person_takes_their_channel_along(db: None) -> None:
    person = User.objects.create_user(username="gone")
    Channel.objects.create(name="Gone", address="gone@example.org", owner=person)

    person.delete()

    assert not Channel.objects.exists()
