"""What the clock asks while nothing is due is answered by an index: plans of PostgreSQL over 20,000 rows, analysed."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.newsroom import BEFORE, NOW, Newsroom
from claims.models import Claim, Evidence, RecordEntry
from tests.plans import Plan, make_ready, multiply, nodes, plan_of, read_whole
from tests.races import needs_postgresql
from tracker import clearing
from tracker.evidence import finding, kept
from tracker.jobs import Held
from tracker.match import token
from tracker.models import Article, ArticleWords, Attachment, Feed, Poll

pytestmark = [needs_postgresql, pytest.mark.django_db]
ROWS, MANY = 20_000, 1_000
LATER = NOW + timedelta(minutes=20)

# The index that answers each question, of those about tables with many rows.
INDEXES = {
    "dispatch due feeds": {"feed_due"},
    "match what waits": {"article_unmatched"},
    "look for claims": {"article_unspotted"},
    "read attachments": {"attachment_due"},
    "cut articles anew": {"articlewords_version"},
    "find articles by their tokens": {"tracker_articlewords_tokens"},
    "find articles by typed words": {"tracker_articlewords_tokens"},
    "clear polls away": {"tracker_poll_pkey"},
    "clear articles away": {"article_age"},
}
# How the feeds are doing is asked of all feeds: a few milliseconds for twenty thousand.
ABOUT_ALL_FEEDS = {"count the day", "notice deadlines"}


@pytest.fixture
def room() -> Newsroom:
    """Every table that the clock asks has 20,000 rows, none of them due."""
    room = Newsroom()
    moments = dict.fromkeys(("published_at", "stored_at", "matched_at", "spotted_at"), BEFORE)
    feed = Feed.objects.create(
        url="https://many.example/", next_poll_at=LATER + timedelta(days=1), last_success_at=NOW
    )
    multiply(feed, ROWS, url="'https://many' || n || '.example/'")
    article = Article.objects.create(feed=feed, key="a", title="Road", language="en", **moments)
    multiply(article, ROWS, feed_id=f"{feed.pk} + n")
    words = ArticleWords.objects.create(article=article, version=kept.version(), tokens=token("en", "0"))
    multiply(words, ROWS, article_id=f"{article.pk} + n", tokens="substr(md5(n::text), 1, 6)")
    attachment = Attachment.objects.create(
        article=article, kind="vtt", url="https://a.example/", read_at=BEFORE
    )
    multiply(
        attachment, ROWS, article_id=f"{article.pk} + n", due_at=f"timestamptz '{LATER + timedelta(days=1)}'"
    )
    poll = Poll.objects.create(feed=feed, at=BEFORE, result=Poll.Result.NOT_MODIFIED)
    multiply(poll, ROWS, feed_id=f"{feed.pk} + n")
    claims(room)
    for job in room.periodic_jobs().values():  # the first look is at everything
        job(NOW)
    make_ready()
    return room


def claims(room: Newsroom) -> None:
    """As the newsroom itself would grow: each claim with its entry in the log, every fifth with evidence."""
    room.grow_to(1)
    claim, entry, evidence = Claim.objects.get(), RecordEntry.objects.get(), Evidence.objects.get()
    number, digest = f"({claim.pk} + n)", "md5(n::text) || md5((-n)::text)"
    multiply(claim, ROWS, closes_on="date '2027-01-01' + n % 3650")
    subject = f"'claim:' || {number}"
    RecordEntry.objects.update(tree_index=0)
    multiply(entry, ROWS, chain=subject, subject=subject, hash=digest, tree_index="n")
    multiply(entry.content, ROWS, entry_id=f"{entry.pk} + n")
    address = "'https://news.example/' || n"
    multiply(evidence, ROWS // 5, claim_id=f"{claim.pk} + 5 * n", address=address, address_digest=digest)


def test_nothing_due_reads_no_table_of_many_rows(room: Newsroom) -> None:
    jobs: dict[str, Callable[[datetime], object]] = {
        **room.periodic_jobs(),
        "cut articles anew": lambda now: kept.keep_older(Held("", "", 0.0)),
        "find articles by their tokens": lambda now: kept.holders([token("en", "7")], first=0),
        "find articles by typed words": lambda now: list(finding.by_index("bridge elbe")),
        "clear polls away": clearing.old_polls,
        "clear articles away": clearing.old_articles,
    }
    del jobs["take rhythms"]  # four times a day, and about all feeds
    for job in jobs.values():
        job(LATER)
    plans = {name: list(plans_of(job)) for name, job in jobs.items()}

    assert {name for name, plan in plans.items() if large_read_whole(plan) - {"tracker_feed"}} == set()
    assert {name for name, plan in plans.items() if large_read_whole(plan)} <= ABOUT_ALL_FEEDS
    used = {name: {index for each in plan for index in indexes_of(each)} for name, plan in plans.items()}
    assert {name: used[name] & wanted for name, wanted in INDEXES.items()} == INDEXES


def plans_of(job: Callable[[datetime], object]) -> Iterator[Plan]:
    """The plan of each statement of a job."""
    with CaptureQueriesContext(connection) as asked:
        job(LATER)
    for query in asked:
        if re.match(r"SELECT|UPDATE|DELETE", query["sql"]):
            yield plan_of(query["sql"])


def indexes_of(plan: Plan) -> Iterator[str]:
    return (node["Index Name"] for node in nodes(plan) if "Index Name" in node)


def large_read_whole(plans: list[Plan]) -> set[str]:
    """The tables of many rows that are read from end to end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [MANY])
        large = {name for (name,) in cursor.fetchall()}
    return {table for plan in plans for table in read_whole(plan)} & large
