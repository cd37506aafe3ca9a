"""Whom a deadline concerns, and what is silenced because it is owed no longer."""

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.core import mail

from claims import editorial
from claims.models import Claim, Topic, User
from tests.conftest import NOW
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY
from tracker import alerts
from tracker.models import Alert, Channel


def test_a_channel_with_topics_hears_only_of_them(make: Maker, ada: User) -> None:
    transport = editorial.save_topic(topic=Topic(name="Transport"), by=ada)
    health = editorial.save_topic(topic=Topic(name="Health"), by=ada)
    make.published(topics=(transport,))
    Channel.objects.create(name="T", address="t@example.org").topics.add(transport)
    Channel.objects.create(name="H", address="h@example.org").topics.add(health)
    alerts.notice(now=A_WEEK_BEFORE)
    assert [alert.channel.name for alert in Alert.objects.all()] == ["T"]


def test_a_muted_topic_is_not_heard_of(make: Maker, ada: User, desk: Channel) -> None:
    transport = editorial.save_topic(topic=Topic(name="Transport"), by=ada)
    make.published(topics=(transport,))
    desk.muted_topics.add(transport)
    assert alerts.notice(now=A_WEEK_BEFORE) == 0


def test_a_personal_channel_hears_only_of_its_owners_claims(make: Maker, ada: User, ben: User) -> None:
    make.published(assigned_to=ada)
    Channel.objects.create(name="ada", address="ada@example.org", owner=ada)
    Channel.objects.create(name="ben", address="ben@example.org", owner=ben)
    alerts.notice(now=A_WEEK_BEFORE)
    assert [alert.channel.name for alert in Alert.objects.all()] == ["ada"]


def test_the_chief_hears_only_of_what_has_waited_long(claim: Claim, desk: Channel) -> None:
    chief = Channel.objects.create(name="Chief", address="chief@example.org", is_chief=True)
    alerts.notice(now=A_WEEK_BEFORE + 8 * DAY)
    assert not chief.alerts.exists()
    alerts.notice(now=A_WEEK_BEFORE + 22 * DAY)
    assert chief.alerts.get().step == "overdue-2"


def test_a_channel_may_not_want_deadlines(claim: Claim, desk: Channel) -> None:
    Channel.objects.update(wants_deadlines=False)
    assert alerts.notice(now=NOW + 190 * DAY) == 0


def test_a_snooze_silences_what_is_written_already_and_ends_with_an_alert(
    claim: Claim, desk: Channel, ada: User
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    editorial.snooze_claim(claim=claim, until=date(2026, 12, 27), reason="Holidays.", by=ada)
    for days in range(4):
        alerts.notice(now=A_WEEK_BEFORE + days * DAY)
        alerts.deliver_due(now=A_WEEK_BEFORE + days * DAY)
    assert dict(Alert.objects.values_list("step", "state")) == {
        "before-7": "silenced",
        "snoozed-2026-12-27": "sent",
    }


@pytest.mark.parametrize(
    "what", ["moved", "decided", "withdrawn", "handed on", "held", "held with its claimant"]
)
def test_a_deadline_that_is_no_longer_owed_is_silenced(
    what: str, claim: Claim, desk: Channel, make: Maker, dora: User
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    if what == "moved":
        later = replace(make.facts, horizon="bis Ende 2027")
        editorial.revise_claim(reason="A slip.", claim=claim, facts=later, by=make.editor)
    elif what == "decided":
        make.ruled(claim, "confirmed", happened_on=claim.said_on)
    elif what == "handed on":
        Channel.objects.update(owner=make.editor)
        editorial.hand_on_claim(claim=claim, to=dora, by=dora)
    elif what.startswith("held"):
        thing = claim if what == "held" else claim.claimant
        editorial.hold(thing=thing, reason="An injunction.", office="A court", by=dora)
    else:
        editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)
    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 0
    assert Alert.objects.get().state == Alert.State.SILENCED
    assert mail.outbox == []


def test_what_a_later_step_has_overtaken_is_silenced(claim: Claim, desk: Channel) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    much_later = A_WEEK_BEFORE + 10 * DAY
    alerts.notice(now=much_later)
    assert alerts.deliver_due(now=much_later) == 1
    assert dict(Alert.objects.values_list("step", "state")) == {"before-7": "silenced", "decide": "sent"}


def test_an_alert_of_an_earlier_deadline_is_silenced_also_where_the_new_one_owes_the_same_step(
    claim: Claim, desk: Channel, make: Maker
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    a_day_earlier = replace(make.facts, horizon="bis 30. Dezember 2026")
    editorial.revise_claim(reason="A slip.", claim=claim, facts=a_day_earlier, by=make.editor)

    assert alerts.deliver_due(now=A_WEEK_BEFORE) == 0

    assert [(alert.step, alert.state) for alert in Alert.objects.all()] == [("before-7", "silenced")]


@pytest.mark.parametrize("of", ["claim", "claimant"])
def test_once_a_hold_is_lifted_its_deadlines_are_told_again(
    of: str, claim: Claim, desk: Channel, dora: User
) -> None:
    thing = claim if of == "claim" else claim.claimant
    held = editorial.hold(thing=thing, reason="An injunction.", office="A court", by=dora)
    alerts.notice(now=A_WEEK_BEFORE)
    assert not Alert.objects.exists()

    with time_machine.travel(A_WEEK_BEFORE, tick=False):
        editorial.lift_hold(held=held, by=dora)
    alerts.notice(now=A_WEEK_BEFORE)

    assert Alert.objects.get().step == "before-7"
