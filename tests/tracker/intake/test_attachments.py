"""Transcripts and PDFs of feeds' items are fetched through the gate and read in place of the items' words."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from claims.models import Evidence
from tests.conftest import NOW
from tests.feedserver import FeedServer, Reply, failure
from tests.makers import Maker
from tests.tracker.intake.extract.pages import BRIDGE
from tests.tracker.intake.extract.pdfs import Column, Pdf
from tracker import evidence
from tracker.intake import attachments, proposals
from tracker.jobs import Held
from tracker.models import Article, Attachment, Feed, ProposedClaim, SetAside

TURN = Held("read_attachments", "mine", float("inf"))
VTT = f"""WEBVTT

00:01.000 --> 00:04.000
<v Anna Gross>Good evening, and welcome to the programme.

12:34.000 --> 12:41.000
<v Orla Pemberwick>We will open the harbour bridge to traffic by the end of 2027.

12:42.000 --> 12:50.000
<v Anna Gross>{BRIDGE[1]}
"""
SAID = "We will open the harbour bridge to traffic by the end of 2027."


@pytest.fixture
def server(settings: Settings) -> Iterator[FeedServer]:
    with FeedServer() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        settings.HOST_SPACING_SECONDS = 0
        yield server


@pytest.fixture
def article(db: None) -> Article:
    feed = Feed.objects.create(url="https://ton.example/rss", title="Harbour Talk")
    done = {"matched_at": NOW, "spotted_at": NOW, "published_at": NOW, "stored_at": NOW}
    return Article.objects.create(
        feed=feed,
        key="a",
        url="https://ton.example/12",
        title="Episode 12",
        content="Notes.",
        language="en",
        **done,
    )


def attach(article: Article, url: str, kind: str = "vtt") -> Attachment:
    recording = "https://ton.example/12.mp3"
    return Attachment.objects.create(article=article, kind=kind, url=url, recording=recording, due_at=NOW)


def read(article: Article, *, now: datetime = NOW) -> Attachment:
    attachments.work(TURN, now=now)
    return Attachment.objects.get(pk=article.pk)


def test_what_was_said_is_proposed_with_who_said_it_and_when(article: Article, server: FeedServer) -> None:
    attach(article, server.serve("/12.vtt", Reply(VTT.encode(), content_type="text/vtt")))

    assert read(article).read_at == NOW
    assert proposals.spot_waiting(now=NOW) == 1

    proposal = ProposedClaim.objects.get()
    assert (proposal.quote, proposal.claimant, proposal.second) == (SAID, "Orla Pemberwick", 754)


def test_what_was_said_is_compared_with_the_claims(article: Article, server: FeedServer, make: Maker) -> None:
    make.published(statement="The harbour bridge will open to traffic by the end of 2027.", horizon="2027")
    words = SAID.replace("will open", "opened").replace("by the end of 2027", "this morning")
    said = VTT.replace(SAID, f"The harbour bridge opened to traffic, Orla Pemberwick said. {words}")
    attach(article, server.serve("/12.vtt", Reply(said.encode(), content_type="text/vtt")))
    read(article)

    evidence.match_waiting(now=NOW)

    assert "harbour bridge opened to traffic" in Evidence.objects.get().excerpt


def test_a_pdf_is_read_in_place_of_the_notice_of_it(article: Article, server: FeedServer) -> None:
    body = bytes(Pdf([[Column(BRIDGE)]]))
    attach(article, server.serve("/a.pdf", Reply(body, content_type="application/pdf")), "pdf")

    assert read(article).text.startswith(BRIDGE[0])
    assert proposals.spot_waiting(now=NOW) == 1
    assert ProposedClaim.objects.get().second is None


def test_a_document_that_is_not_there_yet_is_asked_for_again_and_then_given_up(
    article: Article, server: FeedServer
) -> None:
    attach(article, server.serve("/12.vtt", failure(404)))

    now, waits = NOW, []
    while (attachment := read(article, now=now)).due_at:
        waits.append(attachment.due_at - now)
        now = attachment.due_at

    assert waits == list(attachments.PAUSES)
    assert attachment.fault == "unreachable"
    assert len(server.received) == len(attachments.PAUSES) + 1
    assert Article.objects.get().content == "Notes."


@pytest.mark.parametrize(
    ("kind", "body", "fault"),
    [
        ("vtt", b"WEBVTT\n", "no_text"),
        ("pdf", b"%PDF-1.4", "pdf_broken"),
        ("pdf", bytes(Pdf([[]])), "pdf_scan"),
        ("pdf", bytes(Pdf([[]], is_locked=True)), "pdf_locked"),
        ("vtt", b"x" * 11 * 2**20, "too_large"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(
    article: Article, server: FeedServer, kind: str, body: bytes, fault: str
) -> None:
    attach(article, server.serve("/a", Reply(body)), kind)

    attachment = read(article)
    assert (attachment.fault, attachment.read_at) == (fault, None)
    assert attachment.get_fault_display()


def test_no_address_of_the_inner_network_is_asked(
    article: Article, server: FeedServer, settings: Settings
) -> None:
    attach(article, server.serve("/12.vtt", Reply(VTT.encode())))
    settings.FETCH_ALLOWED_HOSTS = frozenset()

    assert read(article).fault == "refused_address"
    assert server.received == []


def test_whom_its_host_lets_wait_is_asked_later(
    article: Article, server: FeedServer, settings: Settings
) -> None:
    settings.HOST_SPACING_SECONDS = 60
    address = server.serve("/12.vtt", Reply(VTT.encode()))
    attach(article, address)
    other = Article.objects.create(
        feed=article.feed, key="b", url="https://ton.example/13", title="13", language="en",
        published_at=NOW, stored_at=NOW,
    )  # fmt: skip
    attach(other, address + "?13")

    attachments.work(TURN, now=NOW)

    waiting = Attachment.objects.get(due_at__isnull=False)
    assert (waiting.due_at, waiting.tries) == (NOW + timedelta(minutes=1), 0)
    assert not SetAside.objects.exists()
