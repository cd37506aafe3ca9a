"""The demo's addresses: conditional answers, articles, and nothing at all unless DEMO is on."""

import pytest
from django.test import Client
from django.urls import include, path

from claims.models import User
from config.urls import urlpatterns as everything_else
from tests.conftest import NOW
from tracker.intake import articles
from tracker.intake.articles import SourceArticle
from tracker.intake.extract import ArticlePage
from tracker.intake.extract.page import extract

urlpatterns = [path("demo/", include("tracker.demo.urls")), *everything_else]

FEED = "/demo/feeds/ansel-ledger.xml"
on_demo = pytest.mark.urls(__name__)


@pytest.fixture
def loaded(db: None) -> None:
    """As after the loading, as far as the views can tell."""
    User.objects.create_user(username="ada", email="ada@newsroom.example.org", date_joined=NOW)


@on_demo
def test_a_known_etag_gets_304_with_its_validators(loaded: None, client: Client) -> None:
    first = client.get(FEED)

    answer = client.get(FEED, headers={"if-none-match": first["ETag"]})

    assert first.status_code == 200
    assert first["Content-Type"].startswith("application/atom+xml")
    assert (answer.status_code, answer.content) == (304, b"")
    assert (answer["ETag"], answer["Last-Modified"]) == (first["ETag"], first["Last-Modified"])


@on_demo
def test_an_unchanged_day_gets_304(loaded: None, client: Client) -> None:
    first = client.get(FEED)

    answer = client.get(FEED, headers={"if-modified-since": first["Last-Modified"]})

    assert answer.status_code == 304


@on_demo
def test_another_etag_gets_the_whole_feed(loaded: None, client: Client) -> None:
    answer = client.get(FEED, headers={"if-none-match": '"of yesterday"'})

    assert answer.status_code == 200


@on_demo
def test_an_article_is_marked_as_invented_in_its_own_language(loaded: None, client: Client) -> None:
    page = client.get("/demo/articles/brackhafen-bereitschaft/").content.decode()

    assert '<html lang="de">' in page
    assert "Brackhafen soll als Reserve am Netz bleiben" in page
    assert "17. Juni 2026" in page
    assert 'class="notice"' in page


@on_demo
@pytest.mark.parametrize(
    "address", ["/demo/feeds/nothing.xml", "/demo/articles/nothing/", "/demo/articles/radio-first-power/"]
)
def test_what_is_not_there_yet_is_not_found(loaded: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@on_demo
def test_nothing_is_served_before_the_demo_is_loaded(db: None, client: Client) -> None:
    assert client.get(FEED).status_code == 404


def test_without_demo_the_addresses_do_not_exist(loaded: None, client: Client) -> None:
    assert client.get(FEED).status_code == 404


@on_demo
@pytest.mark.parametrize(
    ("slug", "claimant", "number"),
    [("harbour-shore-power", "Tobias Wrenfield", 3), ("waermenetz-hafen", "Ilse Brandtner", 2)],
)
def test_a_newcomer_can_take_in_an_article(
    loaded: None, client: Client, slug: str, claimant: str, number: int
) -> None:
    answer = client.get(f"/demo/articles/{slug}/")

    page = extract(answer.content, url="http://testserver/", content_type=answer["Content-Type"])
    assert isinstance(page, ArticlePage)
    assert page.published_on == NOW.date()
    article = SourceArticle(
        page.text, published_on=page.published_on, language=articles.language_of(page.text)
    )
    dated = [claim for claim in articles.spot(article) if claim.is_dated]
    assert [claim.claimant for claim in dated] == [claimant] * number
    assert len(page.text) > articles.SHORTEST_TEXT
