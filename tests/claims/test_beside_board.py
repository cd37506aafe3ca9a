"""What is due next and what was decided last, of all or of a topic."""

import pytest

from claims.beside_board import beside_the_board
from claims.models import Topic
from tests.conftest import NOW
from tests.makers import Maker

pytestmark = pytest.mark.django_db


def test_what_is_due_and_what_was_decided_stand_apart_and_are_of_the_topic(make: Maker) -> None:
    topic = Topic.objects.create(name="Bridges", slug="bridges")
    of_topic, elsewhere, decided = make.published(), make.published(), make.published()
    make.ruled(decided, "confirmed", happened_on=decided.said_on)
    for claim in (of_topic, decided):
        claim.topics.add(topic)

    assert beside_the_board(topic, NOW.date()) == ([of_topic], [decided])
    assert set(beside_the_board(None, NOW.date())[0]) == {of_topic, elsewhere}
