"""What is too old goes, in batches; evidence, the record and what rests on it stay."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from claims.models import Claim, Evidence, ImportRow, RecordEntry, TableImport, User
from tests.conftest import NOW
from tracker import clearing, evidence
from tracker.intake import proposals
from tracker.jobs import Held
from tracker.models import (
    Alert,
    Article,
    Channel,
    Delivery,
    Feed,
    Poll,
    ProposalCount,
    ProposedClaim,
    Redelivery,
    SetAside,
)

LONG_AGO = NOW - timedelta(days=3_000)
PLAN = "<p>The harbour bridge will open to traffic by the end of 2027, secretary Orla Pemberwick said.</p>"
pytestmark = pytest.mark.django_db


@pytest.fixture
def feed() -> Feed:
    return Feed.objects.create(url="https://news.example/rss", title="News Example")


def article(feed: Feed, number: int, **values: Any) -> Article:
    defaults = {
        "key": str(number),
        "url": f"https://news.example/{number}",
        "language": "en",
        "title": "Bridge",
        "published_at": NOW,
        "stored_at": LONG_AGO,
    }
    return Article.objects.create(feed=feed, **(defaults | values))


@contextmanager
def a_turn(seconds: float = 60) -> Iterator[Held]:
    yield Held("clear_away", "mine", monotonic() + seconds)


def clear() -> int:
    with a_turn() as turn:
        return clearing.work(turn, now=NOW)


def test_old_polls_go_and_younger_ones_stay(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing, "ROWS_AT_ONCE", 2)
    for days in (900, 800, 700, 600, 10):
        Poll.objects.create(feed=feed, at=NOW - timedelta(days=days), result="new")
    assert clear() == 4
    assert Poll.objects.get().at == NOW - timedelta(days=10)


def test_an_old_article_goes_and_its_evidence_stays(feed: Feed, claim: Claim) -> None:
    title = "Elbe bridge will be open to traffic by the end of 2026, minister Mara Lindt repeats"
    article(feed, 1, title=title)
    article(feed, 2, stored_at=NOW)
    evidence.match_waiting(now=NOW)
    entries = RecordEntry.objects.count()
    clear()
    assert Article.objects.get().key == "2"
    assert Evidence.objects.get().title == title
    assert RecordEntry.objects.count() == entries


def test_an_article_of_which_an_editor_made_a_draft_stays(feed: Feed, ada: User) -> None:
    for number in (1, 2):
        article(feed, number, content=PLAN)
    proposals.spot_waiting(now=LONG_AGO)
    kept = ProposedClaim.objects.latest("pk")
    ProposedClaim.objects.filter(pk=kept.pk).update(state="drafted", considered_by=ada, considered_at=NOW)
    clear()
    assert Article.objects.get() == kept.article


def test_proposals_go_and_their_counts_by_day_and_reason_stay(feed: Feed) -> None:
    for number in range(3):
        article(feed, number, content=PLAN)
    proposals.spot_waiting(now=LONG_AGO)
    reason = ProposedClaim.objects.latest("pk").reason
    clear()
    assert not ProposedClaim.objects.exists()
    counted = ProposalCount.objects.values_list("day", "reason", "state", "number").get()
    assert counted == (LONG_AGO.date(), reason, "waiting", 3)


@pytest.mark.parametrize(("state", "stays"), [("sent", False), ("silenced", False), ("owed", True)])
def test_old_alerts_and_their_tries_go_once_they_are_settled(state: str, stays: bool) -> None:
    desk = Channel.objects.create(name="Desk", address="desk@example.org")
    alert = Alert.objects.create(
        kind="weekly",
        once_key="2019-01-07",
        channel=desk,
        state=state,
        noticed_at=LONG_AGO,
        next_try_at=LONG_AGO,
        message_id="<a@b>",
        sent_at=LONG_AGO if state == "sent" else None,
    )
    Delivery.objects.create(alert=alert, at=LONG_AGO, succeeded=True)
    clear()
    assert (Alert.objects.exists(), Delivery.objects.exists()) == (stays, stays)


def test_what_keeps_a_step_from_being_told_again_stays_while_the_claim_is_pending(claim: Claim) -> None:
    desk = Channel.objects.create(name="Desk", address="desk@example.org")
    Alert.objects.create(
        kind="deadline",
        once_key=f"{claim.pk}/1/before-1000",
        channel=desk,
        claim=claim,
        deadline_version=1,
        step="before-1000",
        state="sent",
        noticed_at=LONG_AGO,
        next_try_at=LONG_AGO,
        message_id="<a@b>",
        sent_at=LONG_AGO,
    )
    clear()
    assert Alert.objects.exists()


def test_what_was_set_aside_long_ago_goes_and_so_do_sessions_that_ran_out() -> None:
    values = {"fault": "ValueError", "program": "1", "first_at": LONG_AGO, "last_at": LONG_AGO}
    SetAside.objects.create(job="spotting", item="1", **values)
    SetAside.objects.create(job="spotting", item="2", due_at=NOW, **values)
    Redelivery.objects.create(task_id="1", task="t", arguments="", last_at=LONG_AGO, set_aside_at=LONG_AGO)
    Session.objects.create(session_key="a", session_data="", expire_date=LONG_AGO)
    clear()
    assert SetAside.objects.get().item == "2"
    assert not Redelivery.objects.exists()
    assert not Session.objects.exists()


def test_a_long_table_goes_with_its_rows_after_a_month(ada: User) -> None:
    for days in (29, 31):
        values = {"language": "en", "headings": [], "places": {}}
        table = TableImport.objects.create(by=ada, at=NOW - timedelta(days=days), **values)
        ImportRow.objects.create(table=table, number=2, cells=["Mara Lindt"])
    clear()
    assert ImportRow.objects.get().table.at == NOW - timedelta(days=29)


def test_clearing_stops_when_its_turn_is_over(feed: Feed) -> None:
    Poll.objects.create(feed=feed, at=LONG_AGO, result="new")
    with a_turn(seconds=0) as turn:
        assert clearing.work(turn, now=NOW) == 0
    assert Poll.objects.exists()


def test_a_kind_that_raises_does_not_keep_the_others(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    article(feed, 1)
    monkeypatch.setitem(clearing.KINDS, "polls", lambda now: int("fifteen"))
    clear()
    assert not Article.objects.exists()
    assert SetAside.objects.get().item == "clearing away polls"
