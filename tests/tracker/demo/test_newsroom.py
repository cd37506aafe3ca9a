"""Loading the demo: whole, once, and with a password that only its owner can read."""

import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from claims import scoreboard
from claims.models import Claim, Evidence, RecordEntry, User
from claims.record import verify
from tests.conftest import NOW
from tracker.demo import newsroom
from tracker.feeds import chart, health
from tracker.models import Channel, Feed

pytestmark = pytest.mark.django_db


QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def kept(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The demo, loaded once for those who look at it: its password, and the file that keeps it.

    What each test changes is rolled back to here, and this after the last of them.
    """
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        with override_settings(DATA_DIR=folder, PASSWORD_HASHERS=QUICK), time_machine.travel(NOW, tick=False):
            password = newsroom.load(now=NOW)
        # Which the end of each test would do, and the transaction would end with it.
        patch.setattr(connection, "close", lambda: None)
        yield password, folder / "demo-sign-in.txt"
        transaction.set_rollback(True)


@pytest.fixture
def password(kept: tuple[str, Path], db: None, tmp_path: Path) -> str:
    """The loaded demo's, in a data folder of the test's own."""
    password, file = kept
    shutil.copy2(file, tmp_path)
    return password


@pytest.fixture
def _loaded(password: str) -> None:
    """The demo."""


@pytest.fixture(autouse=True)
def _data_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = QUICK


@pytest.mark.usefixtures("_loaded")
def test_a_whole_newsroom_is_loaded_and_its_log_holds() -> None:
    assert Claim.objects.count() >= 30
    assert Feed.objects.count() == 4
    assert Channel.objects.filter(owner=None).count() == 3
    assert set(Evidence.objects.values_list("status", flat=True)) == {"accepted", "rejected", "suggested"}
    assert Claim.objects.filter(state="withdrawn").count() == 1
    assert not list(verify())


@pytest.mark.usefixtures("_loaded")
def test_one_feed_has_been_failing_for_days() -> None:
    (trouble,) = health.troubled(now=NOW)
    assert (trouble.kind, trouble.feed.title) == (health.TroubleKind.BROKEN, "Harbour Watch")
    drawn = chart.drawn(health.poll_days(trouble.feed, now=NOW), today=NOW.date())
    assert drawn.failed == trouble.feed.failures
    assert sum(column.day.polls > 0 for column in drawn.columns) > 25


@pytest.mark.usefixtures("_loaded")
def test_three_claimants_are_compared() -> None:
    board = scoreboard.standings(minimum=5)

    assert (len(board.compared), len(board.too_few) > 3) == (3, True)


def test_a_second_loading_changes_nothing(password: str) -> None:
    entries = RecordEntry.objects.count()

    again = newsroom.load(now=NOW + timedelta(days=3))

    assert again == password
    assert RecordEntry.objects.count() == entries
    assert newsroom.loaded_at() == NOW


def test_the_password_signs_everyone_in_and_only_the_owner_reads_it(password: str, tmp_path: Path) -> None:
    kept = tmp_path / "demo-sign-in.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text().strip() == password
    assert [user.check_password(password) for user in User.objects.order_by("username")] == [True] * 3
    assert all(User.objects.values_list("is_staff", flat=True))


def test_a_lost_password_is_replaced(password: str, tmp_path: Path) -> None:
    (tmp_path / "demo-sign-in.txt").unlink()

    new = newsroom.load(now=NOW)

    assert new != password
    assert User.objects.get(username="ada").check_password(new)


@pytest.mark.usefixtures("_loaded")
def test_feeds_follow_the_site_to_another_port(settings: Settings) -> None:
    settings.SITE_URL = "http://127.0.0.1:9001"

    newsroom.load(now=NOW)

    assert Feed.objects.count() == 4
    assert Feed.objects.filter(url__startswith="http://127.0.0.1:9001/demo/feeds/").count() == 4
