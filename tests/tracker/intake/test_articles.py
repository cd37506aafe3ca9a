"""The sentences of an article as the spotter finds them."""

from datetime import date

import pytest

from tests.conftest import NOW
from tests.feedserver import FeedServer, Reply
from tests.tracker.intake.extract.pages import BRIDGE, article_page
from tracker.intake import articles
from tracker.intake.articles import SourceArticle, UnreadableArticle

ARTICLE = SourceArticle("\n".join(BRIDGE), publisher="Ledger", published_on=date(2026, 6, 1), language="en")


def test_an_articles_claims_are_those_of_its_text() -> None:
    assert [claim.quote for claim in articles.spot(ARTICLE)] == [BRIDGE[0]]


def test_without_a_day_there_is_nothing_to_count_from() -> None:
    assert articles.spot(SourceArticle(ARTICLE.text, language="en")) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(BRIDGE), "en"),
        ("Die Brücke wird bis Ende 2027 für den Verkehr frei sein, sagte die Ministerin am Montag.", "de"),
        ("Le pont sera ouvert à la circulation avant la fin de l'année, a dit la ministre hier.", ""),
    ],
)
def test_a_text_is_read_in_two_languages(text: str, language: str) -> None:
    assert articles.language_of(text) == language


def test_an_address_on_a_private_network_is_never_asked() -> None:
    with FeedServer() as server:
        asked = server.serve("/", Reply(article_page(), content_type="text/html"))
        with pytest.raises(UnreadableArticle, match="public internet"):
            articles.read_address(asked, now=NOW)
        assert server.received == []
