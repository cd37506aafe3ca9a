"""What is owed is written into the outbox, once."""

from claims.models import Claim
from tests.tracker.alerts.conftest import A_WEEK_BEFORE, DAY
from tracker import alerts
from tracker.models import Alert, Channel


def test_an_owed_alert_is_noticed_once_however_often_one_looks(claim: Claim, desk: Channel) -> None:
    for _ in range(3):
        alerts.notice(now=A_WEEK_BEFORE)
    assert Alert.objects.values_list("step", "channel").get() == ("before-7", desk.pk)


def test_each_deadline_owes_its_steps_before_and_after(claim: Claim, desk: Channel) -> None:
    for days in range(40):
        alerts.notice(now=A_WEEK_BEFORE + (days - 26) * DAY)
    steps = set(Alert.objects.values_list("step", flat=True))
    assert steps == {"before-30", "before-7", "before-1", "decide"}
