"""Pages that readers name are opened through the gate and wait for an editor."""

from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
from pytest_django import Settings

from claims import editorial
from claims.models import Claim, Evidence, Tip, User
from claims.readers import tips
from tests.conftest import NOW
from tests.feedserver import FeedServer, Reply
from tests.makers import Maker
from tests.tracker.intake.extract.pages import BRIDGE, article_page
from tracker import hints
from tracker.intake import articles
from tracker.jobs import Held

TURN = Held("look_at_hints", "mine", float("inf"))


@pytest.fixture
def paper(settings: Settings) -> Iterator[FeedServer]:
    with FeedServer() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        yield server


@pytest.fixture
def harbour(make: Maker) -> Claim:
    return make.published(
        statement="The harbour bridge will open to traffic by the end of 2027.", horizon="2027"
    )


def page(paper: FeedServer) -> str:
    body = article_page(*["The council spoke of schools. " * 20] * 3, *BRIDGE)
    return paper.serve("/a", Reply(body, content_type="text/html; charset=utf-8"))


def sent(claim: Claim, address: str, *, turn: Held = TURN) -> Tip:
    tips.send(claim=claim, address=address, language="de", now=NOW)
    hints.work(turn, now=NOW)
    return Tip.objects.latest("pk")


def test_a_page_that_can_be_read_waits_in_the_queue_with_its_passage(
    harbour: Claim, paper: FeedServer
) -> None:
    tip = sent(harbour, page(paper))

    evidence = Evidence.objects.awaiting_review().get()
    assert tip.evidence == evidence
    assert (evidence.title, evidence.publisher) == ("Bridge to open next year", "The Ansel Ledger")
    assert BRIDGE[0] in evidence.excerpt


def test_what_was_turned_down_before_is_not_offered_again(
    harbour: Claim, paper: FeedServer, ada: User
) -> None:
    first = sent(harbour, page(paper)).evidence
    assert first
    editorial.reject_evidence(evidence=first, by=ada)

    assert sent(harbour, page(paper)).evidence == first
    assert Evidence.objects.get().status == "rejected"


def test_no_address_of_the_inner_network_is_asked(
    harbour: Claim, paper: FeedServer, settings: Settings
) -> None:
    address = page(paper)
    settings.FETCH_ALLOWED_HOSTS = frozenset()

    tip = sent(harbour, address)

    assert tip.state == Tip.State.UNREADABLE
    assert tip.fault
    assert paper.received == []


def test_a_page_that_is_not_there_is_said_so_in_the_readers_language(
    harbour: Claim, paper: FeedServer
) -> None:
    tip = sent(harbour, paper.serve("/gone", Reply(b"", status=404)))

    assert tip.state == Tip.State.UNREADABLE
    assert "Seite" in tip.fault
    assert not Evidence.objects.exists()


def test_one_page_that_breaks_the_program_does_not_keep_the_others(
    harbour: Claim, paper: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = articles.read_address

    def breaks(address: str, **named: Any) -> object:
        if address.endswith("odd"):
            raise RuntimeError("odd")
        return read(address, **named)

    monkeypatch.setattr(articles, "read_address", breaks)
    tips.send(claim=harbour, address=paper.url("/odd"), language="en", now=NOW)
    sent(harbour, page(paper))

    assert [tip.state for tip in Tip.objects.order_by("pk")] == ["unreadable", "offered"]


def test_a_page_that_a_worker_died_of_is_not_opened_again(harbour: Claim, paper: FeedServer) -> None:
    tips.send(claim=harbour, address=page(paper), language="en", now=NOW)
    tip = Tip.objects.get()

    hints.work(Held("look_at_hints", "mine", monotonic() + 9, True, str(tip.pk)), now=NOW)

    tip.refresh_from_db()
    assert tip.state == Tip.State.UNREADABLE
    assert paper.received == []


def test_a_turn_that_is_over_leaves_the_rest_to_the_next(harbour: Claim, paper: FeedServer) -> None:
    assert sent(harbour, page(paper), turn=Held("look_at_hints", "mine", 0.0)).state == Tip.State.NEW
