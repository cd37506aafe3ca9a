"""Real text through the whole path: from a served feed to suggestions, hints and proposals, with nothing set aside."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import pytest

from claims.models import Claim, Claimant, Evidence, User
from tests.conftest import NOW
from tests.database import WANTS_POSTGRESQL
from tests.feedserver import FeedServer, Reply
from tracker import evidence
from tracker.intake import proposals
from tracker.models import Article, Fault, Feed, ProposedClaim, SetAside
from tracker.polling import leases, rounds

FEEDS: Final = Path(__file__).parents[1] / "data" / "feeds"
SHARED: Final = Path(__file__).parents[3] / "shared" / "data"
# Articles are compared and searched alike on both databases: on PostgreSQL every fifth shows that they can be kept.
EACH: Final = 5 if WANTS_POSTGRESQL else 1
# Long before any of the articles.
SAID_ON: Final = date(2001, 1, 1)
pytestmark = pytest.mark.django_db

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """A file of the shared data; the test is skipped, and says so, where it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def document(items: Iterable[Row], *, language: str, first: int) -> bytes:
    """The items as a feed that gives whole articles, numbered from `first`."""
    written = "".join(
        f"<item><guid isPermaLink='false'>{number}</guid><link>https://news.example/{language}/{number}</link>"
        f"<title>{_clean(item.get('title', ''))}</title><description>{_clean(item.get('summary', ''))}</description>"
        f"<pubDate>{_day(item):%a, %d %b %Y} 08:00:00 +0000</pubDate>"
        f"<content:encoded>{_clean(_paragraphs(item.get('body') or item.get('text', '')))}</content:encoded></item>"
        for number, item in enumerate(items, first)
    )
    head = "xmlns:content='http://purl.org/rss/1.0/modules/content/' version='2.0'"
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss {head}><channel><title>Stream</title>"
        f"<language>{language}</language>{written}</channel></rss>"
    ).encode()


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))


def _clean(text: str) -> str:
    """As XML may hold it."""
    return escape("".join(letter for letter in text if letter >= " " or letter in "\n\t"))


def _day(item: Row) -> datetime:
    return datetime.fromisoformat(item["date"]) if "date" in item else NOW


def watch(found: Iterable[Row], claimant: Claimant, by: User) -> int:
    """Put claims on record as published, past `editorial`, which writes one by one; returns their number."""
    claims = [
        Claim(
            claimant=claimant,
            statement=row.get("statement") or row["text"],
            statement_language=row.get("lang", "en"),
            quote=row.get("quote") or row["text"],
            language=row.get("lang", "en"),
            said_on=SAID_ON,
            horizon="by then",
            opens_on=SAID_ON,
            closes_on=date(2030, 12, 31),
            criteria="It came about.",
            state=Claim.State.PUBLISHED,
            created_at=NOW,
            created_by=by,
            published_at=NOW,
            published_by=by,
        )
        for row in found
    ]
    return len(Claim.objects.bulk_create(claims))


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        yield feeds


def serve(server: FeedServer, items: list[Row], language: str) -> list[Feed]:
    """Feeds of so many items as one is read with at once."""
    pages = {start: items[start : start + 400] for start in range(0, len(items), 400)}
    return [
        Feed.objects.create(
            url=server.serve(f"/{language}/{first}", document(page, language=language, first=first)),
            language=language,
        )
        for first, page in pages.items()
    ]


def poll(feeds: list[Feed]) -> None:
    lease = leases.take([feed.pk for feed in feeds], now=NOW, seconds=300)
    rounds.run(lease, lease.held(now=NOW), limits=rounds.poll_limits(), now=NOW)


def work_off() -> None:
    """Match and search all that waits."""
    for waiting, step in (("matched_at", evidence.match_waiting), ("spotted_at", proposals.spot_waiting)):
        while Article.objects.filter(**{waiting: None}).exists():
            step(now=NOW)


@pytest.mark.masses
def test_real_articles_and_claims_go_the_whole_way_and_none_is_set_aside(
    server: FeedServer, settings: Any, claimant: Claimant, ada: User
) -> None:
    quotes, posts, month = (
        rows(name)[::EACH]
        for name in ("quotes_de_dev/articles.jsonl", "evidence_dev/items.jsonl", "month_dev/items.jsonl")
    )
    watch([*rows("month_dev/claims.jsonl"), *rows("evidence_dev/claims.jsonl")], claimant, ada)
    settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
    settings.HOST_SPACING_SECONDS = 0
    german = [*quotes, *(item for item in month if item["lang"] == "de")]
    english = [*posts, *(item for item in month if item["lang"] == "en")]
    poll([*serve(server, german, "de"), *serve(server, english, "en")])
    assert Article.objects.count() == len(quotes) + len(posts) + len(month)

    work_off()

    assert not SetAside.objects.exists()
    assert not Feed.objects.exclude(failures=0).exists()
    assert Evidence.objects.count() > 500 / EACH
    assert Evidence.objects.exclude(hint="unclear").exists()
    assert ProposedClaim.objects.count() > 50 / EACH


def test_every_odd_feed_goes_the_whole_way_and_nothing_is_set_aside(
    server: FeedServer, settings: Any, claim: Claim
) -> None:
    settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
    settings.HOST_SPACING_SECONDS = 0
    odd = sorted(FEEDS.glob("*.xml"))
    poll([Feed.objects.create(url=server.serve(f"/{path.name}", Reply(path.read_bytes()))) for path in odd])

    work_off()

    assert not SetAside.objects.exists()
    assert not Feed.objects.filter(last_fault=Fault.INTERNAL).exists()
    assert not Feed.objects.filter(last_polled_at=None).exists()
    assert Article.objects.count() > len(odd)
