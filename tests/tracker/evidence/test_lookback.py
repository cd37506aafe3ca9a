"""A new or changed claim meets the articles that were read before it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from claims import editorial
from claims.models import Claim, Evidence, Topic
from tests.makers import Maker
from tests.plans import assert_no_scan
from tests.races import at_once, needs_postgresql
from tracker import evidence
from tracker.evidence import kept, lookback, suggesting
from tracker.jobs import Held
from tracker.match import CutArticle
from tracker.models import Article, ArticleWords, Feed, Lookback, Turn

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
RELEVANT = "Elbe bridge will be open to traffic by the end of 2026, minister Mara Lindt repeats"


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://news.example/rss", title="News Example")


def read_before(feed: Feed, number: int, title: str = RELEVANT, *, days_ago: int = 10) -> Article:
    """An article that was matched before the claim was there."""
    at = NOW - timedelta(days=days_ago)
    article = Article.objects.create(
        feed=feed,
        key=str(number),
        url=f"https://news.example/{number}",
        title=title,
        language="en",
        published_at=at,
        stored_at=at,
        matched_at=at,
    )
    kept.keep([(article, CutArticle(evidence.document_of(article)))])
    return article


def run(*, now: datetime = NOW) -> int:
    """All that there is to do; returns the number of steps."""
    lookback.ask(now=now)
    steps = 0
    while lookback.step(now=now, lease_seconds=60):
        steps += 1
    return steps


def test_a_newly_published_claim_finds_what_was_read_before(feed: Feed, make: Maker) -> None:
    read_before(feed, 1)
    read_before(feed, 2, "Cup final moved to Sunday after storm")
    claim = make.published()

    run()

    assert [item.address for item in claim.evidence.all()] == ["https://news.example/1"]
    done = Lookback.objects.get()
    assert (done.compared, done.total, done.found, done.finished_at) == (2, 2, 1, NOW)


def test_a_draft_looks_for_nothing(feed: Feed, make: Maker) -> None:
    read_before(feed, 1)
    make.draft()

    assert run() == 0


def test_a_wording_is_looked_for_once(feed: Feed, claim: Claim) -> None:
    read_before(feed, 1)

    assert [run(), run()] == [2, 0]  # the index is asked, then what it names is compared


@pytest.mark.parametrize(
    ("change", "asks"),
    [
        ({"must_terms": "bridge"}, True),
        ({"statement": "The bridge opens."}, True),
        ({"criteria": "Cars cross."}, False),
    ],
)
def test_a_change_of_what_is_looked_for_asks_again(
    change: dict[str, str], asks: bool, feed: Feed, claim: Claim, make: Maker
) -> None:
    run()
    editorial.revise_claim(reason="A slip.", claim=claim, facts=replace(make.facts, **change), by=make.editor)  # type: ignore[arg-type]

    assert bool(lookback.ask(now=NOW)) is asks


def test_a_new_name_of_claimant_or_topic_asks_again(feed: Feed, make: Maker) -> None:
    topic = editorial.save_topic(topic=Topic(name="Elbe"), by=make.editor)
    claim = make.published(topics=(topic,))
    run()
    claim.claimant.aliases = "Minister Lindt"
    editorial.save_claimant(claimant=claim.claimant, by=make.editor)
    assert lookback.ask(now=NOW) == 1
    topic.aliases = "River Elbe"
    editorial.save_topic(topic=topic, by=make.editor)
    assert lookback.ask(now=NOW) == 1


def test_a_story_that_an_editor_rejected_is_not_offered_again(feed: Feed, claim: Claim, make: Maker) -> None:
    read_before(feed, 1)
    run()
    editorial.reject_evidence(evidence=Evidence.objects.get(), by=make.editor)
    facts = replace(make.facts, any_terms="bridge\nferry")
    editorial.revise_claim(reason="A slip.", claim=claim, facts=facts, by=make.editor)

    assert run() == 2

    assert Evidence.objects.get().status == "rejected"


def test_only_the_days_that_the_operator_set_are_looked_at(
    feed: Feed, claim: Claim, settings: Settings
) -> None:
    settings.LOOKBACK_DAYS = 30
    read_before(feed, 1, days_ago=31)
    read_before(feed, 2, days_ago=29)

    run()

    assert [item.address for item in claim.evidence.all()] == ["https://news.example/2"]


def test_progress_shows_and_claims_that_wait_together_read_together(
    feed: Feed, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookback, "ARTICLES_A_STEP", 2)
    claims = [make.published() for _ in range(2)]
    for number in range(5):
        read_before(feed, number)
    lookback.ask(now=NOW)

    def progress() -> list[tuple[int, int, bool]]:
        standing = [lookback.of_wording(claim).first() for claim in claims]
        return [(each.compared, each.total, bool(each.finished_at)) for each in standing if each]

    assert progress() == [(0, 5, False)] * 2
    for compared in (0, 2, 4):
        lookback.step(now=NOW, lease_seconds=60)
        assert progress() == [(compared, 5, False)] * 2
    assert run() == 1
    assert progress() == [(5, 5, True)] * 2


def test_what_the_index_does_not_name_is_not_cut_again(
    feed: Feed, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_before(feed, 1)
    read_before(feed, 2, "Cup final moved to Sunday after storm")
    compared: list[str] = []
    matches_by_words = evidence.matches_by_words

    def watched(articles: list[Article], **kwargs: Any) -> list[evidence.Matches | None]:
        compared.extend(article.key for article in articles)
        return matches_by_words(articles, **kwargs)

    monkeypatch.setattr(evidence, "matches_by_words", watched)

    run()

    assert compared == ["1"]


def test_articles_that_older_code_cut_are_cut_before_the_index_is_asked(feed: Feed, claim: Claim) -> None:
    read_before(feed, 1)
    ArticleWords.objects.update(version="", tokens="", packed=b"")

    lookback.work(Held("look_back", "", monotonic() + 60), now=NOW)

    assert claim.evidence.count() == 1
    assert ArticleWords.objects.get().version == kept.version()


def test_an_article_that_is_being_matched_with_the_claims_as_they_were_is_compared(
    feed: Feed, make: Maker
) -> None:
    article = read_before(feed, 1)
    ArticleWords.objects.all().delete()
    Article.objects.update(matched_at=None)
    Turn.objects.create(job="match_waiting_articles", leased_until=NOW + timedelta(minutes=1))
    claim = make.published()

    run()

    assert [item.address for item in claim.evidence.all()] == [article.url]


def test_a_worker_killed_in_mid_step_leaves_it_to_the_next_one(
    feed: Feed, claim: Claim, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.published()
    read_before(feed, 1)
    lookback.ask(now=NOW)
    lookback.step(now=NOW, lease_seconds=60)
    suggest = editorial.suggest_prepared
    monkeypatch.setattr(editorial, "suggest_prepared", _die_after(1, suggest))
    with pytest.raises(SystemExit):
        lookback.step(now=NOW, lease_seconds=60)
    monkeypatch.setattr(editorial, "suggest_prepared", suggest)
    assert Evidence.objects.count() == 1

    assert not lookback.step(now=NOW + timedelta(seconds=59), lease_seconds=60)  # the lease still runs
    assert lookback.step(now=NOW + timedelta(seconds=60), lease_seconds=60)

    assert Evidence.objects.count() == 2
    assert Lookback.objects.filter(finished_at=None).count() == 0


def _die_after(number: int, suggest: Callable[..., list[Evidence]]) -> Callable[..., list[Evidence]]:
    seen: list[Claim] = []

    def dying(*, claim: Claim, suggestions: Sequence[Evidence]) -> list[Evidence]:
        if len(seen) == number:
            raise SystemExit
        seen.append(claim)
        return suggest(claim=claim, suggestions=suggestions)

    return dying


def test_suggestions_of_a_claim_are_written_some_dozens_at_a_time(
    feed: Feed, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "WRITTEN_AT_ONCE", 2)
    for number in range(5):
        read_before(feed, number)
    written: list[int] = []
    suggest = editorial.suggest_prepared

    def counted(*, claim: Claim, suggestions: Sequence[Evidence]) -> list[Evidence]:
        written.append(len(suggestions))
        return suggest(claim=claim, suggestions=suggestions)

    monkeypatch.setattr(editorial, "suggest_prepared", counted)

    run()

    assert (written, Lookback.objects.get().found) == ([2, 2, 1], 5)


def test_an_older_wording_under_way_ends_when_the_claim_changes(
    feed: Feed, claim: Claim, make: Maker
) -> None:
    read_before(feed, 1)
    lookback.ask(now=NOW)
    editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(make.facts, never_terms="traffic"), by=make.editor
    )

    run()

    assert not Evidence.objects.exists()
    assert Lookback.objects.filter(finished_at=None).count() == 0


def test_an_article_that_cannot_be_evidence_holds_nothing_up(feed: Feed, claim: Claim) -> None:
    read_before(feed, 1)
    bad = Article.objects.create(
        feed=feed,
        key="bad",
        url="javascript:alert(1)",
        title=RELEVANT,
        language="en",
        published_at=NOW,
        stored_at=NOW,
        matched_at=NOW,
    )
    kept.keep([(bad, CutArticle(evidence.document_of(bad)))])

    run()

    assert claim.evidence.count() == 1
    assert Lookback.objects.get().compared == 2


@needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_at_once_suggest_each_story_once(feed: Feed, claim: Claim) -> None:
    for number in range(20):
        read_before(feed, number, f"{RELEVANT}, part {number}")

    at_once(run, run)

    assert claim.evidence.count() == 20
    assert Lookback.objects.get().finished_at


def test_who_lost_the_lease_moves_nothing_on(
    feed: Feed, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_before(feed, 1)
    lookback.ask(now=NOW)
    lookback.step(now=NOW, lease_seconds=60)
    matches_by_words = evidence.matches_by_words

    def lose_it(*args: Any, **kwargs: Any) -> list[evidence.Matches | None]:
        Lookback.objects.update(lease_token="another's")
        return matches_by_words(*args, **kwargs)

    monkeypatch.setattr(evidence, "matches_by_words", lose_it)

    lookback.step(now=NOW, lease_seconds=60)

    left = Lookback.objects.get()
    assert (left.compared, left.finished_at, left.lease_token) == (0, None, "another's")


def test_a_claim_that_comes_later_does_not_wait_for_those_before(
    feed: Feed, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookback, "CLAIMS_A_STEP", 1)
    read_before(feed, 1)
    first = make.published()
    lookback.ask(now=NOW)
    lookback.step(now=NOW, lease_seconds=60)
    second = make.published()
    lookback.ask(now=NOW)

    lookback.step(now=NOW, lease_seconds=60)
    lookback.step(now=NOW, lease_seconds=60)

    assert (first.evidence.count(), second.evidence.count()) == (0, 1)


def test_where_nothing_is_to_be_looked_back_at_an_index_says_so(claim: Claim) -> None:
    run()

    with CaptureQueriesContext(connection) as asked:
        assert not lookback.step(now=NOW, lease_seconds=60)

    assert len(asked.captured_queries) == 2
    assert_no_scan(asked.captured_queries, but="lookback_unfinished")


@pytest.mark.parametrize("steps", [0, 1])
def test_a_step_costs_the_same_queries_however_many_claims(steps: int, feed: Feed, make: Maker) -> None:
    read_before(feed, 1, "Other news")

    def queries(claims: int) -> int:
        for _ in range(claims):
            make.published()
        lookback.ask(now=NOW)
        for _ in range(steps):
            lookback.step(now=NOW, lease_seconds=60)
        with CaptureQueriesContext(connection) as asked:
            lookback.step(now=NOW, lease_seconds=60)
        run()
        # What is found for each is a row of its own.
        return sum("tracker_lookback" not in query["sql"] for query in asked)

    queries(1)
    assert queries(12) == queries(1)
