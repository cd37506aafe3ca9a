"""Sending a message to a real server on loopback, through the gate that feeds pass, too."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.feedserver import FeedServer, Reply, failure, redirect
from tracker.fetch import FailureKind, Fetched, FetchFailed, Policy, Request, fetch_one, post

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
BODY = '{"claim": "Brücke"}'.encode()
HEADERS = {"Content-Type": "application/json", "webhook-id": "msg_1"}


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def _send(server: FeedServer, url: str, body: bytes = BODY, **policy: float) -> Fetched | FetchFailed:
    settings = Policy("Foresaid/1.0", frozenset({server.host}), **policy)  # type: ignore[arg-type]
    return post(url, body, headers=HEADERS, policy=settings, now=NOW)


def test_a_message_arrives_with_its_body_and_header_fields(server: FeedServer) -> None:
    result = _send(server, server.serve("/hook", Reply(b"thanks", status=202)))

    assert isinstance(result, Fetched)
    assert (result.status, result.body) == (202, b"")
    (request,) = server.received
    assert (request.method, request.body) == ("POST", BODY)
    assert HEADERS.items() <= {"Content-Type": request.headers["content-type"], **request.headers}.items()


def test_a_long_message_waits_for_no_permission(server: FeedServer) -> None:
    result = _send(server, server.serve("/hook", Reply(status=204)), b"x" * 3 * 2**20)

    assert isinstance(result, Fetched)
    assert len(server.received[0].body) == 3 * 2**20
    assert "expect" not in server.received[0].headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_failure(server: FeedServer, status: int) -> None:
    server.serve("/new", Reply())

    result = _send(server, server.serve("/hook", redirect("/new", status)))

    assert isinstance(result, FetchFailed)
    assert (result.kind, result.status) == (FailureKind.STATUS, status)
    assert len(server.received) == 1


def test_a_refusal_says_its_status_and_when_to_come_back(server: FeedServer) -> None:
    limited = _send(server, server.serve("/hook", failure(429, retry_after="60")))
    gone = _send(server, server.serve("/old", failure(410)))

    assert isinstance(limited, FetchFailed)
    assert (limited.status, limited.retry_after) == (429, 60)
    assert isinstance(gone, FetchFailed)
    assert gone.kind is FailureKind.GONE


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1/hook", "http://localhost:{port}/hook", "file:///etc/passwd"]
)
def test_no_message_goes_past_the_gate(server: FeedServer, url: str) -> None:
    server.serve("/hook", Reply())

    result = _send(server, url.format(port=server.port))

    assert isinstance(result, FetchFailed)
    assert result.kind in {FailureKind.REFUSED_ADDRESS, FailureKind.BAD_ADDRESS}
    assert not server.received


def test_a_talkative_answer_is_neither_kept_nor_a_failure(server: FeedServer) -> None:
    result = _send(server, server.serve("/hook", Reply(b"x" * 2**20, repeat=20, says_length=False)))

    assert isinstance(result, Fetched)
    assert result.body == b""


@pytest.mark.parametrize(("name", "value"), [("X-Evil", "a\r\nHost: b"), ("X: Y", "z"), ("", "z")])
def test_a_field_that_would_smuggle_another_in_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="cannot be sent"):
        Request("https://hook.example/", payload=b"", headers=((name, value),))


def test_a_requests_own_fields_stay_with_its_own_server(server: FeedServer) -> None:
    with FeedServer() as other:
        request = Request(
            server.serve("/page", redirect(other.serve("/page", b"x"))), headers=(("X-Key", "k"),)
        )

        fetch_one(request, policy=Policy("Foresaid/1.0", frozenset({server.host, other.host})), now=NOW)

        assert "x-key" in server.received[0].headers
        assert "x-key" not in other.received[0].headers


def test_an_answer_that_was_asked_for_is_kept_whether_it_agrees_or_not(server: FeedServer) -> None:
    settings = Policy("Foresaid/1.0", frozenset({server.host}), max_bytes=1000)
    server.serve("/ask", Reply(b"yes"), Reply(b"40\n", status=409), Reply(b"sorry", status=500))
    kept = frozenset({200, 409})

    answers = [
        post(server.url("/ask"), BODY, headers=HEADERS, policy=settings, now=NOW, keeps_body_of=kept)
        for _ in range(3)
    ]

    assert [(answer.status, answer.body) for answer in answers] == [(200, b"yes"), (409, b"40\n"), (500, b"")]


def test_an_answer_that_is_kept_is_bounded(server: FeedServer) -> None:
    settings = Policy("Foresaid/1.0", frozenset({server.host}), max_bytes=1000)
    server.serve("/ask", Reply(b"x" * 1001, status=409))

    answer = post(
        server.url("/ask"),
        BODY,
        headers=HEADERS,
        policy=settings,
        now=NOW,
        keeps_body_of=frozenset({409}),
    )

    assert isinstance(answer, FetchFailed)
    assert (answer.kind, answer.body) == (FailureKind.TOO_LARGE, b"")
