"""What was searched, on a claim's page at the desk."""

from array import array
from datetime import timedelta

import pytest
from django.test import Client

from claims.models import Claim, DailyTally, User
from tests.conftest import NOW
from tests.makers import Maker
from tracker.evidence import lookback
from tracker.models import Article, Feed, Lookback


def panel(client: Client, person: User, claim: Claim) -> str:
    client.force_login(person)
    html = " ".join(client.get(f"/admin/claims/claim/{claim.pk}/change/").content.decode().split())
    return html.partition('id="searched"')[2].partition("</section>")[0]


def test_how_much_was_read_and_from_how_many_feeds(client: Client, ada: User, claim: Claim) -> None:
    DailyTally.objects.create(day=NOW.date(), articles_read=4210, feeds_reached=38)

    assert "4,210 articles from up to 38 feeds since 17 June 2026." in panel(client, ada, claim)


def test_without_any_feed_read_it_says_that_this_says_nothing(
    client: Client, ada: User, claim: Claim
) -> None:
    assert "that nothing came up says nothing" in panel(client, ada, claim)


def test_the_silent_feeds_are_named(client: Client, ada: User, claim: Claim, feed: Feed) -> None:
    Feed.objects.create(
        url="https://quiet.example/rss", title="Quiet", last_success_at=NOW - timedelta(days=3)
    )

    html = panel(client, ada, claim)

    assert "1 feed is silent" in html
    assert "Quiet" in html
    assert feed.title not in html


def test_the_look_back_shows_how_far_it_is(
    client: Client, ada: User, claim: Claim, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "compared shortly" in panel(client, ada, claim)
    lookback.ask(now=NOW)
    Lookback.objects.update(candidates=array("q", range(1910)).tobytes(), next_below=2000, total=2310)
    html = panel(client, ada, claim)
    assert "Looking back: 400 of 2,310 articles compared." in html
    assert '<progress class="desk-progress" value="400" max="2310"' in html

    Lookback.objects.update(candidates=None)
    lookback.step(now=NOW, lease_seconds=60)

    assert "Also compared with" in panel(client, ada, claim)


@pytest.mark.parametrize(("waiting", "is_said"), [(2, False), (3, True)])
def test_a_search_that_brings_too_much_is_said_to_ask_for_too_little(
    client: Client,
    ada: User,
    claim: Claim,
    make: Maker,
    monkeypatch: pytest.MonkeyPatch,
    waiting: int,
    is_said: bool,
) -> None:
    monkeypatch.setattr("tracker.admin.evidence.searched.TOO_MANY", 3)
    make.accepted(claim)
    for _ in range(waiting):
        make.suggested(claim)

    assert ("3 suggestions wait. If most are beside the point" in panel(client, ada, claim)) is is_said


def test_a_draft_has_nothing_searched(client: Client, ada: User, make: Maker) -> None:
    assert panel(client, ada, make.draft()) == ""
