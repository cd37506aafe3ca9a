"""One item never stops the others: each job on three items, of which the first raises anything."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import current_thread, main_thread
from time import monotonic
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from icalendar import Calendar

from claims import editorial
from claims.models import Claim, Evidence, User
from tests.feeds import Item, rss
from tests.feedserver import FeedServer
from tests.makers import Maker
from tests.tracker.alerts.conftest import Outside
from tracker import alerts, evidence, tasks
from tracker.alerts import agenda, calendars, composing, delivering, digests, noticing, reports
from tracker.evidence import kept, lookback, suggesting, watched_claims
from tracker.feeds import health
from tracker.intake import articles as intake_articles
from tracker.intake import proposals
from tracker.jobs import Held
from tracker.match import CutArticle
from tracker.models import (
    Alert,
    Article,
    ArticleWords,
    Channel,
    Fault,
    Feed,
    Job,
    Lookback,
    ProposedClaim,
    SetAside,
    Turn,
)
from tracker.parse import Seen, parse_guarded
from tracker.polling import articles, documents, hosts, leases, moves, pipeline, rounds, schedule, store

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
LATER = timedelta(minutes=2)
# Seven days before the claim's window closes, in Berlin.
A_WEEK_BEFORE = datetime(2026, 12, 24, 8, 0, tzinfo=UTC)
RELEVANT = "Elbe bridge will be open to traffic by the end of 2026, minister Mara Lindt repeats"
PLAN = "<p>The harbour bridge will open to traffic by the end of 2027, secretary Orla Pemberwick said.</p>"
pytestmark = pytest.mark.django_db

Raise = Callable[[], None]


def _value_error() -> None:
    int("fifteen")


def _recursion_error() -> None:
    _recursion_error()


def _memory_error() -> None:
    bytearray(2**62)


def _database_error() -> None:
    """A real one, which leaves a transaction unfit for more wherever it has no savepoint."""
    if current_thread() is not main_thread():
        raise DatabaseError  # a thread has no connection to the test's database
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO auth_group (name) VALUES (NULL)")


@pytest.fixture(params=[_value_error, _recursion_error, _memory_error, _database_error])
def fault(request: pytest.FixtureRequest) -> Raise:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def break_first(fault: Raise, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make a function raise for the item that `is_first` knows by the function's first argument; mended by undo."""

    def breaking(module: object, name: str, is_first: Callable[[Any], bool]) -> None:
        sound = getattr(module, name)

        def broken(thing: Any, *args: Any, **kwargs: Any) -> Any:
            if is_first(thing):
                fault()
            return sound(thing, *args, **kwargs)

        monkeypatch.setattr(module, name, broken)

    return breaking


@pytest.fixture
def feed(db: None) -> Feed:
    return Feed.objects.create(url="https://news.example/rss", title="News Example")


def three_articles(feed: Feed, **values: Any) -> list[Article]:
    return [
        Article.objects.create(
            feed=feed,
            key=str(number),
            url=f"https://news.example/{number}",
            title=f"{RELEVANT} ({number})",
            language="en",
            published_at=NOW,
            stored_at=NOW,
            **values,
        )
        for number in range(3)
    ]


def set_aside(job: Job) -> list[str]:
    noted = SetAside.objects.get(job=job)
    assert noted.fault in {"ValueError", "RecursionError", "MemoryError", "IntegrityError", "DatabaseError"}
    return [noted.item]


# --- Articles and claims ---


