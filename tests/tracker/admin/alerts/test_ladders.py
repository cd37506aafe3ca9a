"""A topic's steps at the desk."""

import pytest
from django.test import Client

from claims import editorial
from claims.models import Topic, User
from tracker.models import TopicLadder, days_in


@pytest.fixture
def transport(ada: User) -> Topic:
    return editorial.save_topic(topic=Topic(name="Transport"), by=ada)


def test_the_chief_sets_them_and_an_editor_looks(
    client: Client, dora: User, ada: User, transport: Topic
) -> None:
    form = {"topic": transport.pk, "before": "14, 3", "every": "5", "chief_after": "10"}
    client.force_login(ada)
    assert client.post("/admin/tracker/topicladder/add/", form).status_code == 403
    client.force_login(dora)
    client.post("/admin/tracker/topicladder/add/", form)
    assert days_in(TopicLadder.objects.get().before) == (14, 3)
