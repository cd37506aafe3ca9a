"""What goes with a row is counted before it is deleted."""

from django.test import Client

from claims.models import Claim, Evidence, User
from tests.makers import Maker
from tracker.models import Article

FEEDS = "/admin/tracker/feed/"


def test_a_chief_deletes_a_feed_and_its_evidence_stays(
    client: Client, dora: User, article: Article, make: Maker, claim: Claim
) -> None:
    make.accepted(claim, address=article.url)
    client.force_login(dora)

    page = client.get(f"{FEEDS}{article.feed_id}/delete/").content.decode()
    client.post(f"{FEEDS}{article.feed_id}/delete/", {"post": "yes"})

    assert "Articles: 1" in page
    assert not Article.objects.exists()
    assert Evidence.objects.filter(address=article.url, status="accepted").exists()