@pytest.mark.parametrize(
    ("module", "name", "is_first"),
    [
        (suggesting, "document_of", lambda article: article.key == "0"),
        (suggesting, "excerpt", lambda document: document.title.endswith("(0)")),
    ],
    ids=["comparing", "drawing up the evidence"],
)
def test_an_article_that_cannot_be_compared_stops_no_other(
    module: object,
    name: str,
    is_first: Callable[[Any], bool],
    claim: Claim,
    feed: Feed,
    break_first: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, *others = three_articles(feed)
    break_first(module, name, is_first)

    assert evidence.match_waiting(now=NOW) == 2

    assert set(Evidence.objects.values_list("address", flat=True)) == {other.url for other in others}
    assert set_aside(Job.COMPARING) == [str(first.pk)]
    assert evidence.match_waiting(now=NOW) == 0
    monkeypatch.undo()
    assert evidence.match_waiting(now=NOW + LATER) == 1
    assert not SetAside.objects.exists()


def test_a_claim_that_no_article_can_be_offered_for_stops_no_other_claim(
    make: Maker, feed: Feed, break_first: Callable[..., None]
) -> None:
    broken, sound = make.published(), make.published()
    three_articles(feed)
    break_first(suggesting, "found", lambda claim: claim == broken)

    assert evidence.match_waiting(now=NOW) == 3

    assert set(Evidence.objects.values_list("claim", flat=True)) == {sound.pk}
    assert SetAside.objects.filter(job=Job.COMPARING).count() == 3


def test_a_write_that_the_database_refuses_stops_no_other_article(
    claim: Claim, feed: Feed, fault: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_others = three_articles(feed)
    monkeypatch.setattr(editorial, "suggest_prepared", refusing(first, fault))

    assert evidence.match_waiting(now=NOW) == 2
    assert set_aside(Job.COMPARING) == [str(first.pk)]


def test_a_write_that_the_database_refuses_stops_no_other_article_that_was_read_before(
    claim: Claim, feed: Feed, fault: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = three_articles(feed)
    articles = [first, *others]
    matched = evidence.matches_of(articles, now=NOW)
    monkeypatch.setattr(editorial, "suggest_prepared", refusing(first, fault))

    assert evidence.offer_all(articles, matched, now=NOW) == {claim.pk: 2}
    assert set_aside(Job.COMPARING) == [str(first.pk)]


def refusing(article: Article, fault: Raise) -> Callable[..., list[Evidence]]:
    suggest = editorial.suggest_prepared

    @transaction.atomic
    def refused(*, claim: Claim, suggestions: Sequence[Evidence]) -> list[Evidence]:
        new = suggest(claim=claim, suggestions=suggestions)
        if any(each.address == article.url for each in suggestions):
            fault()
        return new

    return refused


@pytest.mark.parametrize("is_known_before", [False, True])
def test_a_claim_that_cannot_be_taken_into_the_search_stops_no_other(
    is_known_before: bool,
    make: Maker,
    feed: Feed,
    break_first: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Any,
) -> None:
    claims = [make.published() for _ in range(3)]
    ours = watched_claims.WatchedClaims(tmp_path / "claims")
    monkeypatch.setattr(watched_claims, "here", lambda: ours)
    if is_known_before:
        ours.keep_in_step(now=NOW)
        editorial.revise_claim(
            reason="A slip.", claim=claims[0], facts=replace(make.facts, must_terms="bridge"), by=make.editor
        )
    break_first(watched_claims, "queries_of", lambda claim: claim == claims[0])
    three_articles(feed)

    evidence.match_waiting(now=NOW)

    assert set(Evidence.objects.values_list("claim", flat=True)) == {claim.pk for claim in claims[1:]}
    assert set_aside(Job.WATCHING) == [str(claims[0].pk)]
    monkeypatch.undo()
    ours.keep_in_step(now=NOW + LATER)
    assert not SetAside.objects.exists()
    cut = CutArticle(evidence.document_of(Article.objects.order_by("pk")[0]))
    assert len(ours.match_all([cut])[0]) == 3


def test_an_article_that_cannot_be_searched_for_claims_stops_no_other(
    feed: Feed, break_first: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = three_articles(feed, content=PLAN)
    break_first(intake_articles, "spot", lambda source: source.address == first.url)

    assert proposals.spot_waiting(now=NOW) == 2

    assert set(ProposedClaim.objects.values_list("article", flat=True)) == {other.pk for other in others}
    assert set_aside(Job.SPOTTING) == [str(first.pk)]
    monkeypatch.undo()
    assert proposals.spot_waiting(now=NOW + LATER) == 1
    assert not SetAside.objects.exists()


def test_a_proposal_that_cannot_be_compared_stops_no_other(
    feed: Feed, break_first: Callable[..., None]
) -> None:
    first, *_others = three_articles(feed, content=PLAN)
    break_first(proposals, "_original_of", lambda proposal: proposal.article == first)
    assert proposals.spot_waiting(now=NOW) == 2
    assert set_aside(Job.SPOTTING) == [str(first.pk)]


@pytest.mark.parametrize("job", ["match_waiting_articles", "spot_waiting_articles"])
def test_an_article_that_kills_its_worker_is_set_aside_after_the_second_time(
    job: str, claim: Claim, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = three_articles(feed, content=PLAN if job.startswith("spot") else "")
    module, name = {
        "match_waiting_articles": (suggesting, "document_of"),
        "spot_waiting_articles": (proposals, "source_of"),
    }[job]
    sound = getattr(module, name)

    def deadly(article: Article) -> Any:
        if article == first:
            # As after a kill -9: nothing is put in order.
            Turn.objects.update(leased_until=NOW)
            raise SystemExit
        return sound(article)

    monkeypatch.setattr(module, name, deadly)
    monkeypatch.setattr(Turn.objects, "filter", _unreleased(Turn.objects.filter))
    for _death in range(2):
        with pytest.raises(SystemExit):
            getattr(tasks, job)()
    getattr(tasks, job)()

    assert SetAside.objects.values_list("item", "fault").get() == (str(first.pk), "WorkerLost")
    done = "matched_at" if job.startswith("match") else "spotted_at"
    assert not Article.objects.filter(**{done: None}).exists()
    if job.startswith("match"):
        assert set(Evidence.objects.values_list("address", flat=True)) == {other.url for other in others}
    else:
        assert set(ProposedClaim.objects.values_list("article", flat=True)) == {other.pk for other in others}


def _unreleased(find: Callable[..., Any]) -> Callable[..., Any]:
    """The dead release nothing: while a SystemExit is under way, no turn is found."""

    def found(*args: Any, **kwargs: Any) -> Any:
        rows = find(*args, **kwargs)
        return rows.none() if isinstance(sys.exc_info()[1], SystemExit) else rows

    return found


def test_looking_back_goes_on_behind_an_article_that_raises(
    claim: Claim, feed: Feed, break_first: Callable[..., None]
) -> None:
    first, *_others = articles = three_articles(feed, matched_at=NOW)
    kept.keep((article, CutArticle(evidence.document_of(article))) for article in articles)
    break_first(suggesting, "document_of", lambda article: article == first)
    lookback.ask(now=NOW)
    while lookback.step(now=NOW, lease_seconds=60):
        pass
    done = Lookback.objects.get()
    assert (done.found, done.compared) == (2, 3)
    assert set_aside(Job.COMPARING) == [str(first.pk)]


def test_an_article_that_cannot_be_cut_anew_keeps_no_other_from_it(
    claim: Claim, feed: Feed, break_first: Callable[..., None]
) -> None:
    first, *others = articles = three_articles(feed, matched_at=NOW)
    ArticleWords.objects.bulk_create(ArticleWords(article=article, version="") for article in articles)
    break_first(kept, "document_of", lambda article: article == first)

    assert kept.keep_older(Held("look_back", "", monotonic() + 60))

    with_words = ArticleWords.objects.exclude(tokens="").values_list("article", flat=True)
    assert set(with_words) == {article.pk for article in others}
    assert not ArticleWords.objects.filter(version="").exists()


# --- Alerts ---


@pytest.fixture
def desk(db: None) -> Channel:
    return Channel.objects.create(name="Desk", address="desk@example.org", language="en")


@pytest.fixture
def outside() -> Outside:
    return Outside()


def three_claims(make: Maker) -> list[Claim]:
    return [make.published(statement=f"Bridge {number} will be open by then.") for number in range(3)]


def told() -> set[Any]:
    return set(Alert.objects.filter(kind="deadline").values_list("claim", flat=True))


def test_a_claim_whose_deadline_cannot_be_told_stops_no_other(
    make: Maker, desk: Channel, break_first: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = three_claims(make)
    break_first(noticing, "deadline_of", lambda claim: claim == first)

    alerts.notice(now=A_WEEK_BEFORE)

    assert told() == {other.pk for other in others}
    assert set_aside(Job.NOTICING) == [str(first.pk)]
    monkeypatch.undo()
    alerts.notice(now=A_WEEK_BEFORE + LATER)
    assert first.pk in told()
    assert not SetAside.objects.exists()


def test_an_alert_that_cannot_be_written_down_stops_no_other(
    make: Maker, desk: Channel, fault: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = three_claims(make)
    write = Alert.objects.bulk_create

    def refuse(rows: list[Alert], **options: Any) -> Any:
        if any(row.claim == first for row in rows):
            fault()
        return write(rows, **options)

    monkeypatch.setattr(Alert.objects, "bulk_create", refuse)
    alerts.notice(now=A_WEEK_BEFORE)
    assert told() == {other.pk for other in others}
    assert set_aside(Job.NOTICING) == [str(first.pk)]


def test_a_channel_whose_reports_cannot_be_drawn_up_stops_no_other(
    db: None, break_first: Callable[..., None]
) -> None:
    channels = [
        Channel.objects.create(name=name, address=f"{name}@b.example", wants_weekly=True) for name in "abc"
    ]
    Channel.objects.update(added_at=NOW - timedelta(days=30), hears_since=NOW - timedelta(days=30))
    break_first(reports, "_week", lambda channel: channel == channels[0])
    alerts.notice(now=NOW)
    assert {alert.channel for alert in Alert.objects.filter(kind="weekly")} == set(channels[1:])
    assert set_aside(Job.REPORTING) == [str(channels[0].pk)]


def test_a_channel_whose_digest_cannot_be_gathered_stops_no_other(
    claim: Claim, break_first: Callable[..., None]
) -> None:
    channels = [
        Channel.objects.create(name=name, address=f"{name}@b.example", rhythm="daily") for name in "abc"
    ]
    alerts.notice(now=A_WEEK_BEFORE - timedelta(hours=3))
    break_first(digests, "_gather", lambda channel: channel == channels[0])
    assert alerts.gather(now=A_WEEK_BEFORE) == 2
    assert set_aside(Job.GATHERING) == [str(channels[0].pk)]


@pytest.mark.parametrize("step", ["compose", "is_still_owed", "send"])
def test_an_alert_that_cannot_be_sent_stops_no_other(
    step: str, make: Maker, desk: Channel, outside: Outside, fault: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = three_claims(make)
    alerts.notice(now=A_WEEK_BEFORE)
    _break_delivery(step, first, outside, fault, monkeypatch)

    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)

    assert [message.facts["claim_id"] for _to, message in outside.taken] == [other.pk for other in others]
    broken = Alert.objects.get(claim=first)
    assert (broken.state, broken.tries) == ("owed", 1)
    assert set_aside(Job.DELIVERING) == [str(broken.pk)]


def _break_delivery(
    step: str, claim: Claim, outside: Outside, fault: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    if step == "send":
        take = Outside.__call__

        def call(self: Outside, channel: Channel, message: Any) -> str:
            if message.facts["claim_id"] == claim.pk:
                fault()
            return take(self, channel, message)

        monkeypatch.setattr(Outside, "__call__", call)
        return
    module: Any = composing if step == "compose" else delivering
    name = "_about_a_claim" if step == "compose" else step
    sound = getattr(module, name)

    def broken(alert: Alert, *args: Any, **kwargs: Any) -> Any:
        if alert.claim == claim:
            fault()
        return sound(alert, *args, **kwargs)

    monkeypatch.setattr(module, name, broken)


@pytest.mark.parametrize("step", ["entry_of", "is_still_owed"])
def test_what_breaks_a_digest_waits_for_the_next_one_and_the_rest_goes_out(
    step: str, make: Maker, desk: Channel, outside: Outside, fault: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    Channel.objects.update(rhythm="daily")
    first, *others = three_claims(make)
    alerts.notice(now=A_WEEK_BEFORE - timedelta(hours=3))
    alerts.gather(now=A_WEEK_BEFORE)
    module: Any = composing if step == "entry_of" else delivering
    sound = getattr(module, step)

    def broken(alert: Alert, *args: Any, **kwargs: Any) -> Any:
        if alert.claim == first:
            fault()
        return sound(alert, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(module, step, broken)
        assert alerts.deliver_due(now=A_WEEK_BEFORE, send=outside) == 1
    ((_to, message),) = outside.taken
    assert {entry["claim_id"] for entry in message.facts["entries"]} == {other.pk for other in others}
    put_off = Alert.objects.get(claim=first)
    assert (put_off.state, put_off.gathered_into, put_off.tries) == ("owed", None, 1)
    assert set_aside(Job.DELIVERING) == [str(put_off.pk)]

    next_day = A_WEEK_BEFORE + timedelta(days=1)
    alerts.gather(now=next_day)
    assert alerts.deliver_due(now=next_day, send=outside) == 1
    assert not SetAside.objects.exists()


def test_what_was_sent_is_not_sent_again_because_its_answer_cannot_be_kept(
    claim: Claim, desk: Channel, outside: Outside, fault: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    mark = delivering._mark

    def refuse(*args: Any, **kwargs: Any) -> None:
        if kwargs["answer"]:
            fault()
        mark(*args, **kwargs)

    monkeypatch.setattr(delivering, "_mark", refuse)
    alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    assert Alert.objects.get(kind="deadline").state == "sent"


def test_what_the_desk_has_tried_again_goes_out_before_its_time(
    claim: Claim, desk: Channel, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts.notice(now=A_WEEK_BEFORE)
    with monkeypatch.context() as patch:
        patch.setattr(composing, "_about_a_claim", lambda *_: int("fifteen"))
        alerts.deliver_due(now=A_WEEK_BEFORE, send=outside)
    SetAside.objects.update(due_at=A_WEEK_BEFORE)
    Alert.objects.update(state="failed")
    assert alerts.deliver_due(now=A_WEEK_BEFORE, send=outside) == 1
    assert not SetAside.objects.exists()


def test_a_claim_that_cannot_be_put_into_a_calendar_is_left_out(
    make: Maker, ada: User, break_first: Callable[..., None]
) -> None:
    first, *others = three_claims(make)
    calendars.make_address(ada, only_own=False)
    address = calendars.find(calendars.make_address(ada, only_own=False).split("/")[-1].removesuffix(".ics"))
    assert address
    break_first(calendars, "_events", lambda claim: claim == first)

    calendar = Calendar.from_ical(calendars.calendar_for(address, now=NOW))

    assert [str(event["uid"]).split("-")[1] for event in calendar.walk("VEVENT")] == [
        str(other.pk) for other in others
    ]
    assert set_aside(Job.CALENDAR) == [str(first.pk)]


def test_a_claim_that_cannot_be_laid_out_is_missing_from_the_days_ahead(
    make: Maker, break_first: Callable[..., None]
) -> None:
    first, *others = three_claims(make)
    break_first(agenda, "deadline_of", lambda claim: claim == first)
    found = agenda.owed(today=date(2026, 12, 1))
    assert {entry.claim for entries in found.by_day.values() for entry in entries} == set(others)
    assert set_aside(Job.CALENDAR) == [str(first.pk)]


# --- Feeds ---


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as feeds:
        yield feeds


@pytest.fixture
def feeds(server: FeedServer, settings: Any) -> list[Feed]:
    """Three feeds at three publishers."""
    hosts = [server.host_number(number) for number in (1, 2, 3)]
    settings.FETCH_ALLOWED_HOSTS = frozenset(hosts)
    server.serve("/rss", rss(Item("a", "First"), Item("b", "Second"), Item("c", "Third")))
    return [Feed.objects.create(url=f"http://{host}/rss") for host in hosts]


def poll(feeds: list[Feed], now: datetime = NOW) -> None:
    lease = leases.take([feed.pk for feed in feeds], now=now, seconds=300)
    rounds.run(lease, lease.held(now=now), limits=rounds.poll_limits(), now=now)


def read_feeds() -> set[int]:
    return set(Article.objects.values_list("feed", flat=True))


@pytest.mark.parametrize(
    ("module", "name", "is_first"),
    [
        (documents, "parse_unseen", lambda body: b"Broken" in body),
        (pipeline, "meaning", lambda answer: b"Broken" in answer.body),
        (articles, "_plan", lambda told: told.feed.title == "Broken"),
        (store, "_after_visited", lambda feed: feed.title == "Broken"),
    ],
    ids=["reading", "understanding", "comparing", "planning"],
)
def test_a_feed_that_cannot_be_read_or_stored_stops_no_other(
    module: object,
    name: str,
    is_first: Callable[[Any], bool],
    feeds: list[Feed],
    server: FeedServer,
    break_first: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, *others = feeds
    server.serve("/broken", rss(Item("a", "Broken")))
    Feed.objects.filter(pk=first.pk).update(url=first.url.replace("/rss", "/broken"), title="Broken")
    break_first(module, name, is_first)

    poll(feeds)

    assert read_feeds() == {other.pk for other in others}
    first.refresh_from_db()
    assert (first.last_fault, first.failures, first.leased_until) == (Fault.INTERNAL, 1, None)
    assert set_aside(Job.READING) == [str(first.pk)]

    monkeypatch.undo()
    schedule.ask_anew([first.pk], now=NOW + LATER)
    poll([first], NOW + LATER)
    assert first.pk in read_feeds()
    assert not SetAside.objects.exists()


def test_a_feed_of_which_not_even_the_failure_can_be_written_stops_no_other(
    feeds: list[Feed], break_first: Callable[..., None]
) -> None:
    first, *others = feeds
    break_first(store, "_after_visited", lambda feed: feed.pk == first.pk)
    break_first(store, "_after_failure", lambda feed: feed.pk == first.pk)

    poll(feeds)

    assert read_feeds() == {other.pk for other in others}
    first.refresh_from_db()
    assert first.leased_until is None
    assert first.next_poll_at > NOW + timedelta(hours=3)


def test_an_entry_that_cannot_be_stored_stops_no_other_of_its_feed(
    feeds: list[Feed], break_first: Callable[..., None]
) -> None:
    feed, *_others = feeds
    break_first(articles, "_plan", lambda told: any(entry.title == "First" for entry in told.entries))

    poll([feed])

    assert set(Article.objects.values_list("title", flat=True)) == {"Second", "Third"}
    assert set_aside(Job.READING) == [str(feed.pk)]


def test_a_feed_whose_document_takes_more_memory_than_its_process_may_have_stops_no_other(
    feeds: list[Feed], server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = feeds
    server.serve("/large", rss(*(Item(str(number), 99 * "x") for number in range(3_000))))
    Feed.objects.filter(pk=first.pk).update(url=first.url.replace("/rss", "/large"))

    def cramped(body: bytes, *, url: str, content_type: str) -> Any:
        return parse_guarded(
            body, url=url, content_type=content_type, memory_mib=1 if "large" in url else 512
        )

    monkeypatch.setattr(documents, "parse_guarded", cramped)
    poll(feeds)
    assert read_feeds() == {other.pk for other in others}
    first.refresh_from_db()
    assert (first.last_fault, first.leased_until) == (Fault.TOO_LARGE, None)


def test_what_a_feed_held_last_is_of_no_account_where_it_cannot_be_read(
    feeds: list[Feed], break_first: Callable[..., None]
) -> None:
    poll(feeds)
    Feed.objects.update(body_hash="", next_poll_at=NOW)
    break_first(Seen, "unpack", bool)
    poll(feeds, NOW + LATER)
    assert not Feed.objects.exclude(failures=0).exists()


def test_a_feed_whose_move_cannot_be_followed_stops_no_other(
    db: None, break_first: Callable[..., None]
) -> None:
    feeds = [Feed.objects.create(url=f"https://n{n}.example/", last_success_at=NOW) for n in range(3)]
    break_first(moves, "_trail", lambda feed: feed == feeds[0])
    moves.note({feed.pk: moves.Landing(f"{feed.url}new", f"{feed.url}new") for feed in feeds}, now=NOW)
    assert list(Feed.objects.order_by("pk").values_list("moved_sightings", flat=True)) == [0, 1, 1]
    assert set_aside(Job.MOVING) == [str(feeds[0].pk)]


def test_what_goes_wrong_after_a_round_keeps_no_feed_leased(
    feeds: list[Feed], fault: Raise, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        fault()

    monkeypatch.setattr(hosts, "heed", broken)
    monkeypatch.setattr(moves, "note", broken)
    poll(feeds)
    assert read_feeds() == {feed.pk for feed in feeds}
    assert not Feed.objects.exclude(leased_until=None).exists()
    assert set(SetAside.objects.values_list("job", "item")) == {
        ("task", "heeding hosts"),
        ("task", "following moves"),
    }


def test_a_feed_whose_rhythm_cannot_be_taken_stops_no_other(
    db: None, break_first: Callable[..., None]
) -> None:
    quiet = {"last_success_at": NOW, "last_new_at": NOW - timedelta(days=30)}
    feeds = [Feed.objects.create(url=f"https://n{number}.example/", **quiet) for number in range(3)]
    for feed in feeds:
        for days in range(40, 60):
            published_at = NOW - timedelta(days=days)
            Article.objects.create(
                feed=feed,
                key=str(days),
                url="https://a.example",
                title="",
                language="en",
                published_at=published_at,
                stored_at=published_at,
            )
    seen: list[object] = []
    break_first(health, "rhythm", lambda days: not seen and not seen.append(days))  # type: ignore[func-returns-value]
    assert health.take_rhythms(now=NOW) == 2
    assert len(set_aside(Job.RHYTHM)) == 1
