"""Articles are found by words in any form and place."""

import pytest

from tests.conftest import NOW
from tracker import evidence
from tracker.evidence import finding
from tracker.models import Article, Feed


@pytest.fixture(autouse=True)
def _articles(db: None) -> None:
    feed = Feed.objects.create(url="https://news.example/rss", title="News Example")
    for number, (title, text, language) in enumerate(
        (
            ("Brücken über die Elbe gesperrt", "<p>Der Verkehr steht.</p>", "de"),
            ("Harbour opens", "<p>Cranes were lifted over the Elbe bridge.</p>", "en"),
            ("Cup final moved", "", "en"),
        )
    ):
        Article.objects.create(
            feed=feed, key=str(number), url=f"https://news.example/{number}", title=title, content=text,
            language=language, published_at=NOW, stored_at=NOW,
        )  # fmt: skip
    evidence.match_waiting(now=NOW)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Brücke Elbe", ["0"]),
        ("elbe", ["0", "1"]),
        ("crane lifting", ["1"]),
        ("verkehr", ["0"]),
        ("tunnel", []),
        ("elbe tunnel", []),
        ("the", []),
        ("", []),
        ("' OR \") NEAR", []),
    ],
)
def test_all_words_are_asked_for_wherever_they_stand(words: str, found: list[str]) -> None:
    assert sorted(finding.articles_with(words).values_list("key", flat=True)) == found


def test_half_a_word_is_looked_for_in_titles() -> None:
    assert not finding.by_index("arbou").exists()
    assert [article.key for article in finding.articles_with("arbou")] == ["1"]


def test_an_edited_article_is_found_by_its_new_words_alone() -> None:
    Article.objects.filter(key="2").update(title="Ferry sunk", matched_at=None)
    evidence.match_waiting(now=NOW)

    assert finding.by_index("ferry").get().key == "2"
    assert not finding.by_index("cup").exists()


def test_a_deleted_article_is_forgotten() -> None:
    Article.objects.filter(key="2").delete()

    assert not finding.by_index("cup").exists()
