from threading import Event

import pytest

from tests.feeds import Item, rss
from tracker.fetch import Fetched
from tracker.models import Fault, Feed, Poll
from tracker.parse import NotAFeed, ParsedFeed, Seen, parse_guarded
from tracker.polling import documents
from tracker.polling.documents import Reader, read_document
from tracker.polling.visits import ChangedDocument, Failure, Visited

URL = "https://news.example/rss"


def document(body: bytes) -> ChangedDocument:
    answer = Fetched(URL, URL, body, "application/rss+xml", '"1"', "", None, 60, 200)
    return ChangedDocument(answer, Visited(Poll.Result.NOTHING_NEW, etag='"1"', body_hash="1", asked=60))


def feed(pk: int) -> Feed:
    return Feed(pk=pk, url=f"{URL}/{pk}")


def test_a_document_gives_its_entries_and_keeps_what_the_server_said() -> None:
    told = read_document(document(rss(Item("a", "First"))), Seen())
    assert isinstance(told, Visited)
    assert [entry.title for entry in told.entries] == ["First"]
    assert (told.etag, told.body_hash, told.asked, told.title) == ('"1"', "1", 60, "News Example")


def test_it_tells_what_is_gone_since_the_last_document() -> None:
    before = read_document(document(rss(Item("a", "First"), Item("b", "Second"))), Seen())
    assert isinstance(before, Visited)
    assert before.seen
    after = read_document(document(rss(Item("c", "Third"), Item("b", "Second"))), before.seen)
    assert isinstance(after, Visited)
    assert [entry.title for entry in after.entries] == ["Third"]
    assert len(after.gone) == 1


def test_a_document_that_is_no_feed_is_a_failure_with_its_kind() -> None:
    assert read_document(document(b""), Seen()) == Failure(
        Fault.EMPTY, "The server sent an empty page instead of a feed."
    )


def test_a_fault_of_the_program_is_the_failure_of_one_feed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(documents, "parse_unseen", _broken)
    told = read_document(document(rss(Item("a", "First"))), Seen())
    assert isinstance(told, Failure)
    assert told.fault is Fault.INTERNAL
    assert isinstance(told.raised, AttributeError)


def _broken(*args: object, **kwargs: object) -> None:
    raise AttributeError


def test_documents_are_read_in_turn_and_handed_out_when_done() -> None:
    with Reader() as reader:
        reader.take({feed(n): document(rss(Item("a", f"Of {n}"))) for n in range(5)}, seen={})
        visits = [visit for visits in reader.remaining() for visit in visits]
    assert [visit.feed.pk for visit in visits] == list(range(5))
    assert all(isinstance(visit.outcome, Visited) for visit in visits)


def test_what_is_not_read_yet_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Event()
    monkeypatch.setattr(documents, "read_document", lambda *_: gate.wait() and Failure(Fault.EMPTY, "."))
    with Reader() as reader:
        reader.take({feed(1): document(b"x")}, seen={})
        assert reader.finished() == []
        gate.set()
        assert len(list(reader.remaining())) == 1


def test_too_many_waiting_bytes_make_the_network_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_WAITING_BYTES", 1_000)
    with Reader() as reader:
        reader.take({feed(n): document(rss(Item("a", "x" * 500))) for n in range(4)}, seen={})
        assert len(reader.finished()) >= 3


def test_leaving_early_drops_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[ChangedDocument] = []

    def note(one: ChangedDocument, _seen: Seen) -> Failure:
        started.append(one)
        return Failure(Fault.EMPTY, ".")

    monkeypatch.setattr(documents, "read_document", note)
    with pytest.raises(KeyboardInterrupt), Reader() as reader:  # noqa: PT012 - what is left by it is the point
        reader.take({feed(n): document(b"x") for n in range(500)}, seen={})
        raise KeyboardInterrupt
    assert len(started) < 500


def test_the_parser_is_given_only_what_was_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies: list[bytes] = []

    def spy(body: bytes, *, url: str, content_type: str) -> ParsedFeed | NotAFeed:
        bodies.append(body)
        return parse_guarded(body, url=url, content_type=content_type)

    monkeypatch.setattr(documents, "parse_guarded", spy)
    first = read_document(document(rss(Item("a", "First"))), Seen())
    assert isinstance(first, Visited)
    assert first.seen
    read_document(document(rss(Item("b", "Second"), Item("a", "First"))), first.seen)
    assert b"First" not in bodies[-1]
