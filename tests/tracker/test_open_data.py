"""When the nightly files are due, and what becomes of a failure."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from claims import editorial
from claims.models import Claim, User
from claims.open_data import making
from tests.conftest import NOW
from tracker import open_data
from tracker.models import SetAside


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def test_they_are_due_at_once_each_night_and_when_something_is_hidden(claim: Claim, dora: User) -> None:
    assert open_data.is_due(now=NOW)
    making.make()
    assert not open_data.is_due(now=NOW)
    assert open_data.is_due(now=NOW + timedelta(days=1))
    editorial.hold(thing=claim, reason="Asked.", office="A court", by=dora)
    assert open_data.is_due(now=NOW)


def test_before_the_nights_hour_the_last_ones_are_good(claim: Claim, settings: Settings) -> None:
    making.make()
    settings.OPEN_DATA_AT = time(23)
    assert not open_data.is_due(now=NOW + timedelta(hours=20))


def test_who_wants_none_gets_none(claim: Claim, settings: Settings) -> None:
    settings.OPEN_DATA_AT = None
    assert not open_data.is_due(now=NOW)


def test_a_fault_is_set_aside_with_what_was_said(db: None) -> None:
    open_data.make(now=NOW, command=("-c", "raise SystemExit('the disk is full')"))
    assert SetAside.objects.get().detail == "the disk is full"
    open_data.make(now=NOW, command=("-c", ""))
    assert not SetAside.objects.exists()
