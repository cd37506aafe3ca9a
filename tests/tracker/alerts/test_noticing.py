"""What is owed is written into the outbox, once."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import editorial
from claims.models import Claim, User
from tests.makers import Maker
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY
from tracker import alerts
from tracker.alerts import noticing
from tracker.alerts.deadlines import Deadline, Ladder, Step, owed_step
from tracker.models import Alert, Channel, NextStep


def test_an_owed_alert_is_noticed_once_however_often_one_looks(claim: Claim, desk: Channel) -> None:
    for _ in range(3):
        alerts.notice(now=A_WEEK_BEFORE)
    assert Alert.objects.values_list("step", "channel").get() == ("before-7", desk.pk)


def test_each_deadline_owes_its_steps_before_and_after(claim: Claim, desk: Channel) -> None:
    for days in range(40):
        alerts.notice(now=A_WEEK_BEFORE + (days - 26) * DAY)
    steps = set(Alert.objects.values_list("step", flat=True))
    assert steps == {"before-30", "before-7", "before-1", "decide"}


def test_a_claim_is_looked_at_when_a_step_comes_and_not_before(
    claim: Claim, desk: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[date] = []
    sound = owed_step

    def owed(deadline: Deadline, *, today: date, ladder: Ladder) -> Step | None:
        looked.append(today)
        return sound(deadline, today=today, ladder=ladder)

    monkeypatch.setattr(noticing, "owed_step", owed)
    for days in range(35):
        alerts.notice(now=A_WEEK_BEFORE + (days - 26) * DAY)
    # The first look, then the days of the steps.
    assert [f"{day:%m-%d}" for day in looked] == ["11-28", "12-01", "12-24", "12-30", "01-01"]


@pytest.mark.parametrize("change", ["handed on", "moved", "another channel", "withdrawn"])
def test_what_the_desk_changes_counts_at_the_next_look(
    change: str, claim: Claim, desk: Channel, make: Maker, ben: User, dora: User
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    if change == "handed on":
        Channel.objects.create(name="Ben", address="ben@example.org", owner=ben)
        alerts.notice(now=A_WEEK_BEFORE)
        editorial.hand_on_claim(claim=claim, to=ben, by=make.editor)
    elif change == "moved":
        facts = replace(make.facts, horizon="bis 15. Januar 2027")
        editorial.revise_claim(claim=claim, facts=facts, reason="Misread.", by=make.editor)
    elif change == "another channel":
        Channel.objects.create(name="Second", address="second@example.org")
    else:
        editorial.withdraw_claim(claim=claim, reason="Never said.", by=dora)

    assert alerts.notice(now=A_WEEK_BEFORE) == (0 if change == "withdrawn" else 1)
    assert NextStep.objects.exists() is (change != "withdrawn")


def test_nothing_due_costs_the_same_queries_however_many_claims_there_are(make: Maker, desk: Channel) -> None:
    Channel.objects.update(wants_evidence=True)
    counts = []
    for number in (1, 30):
        for _ in range(number):
            make.published()
        alerts.notice(now=A_WEEK_BEFORE)
        with CaptureQueriesContext(connection) as queries:
            alerts.notice(now=A_WEEK_BEFORE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_days_of_claims_are_found_by_their_index(claim: Claim, desk: Channel) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    plan = NextStep.objects.filter(day__lte=date(2026, 1, 1)).values_list("claim", flat=True).explain()
    assert "tracker_nextstep_day" in plan or connection.vendor == "postgresql"
