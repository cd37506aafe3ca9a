"""A stored article as the matcher reads it: words alone, and the newsroom's day."""

from datetime import UTC, date, datetime

from tracker.evidence.documents import document_of
from tracker.models import Article


def test_of_the_content_the_text_stays() -> None:
    article = Article(
        title="Elbe bridge", summary="Open <soon>", content="<p>Cars <b>cross</b> it.</p>", language="en",
        published_at=datetime(2026, 6, 17, 8, tzinfo=UTC),
    )  # fmt: skip
    read = document_of(article)
    assert (read.title, read.summary, read.text) == ("Elbe bridge", "Open <soon>", "Cars cross it.")


def test_an_article_of_late_in_the_evening_is_of_the_newsrooms_day() -> None:
    late = Article(title="A", language="en", published_at=datetime(2026, 6, 17, 22, 30, tzinfo=UTC))
    assert document_of(late).published_on == date(2026, 6, 18)
