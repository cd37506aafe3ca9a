"""Loading the demo: whole, once, and with a password that only its owner can read."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from claims import scoreboard
from claims.models import Claim, Evidence, RecordEntry, User
from claims.record import verify
from tests.conftest import NOW
from tracker.demo import newsroom
from tracker.feeds import chart, health
from tracker.models import Channel, Feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_a_whole_newsroom_is_loaded_and_its_log_holds() -> None:
    newsroom.load(now=NOW)

    assert Claim.objects.count() >= 30
    assert Feed.objects.count() == 4
    assert Channel.objects.filter(owner=None).count() == 3
    assert set(Evidence.objects.values_list("status", flat=True)) == {"accepted", "rejected", "suggested"}
    assert Claim.objects.filter(state="withdrawn").count() == 1
    assert not list(verify())


def test_one_feed_has_been_failing_for_days() -> None:
    newsroom.load(now=NOW)

    (trouble,) = health.troubled(now=NOW)
    assert (trouble.kind, trouble.feed.title) == (health.TroubleKind.BROKEN, "Harbour Watch")
    drawn = chart.drawn(health.poll_days(trouble.feed, now=NOW), today=NOW.date())
    assert drawn.failed == trouble.feed.failures
    assert sum(column.day.polls > 0 for column in drawn.columns) > 25


def test_three_claimants_are_compared() -> None:
    newsroom.load(now=NOW)

    board = scoreboard.standings(today=NOW.date(), minimum=5)

    assert (len(board.compared), len(board.too_few) > 3) == (3, True)


def test_a_second_loading_changes_nothing() -> None:
    password = newsroom.load(now=NOW)
    entries = RecordEntry.objects.count()

    again = newsroom.load(now=NOW + timedelta(days=3))

    assert again == password
    assert RecordEntry.objects.count() == entries
    assert newsroom.loaded_at() == NOW


def test_the_password_signs_everyone_in_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    password = newsroom.load(now=NOW)

    kept = tmp_path / "demo-sign-in.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text().strip() == password
    assert [user.check_password(password) for user in User.objects.order_by("username")] == [True] * 3
    assert all(User.objects.values_list("is_staff", flat=True))


def test_a_lost_password_is_replaced(tmp_path: Path) -> None:
    lost = newsroom.load(now=NOW)
    (tmp_path / "demo-sign-in.txt").unlink()

    password = newsroom.load(now=NOW)

    assert password != lost
    assert User.objects.get(username="ada").check_password(password)


def test_feeds_follow_the_site_to_another_port(settings: Settings) -> None:
    newsroom.load(now=NOW)
    settings.SITE_URL = "http://127.0.0.1:9001"

    newsroom.load(now=NOW)

    assert Feed.objects.count() == 4
    assert Feed.objects.filter(url__startswith="http://127.0.0.1:9001/demo/feeds/").count() == 4


def test_a_newsrooms_own_folder_is_never_mixed_with_the_demo() -> None:
    User.objects.create_user(username="erika", email="erika@elsewhere.example")

    with pytest.raises(CommandError, match="make run DEMO=0"):
        call_command("load_demo")

    assert not Claim.objects.exists()


def test_the_command_prints_no_password(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    call_command("load_demo")

    assert (tmp_path / "demo-sign-in.txt").read_text().strip() not in capsys.readouterr().out
