"""That the installation is not well is told to whom it concerns, and only while it is so."""

from datetime import date, timedelta

import pytest

from tests.conftest import NOW
from tests.tracker.alerts.conftest import Outside
from tracker import alerts
from tracker.alerts import installation
from tracker.models import Alert, Channel, NightlyBackup

NIGHT = date(2026, 6, 17)


@pytest.fixture
def failed(db: None) -> NightlyBackup:
    return NightlyBackup.objects.create(night=NIGHT, next_try_at=NOW + timedelta(hours=1), fault="No <room>.")


def pass_by(outside: Outside, *, hours: int = 0) -> list[tuple[str, str]]:
    now = NOW + timedelta(hours=hours)
    alerts.notice(now=now)
    alerts.deliver_due(now=now, send=outside)
    return [(name, message.subject) for name, message in outside.taken]


def test_a_backup_that_fails_is_told_once_a_night(
    failed: NightlyBackup, desk: Channel, outside: Outside
) -> None:
    assert pass_by(outside) == [("Desk", "The backup of 17 June 2026 is missing")]
    assert len(pass_by(outside, hours=1)) == 1
    message = outside.taken[0][1]
    assert "The last try ended with: No <room>. There is no backup at all." in message.text
    assert "No &lt;room&gt;." in message.html
    assert message.facts == {"still_since": None, "night": "2026-06-17", "fault": "No <room>."}


def test_it_is_told_in_the_channels_language(failed: NightlyBackup, desk: Channel, outside: Outside) -> None:
    Channel.objects.update(language="de")
    assert pass_by(outside) == [("Desk", "Die Sicherung vom 17. Juni 2026 fehlt")]
    assert "Der letzte Versuch endete mit: No <room>." in outside.taken[0][1].brief


def test_the_chief_hears_of_it_rather_than_the_desk(
    failed: NightlyBackup, desk: Channel, outside: Outside
) -> None:
    Channel.objects.create(name="Chief", address="chief@example.org", is_chief=True, wants_deadlines=False)
    assert [name for name, _subject in pass_by(outside)] == ["Chief"]


def test_where_only_persons_have_channels_they_hear_of_it(
    failed: NightlyBackup, desk: Channel, ada: object, outside: Outside
) -> None:
    Channel.objects.update(owner=ada)
    assert [name for name, _subject in pass_by(outside)] == ["Desk"]


def test_what_was_mended_meanwhile_is_not_told(
    failed: NightlyBackup, desk: Channel, outside: Outside
) -> None:
    outside.is_down()
    pass_by(outside)
    NightlyBackup.objects.update(done_at=NOW, fault="")
    outside.is_back()
    assert pass_by(outside, hours=1) == []
    assert Alert.objects.get().state == Alert.State.SILENCED


def test_nothing_is_wrong_with_an_installation_that_has_just_begun(db: None) -> None:
    assert list(installation.troubles(now=NOW)) == []
