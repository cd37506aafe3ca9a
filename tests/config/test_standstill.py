"""A web process has a standstill told that it has seen for some minutes itself."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.test import Client

from config import standstill
from tests.conftest import NOW
from tests.races import needs_postgresql
from tracker import jobs
from tracker.models import Channel

STILL = NOW - timedelta(minutes=11)


@pytest.fixture
def mail(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(standstill, "watch", standstill.StandstillWatch())
    yield
    if standstill.watch.telling:
        standstill.watch.telling.result()


def has_watched(seconds: float) -> None:
    standstill.watch.last, standstill.watch.since = STILL, monotonic() - seconds


def sent(mail: Path) -> str:
    if standstill.watch.telling:
        standstill.watch.telling.result()
    return "".join(path.read_text() for path in mail.iterdir())


@needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("address", ["/livez", "/healthz"])
def test_who_asks_whether_all_is_well_has_it_told(mail: Path, client: Client, address: str) -> None:
    Channel.objects.create(name="Desk", address="desk@example.org")
    jobs.note_dispatch(now=STILL)
    client.get(address)
    assert sent(mail) == ""  # this process has only just begun
    has_watched(seconds=301)
    client.get(address)
    client.get(address)
    assert sent(mail).count("Subject: Foresaid stands still since") == 1


@pytest.mark.django_db
def test_work_that_goes_on_is_told_to_nobody(mail: Path, client: Client) -> None:
    jobs.note_dispatch(now=NOW)
    standstill.watch.last, standstill.watch.since = NOW, monotonic() - 301
    client.get("/livez")
    assert standstill.watch.telling is None
