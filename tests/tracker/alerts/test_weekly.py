"""What a channel's week looks like."""

from datetime import date

from claims import editorial
from claims.models import Topic, User
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.alerts.conftest import DAY
from tracker.alerts import weekly
from tracker.models import Channel

TODAY = NOW.date()


def test_what_closes_within_two_weeks_is_due_and_what_has_closed_overdue(make: Maker, desk: Channel) -> None:
    said_on = make.facts.said_on
    yesterday, last_day, too_far = (
        make.published(by_hand=(said_on, TODAY + days * DAY)) for days in (-1, 14, 15)
    )

    week = weekly.gather(desk, now=NOW)

    assert (week.overdue, week.due) == ([yesterday], [last_day])
    assert too_far not in week.due


def test_what_is_put_off_is_left_out(make: Maker, desk: Channel, ada: User) -> None:
    claim = make.published(by_hand=(make.facts.said_on, TODAY + DAY))
    editorial.snooze_claim(claim=claim, until=date(2026, 7, 1), reason="Holidays.", by=ada)

    assert weekly.gather(desk, now=NOW).due == []


def test_a_channel_with_topics_gets_the_week_of_those(make: Maker, desk: Channel, ada: User) -> None:
    transport = editorial.save_topic(topic=Topic(name="Transport"), by=ada)
    desk.topics.add(transport)
    ours = make.published(by_hand=(make.facts.said_on, TODAY + DAY), topics=(transport,))
    theirs = make.published(by_hand=(make.facts.said_on, TODAY + DAY))
    for claim in (ours, theirs, theirs):
        make.suggested(claim)

    week = weekly.gather(desk, now=NOW)

    assert (week.due, week.evidence_waiting) == ([ours], 1)
