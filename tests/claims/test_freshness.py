"""Whoever has a page already gets 304, before session or view are asked, until anything on it changes."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils.http import http_date
from pytest_django import DjangoAssertNumQueries, Settings

from claims import editorial, freshness, record
from claims.models import Claim, DailyTally, User
from tests.conftest import NOW
from tests.makers import Maker

ROOT = Path(freshness.__file__).resolve().parent
LATER = NOW + timedelta(hours=2)
# Settings that no page for readers shows.
UNSEEN = {
    "AUTH_USER_MODEL",
    "DATA_DIR",
    "DEFAULT_FROM_EMAIL",
    "ENCRYPTION_KEYS",
    "FOLLOW_MAILS_AN_HOUR",
    "INVITATION_DAYS",
    "KEPT_PAGES_MB",
    "RECORD_KEYS",
    "STATIC_ROOT",
    "STATIC_URL",
}
UNSEEN |= {"SECOND_FACTOR_ROLES", "SESSION_COOKIE_NAME", "LANGUAGES", "LANGUAGE_CODE", "DEBUG"}
PAGES = ("/en/", "/de/claims/", "/en/claimants/", "/en/claimants/mara-lindt/", "/de/about/", "/en/newsroom/")


def tag_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer["ETag"]


def again(client: Client, path: str, tag: str) -> int:
    return client.get(path, headers={"If-None-Match": tag}).status_code


@pytest.mark.usefixtures("claim")
@pytest.mark.parametrize("path", PAGES)
def test_a_reader_who_has_the_page_gets_304_without_its_being_made(client: Client, path: str) -> None:
    tag = tag_of(client, path)

    answer = client.get(path, headers={"If-None-Match": f'"other", {tag}'})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    assert answer.templates == []
    assert "Cookie" in answer["Vary"]
    assert answer["Cache-Control"] == "no-cache"


def test_to_answer_304_takes_one_query(
    client: Client, claim: Claim, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tags = {path: tag_of(client, path) for path in ("/en/", claim.get_absolute_url())}

    for path, tag in tags.items():
        with django_assert_max_num_queries(1):
            assert again(client, path, tag) == 304


def published(make: Maker, claim: Claim, ada: User) -> None:
    make.published()


def ruled(make: Maker, claim: Claim, ada: User) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)


def numbered(make: Maker, claim: Claim, ada: User) -> None:
    record.number_entries(now=NOW)


@pytest.mark.parametrize("change", [published, ruled, numbered])
def test_what_changes_the_record_changes_every_page_at_once(
    client: Client, make: Maker, claim: Claim, ada: User, change: Callable[[Maker, Claim, User], None]
) -> None:
    tags = {path: tag_of(client, path) for path in (*PAGES, claim.get_absolute_url())}

    change(make, claim, ada)

    assert {again(client, path, tag) for path, tag in tags.items()} == {200}


def test_a_new_day_and_a_new_setting_are_another_edition(
    client: Client, claim: Claim, settings: Settings
) -> None:
    tag = tag_of(client, "/en/")

    settings.COUNTING_RULE = "late"
    assert again(client, "/en/", tag) == 200

    settings.COUNTING_RULE = "strict"
    assert again(client, "/en/", tag) == 304
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert again(client, "/en/", tag) == 200


def test_a_verdict_whose_announcement_begins_is_another_edition(
    client: Client, make: Maker, claim: Claim, settings: Settings
) -> None:
    settings.ANNOUNCE_HOURS, settings.PUBLICATION_DELAY_MINUTES = 24, 30
    make.ruled(claim, "missed", can_no_longer_happen=True)
    path = claim.get_absolute_url()
    tag = tag_of(client, path)

    with time_machine.travel(NOW + timedelta(minutes=29), tick=False):
        assert again(client, path, tag) == 304
    with time_machine.travel(NOW + timedelta(minutes=31), tick=False):
        assert again(client, path, tag) == 200
        assert "Announced verdict" in client.get(path).content.decode()


def test_a_claims_page_follows_what_was_searched(client: Client, claim: Claim) -> None:
    path = claim.get_absolute_url()
    page, board = tag_of(client, path), tag_of(client, "/en/")

    DailyTally.objects.create(day=date(2026, 6, 17), articles_read=3, feeds_reached=2)

    assert (again(client, path, page), again(client, "/en/", board)) == (200, 304)


def test_each_address_and_query_has_its_own_tag(client: Client, claim: Claim) -> None:
    paths = ("/en/", "/de/", "/en/?count=late", "/en/claims/", "/en/claims/?sort=closes")

    assert len({tag_of(client, path) for path in paths}) == len(paths)


@pytest.mark.usefixtures("claim")
def test_who_is_signed_in_gets_a_page_of_their_own(client: Client, ada: User) -> None:
    tag = tag_of(client, "/en/")
    client.force_login(ada)

    answer = client.get("/en/", headers={"If-None-Match": tag})

    assert answer.status_code == 200
    assert not answer.has_header("ETag")
    assert "private" in answer["Cache-Control"]


@pytest.mark.usefixtures("claim")
@pytest.mark.parametrize("path", ["/en/nowhere/", "/en/claims/999/x/", "/account/login/", "/admin/"])
def test_what_is_no_readers_page_has_no_tag(client: Client, path: str) -> None:
    assert not client.get(path).has_header("ETag")


@pytest.mark.usefixtures("claim")
def test_without_a_tag_the_day_of_the_last_change_decides(client: Client) -> None:
    def status(since: float) -> int:
        headers = {"If-Modified-Since": http_date(since)}
        return client.get("/en/", headers=headers).status_code

    assert status(NOW.timestamp()) == 200  # changed within this minute: perhaps once more
    with time_machine.travel(LATER, tick=False):
        assert status(NOW.timestamp()) == 304
        assert status(NOW.timestamp() - 1) == 200


def test_what_somebody_may_no_longer_read_is_not_confirmed(client: Client, claim: Claim, dora: User) -> None:
    path = claim.get_absolute_url()
    tag = tag_of(client, path)

    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    assert again(client, path, tag) == 200


@pytest.mark.django_db
def test_an_empty_record_has_no_edition(client: Client) -> None:
    assert not client.get("/en/").has_header("ETag")


def test_every_setting_that_pages_may_show_is_part_of_the_edition() -> None:
    named = {
        name
        for path in ROOT.rglob("*.py")
        for name in re.findall(r"settings\.([A-Z_]{3,})", path.read_text())
    }

    assert named - UNSEEN - set(freshness.SEEN) == set()
