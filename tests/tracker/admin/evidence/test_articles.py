"""Articles at the desk."""

from django.test import Client

from claims.models import User
from tracker.models import Article


def test_articles_are_searched_and_shown_as_text(client: Client, ben: User, article: Article) -> None:
    client.force_login(ben)

    assert article.title in client.get("/admin/tracker/article/?q=bridge").content.decode()
    assert article.title not in client.get("/admin/tracker/article/?q=tunnel").content.decode()
    assert "Cars cross it." in client.get(f"/admin/tracker/article/{article.pk}/change/").content.decode()
