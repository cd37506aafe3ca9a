"""A topic's claims may have steps of their own."""

from datetime import date

import pytest

from claims import editorial
from claims.models import Topic, User
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY
from tracker import alerts
from tracker.alerts import agenda
from tracker.models import Alert, Channel, TopicLadder


@pytest.fixture
def transport(ada: User) -> Topic:
    return editorial.save_topic(topic=Topic(name="Transport"), by=ada)


def test_a_topic_with_steps_of_its_own_is_brought_up_by_them(
    make: Maker, transport: Topic, desk: Channel
) -> None:
    TopicLadder.objects.create(topic=transport, before="60, 7", every=3, chief_after=5)
    make.published(topics=(transport,))
    for days in range(-60, 20):
        alerts.notice(now=A_WEEK_BEFORE + days * DAY)
    assert list(Alert.objects.order_by("noticed_at").values_list("step", flat=True)) == [
        "before-60",
        "before-7",
        "decide",
        "overdue-1",
        "overdue-2",
        "overdue-3",
    ]


def test_other_claims_keep_the_newsrooms_steps(make: Maker, transport: Topic, desk: Channel) -> None:
    TopicLadder.objects.create(topic=transport, before="60")
    make.published()
    for days in range(-60, 0):
        alerts.notice(now=A_WEEK_BEFORE + days * DAY)
    assert list(Alert.objects.values_list("step", flat=True)) == ["before-30"]


def test_a_claim_on_two_such_topics_has_the_steps_of_both(make: Maker, transport: Topic, ada: User) -> None:
    health = editorial.save_topic(topic=Topic(name="Health"), by=ada)
    TopicLadder.objects.create(topic=transport, before="60", every=9)
    TopicLadder.objects.create(topic=health, before="10", every=4)
    make.published(topics=(transport, health), by_hand=(date(2026, 3, 2), date(2026, 8, 20)))
    steps = [entry.step.name for day in agenda.owed(today=date(2026, 6, 17)).by_day.values() for entry in day]
    assert steps == ["before-60", "before-10", "decide", "overdue-1"]
