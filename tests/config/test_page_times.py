"""By which name a page's time is counted: few, and none that holds what somebody typed."""

from pathlib import Path

import pytest
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from pytest_django import Settings

from config import page_times


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/en/", "scoreboard"),
        ("/en/corrections/", "corrections"),
        ("/admin/claims/claim/", "desk"),
        ("/admin/tracker/feed/7/change/", "desk"),
        ("/livez", "other"),
        ("/what/somebody/tried", "none"),
    ],
)
def test_a_page_is_counted_by_its_name_and_the_desk_as_one(address: str, name: str) -> None:
    request = RequestFactory().get(address)
    try:
        request.resolver_match = resolve(address)
    except Resolver404:
        request.resolver_match = None
    assert page_times.page_of(request) == name


def test_what_earlier_processes_counted_is_forgotten_and_nothing_else(
    settings: Settings, tmp_path: Path
) -> None:
    settings.METRICS_DIR = tmp_path
    for name in ("histogram_17.db", "kept.txt"):
        (tmp_path / name).touch()
    page_times.begin_anew()
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
