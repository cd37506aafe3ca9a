from datetime import UTC, date, datetime
from typing import Any

import pytest

from claims.models import User
from tests.refusals import refused_by
from tracker.models import Article, Feed, ProposedClaim

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


@pytest.fixture
def article(db: None) -> Article:
    feed = Feed.objects.create(url="https://nordlicht.example/rss")
    return Article.objects.create(
        feed=feed, key="1", url="https://nordlicht.example/1", title="Bridge", published_at=NOW, stored_at=NOW
    )


def proposal(article: Article, **changes: Any) -> ProposedClaim:
    values = {
        "quote": "The bridge will open by the end of 2026.",
        "quote_digest": "a" * 64,
        "language": "en",
        "said_on": date(2026, 6, 17),
        "horizon": "by the end of 2026",
        "opens_on": date(2026, 6, 17),
        "closes_on": date(2026, 12, 31),
        "firmness": "will",
        "reason": "It says what will happen.",
        "found_at": NOW,
    }
    return ProposedClaim.objects.create(article=article, **(values | changes))


def test_a_sentence_is_proposed_once_per_article_and_deadline(article: Article) -> None:
    proposal(article)

    with refused_by("proposal_once_per_deadline"):
        proposal(article)


@pytest.mark.parametrize("state", ["dismissed", "drafted"])
def test_who_considered_and_when_go_together(article: Article, ada: User, state: str) -> None:
    proposal(article, state=state, considered_by=ada, considered_at=NOW)

    with refused_by("proposal_considered_by_and_at_together"):
        proposal(article, quote_digest="b" * 64, state=state)


def test_what_waits_was_considered_by_nobody(article: Article, ada: User) -> None:
    with refused_by("proposal_considered_by_and_at_together"):
        proposal(article, considered_by=ada, considered_at=NOW)


def test_a_copy_outlives_what_it_copies(article: Article) -> None:
    first = proposal(article)
    copy = proposal(article, quote_digest="b" * 64, copy_of=first)

    first.delete()

    copy.refresh_from_db()
    assert copy.copy_of is None
