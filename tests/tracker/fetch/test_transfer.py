"""One request: what it refuses and how it reads curl's word, with no server. Those are in test_client."""

from collections.abc import Iterator
from datetime import UTC, datetime
from socket import AF_INET, IPPROTO_TCP, SOCK_STREAM

import pycurl
import pytest

from tracker.fetch import Answer, FailureKind, Fetched, FetchFailed, NotModified, Policy, Request
from tracker.fetch.transfer import Transfer

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
URL = "https://nordlicht.example/feed"


@pytest.fixture
def handle() -> Iterator[pycurl.Curl]:
    curl = pycurl.Curl()
    yield curl
    curl.close()


def transfer(request: Request | None = None, **policy: int) -> Transfer:
    return Transfer(request or Request(URL), policy=Policy("Foresaid/1.0", **policy), now=NOW)  # type: ignore[arg-type]


def answer(under_way: Transfer, status: int, *fields: str, body: bytes = b"") -> None:
    """What curl would hand over of a response."""
    for line in (f"HTTP/1.1 {status} Whatever", *fields):
        under_way._hop.headers.feed(line.encode("latin-1") + b"\r\n")
    if body:
        under_way._take(body)


def failed(result: Answer | None) -> FetchFailed:
    assert isinstance(result, FetchFailed), result
    return result


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("ftp://nordlicht.example/feed", FailureKind.BAD_ADDRESS),
        ("https:///feed", FailureKind.BAD_ADDRESS),
        ("http://127.0.0.1/feed", FailureKind.REFUSED_ADDRESS),
        ("http://2130706433/feed", FailureKind.REFUSED_ADDRESS),
    ],
)
def test_an_address_that_may_not_be_asked_fails_before_a_socket_opens(
    handle: pycurl.Curl, url: str, kind: FailureKind
) -> None:
    result = failed(transfer(Request(url)).start(handle))

    assert (result.url, result.kind) == (url, kind)
    assert result.detail.endswith(".")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (pycurl.E_COULDNT_RESOLVE_HOST, FailureKind.DNS),
        (pycurl.E_COULDNT_CONNECT, FailureKind.CONNECT),
        (pycurl.E_RECV_ERROR, FailureKind.CONNECT),
        (pycurl.E_OPERATION_TIMEDOUT, FailureKind.DNS),  # before the name was even found
        (pycurl.E_PEER_FAILED_VERIFICATION, FailureKind.TLS),
        (pycurl.E_PARTIAL_FILE, FailureKind.PROTOCOL),
    ],
)
def test_curls_error_becomes_a_kind_and_a_sentence(handle: pycurl.Curl, code: int, kind: FailureKind) -> None:
    under_way = transfer()
    under_way.start(handle)

    result = failed(under_way.finish(handle, (code, "curl's own words")))

    assert result.kind is kind
    assert "nordlicht.example" in result.detail
    assert (result.status, result.retry_after) == (None, None)


def test_a_connection_lost_after_the_status_is_the_answers_fault(handle: pycurl.Curl) -> None:
    under_way = transfer()
    under_way.start(handle)
    answer(under_way, 200)

    assert failed(under_way.finish(handle, (pycurl.E_RECV_ERROR, "reset"))).kind is FailureKind.PROTOCOL


def test_a_length_announced_beyond_the_limit_is_too_large(handle: pycurl.Curl) -> None:
    under_way = transfer(max_bytes=2**20)
    under_way.start(handle)
    answer(under_way, 200)

    result = failed(under_way.finish(handle, (pycurl.E_FILESIZE_EXCEEDED, "")))

    assert result.kind is FailureKind.TOO_LARGE
    assert result.detail == "nordlicht.example sent more than the 1 MB allowed."


def test_a_body_that_nobody_wanted_may_break_off(handle: pycurl.Curl) -> None:
    under_way = transfer()
    under_way.start(handle)
    answer(under_way, 503, "Retry-After: 120")

    result = failed(under_way.finish(handle, (pycurl.E_WRITE_ERROR, "stopped")))

    assert (result.kind, result.status, result.retry_after) == (FailureKind.STATUS, 503, 120)


def test_an_error_page_is_read_a_little_and_not_kept(handle: pycurl.Curl) -> None:
    under_way = transfer()
    under_way.start(handle)
    answer(under_way, 404)

    assert under_way._take(b"x" * 64 * 1024) is None
    assert under_way._take(b"x") == 0
    assert under_way._hop.chunks == []


def test_a_body_is_taken_up_to_the_limit_and_not_a_byte_more(handle: pycurl.Curl) -> None:
    under_way = transfer(max_bytes=10)
    under_way.start(handle)
    answer(under_way, 200)

    assert [under_way._take(b"x" * 10), under_way._take(b"x")] == [None, 0]
    assert failed(under_way.finish(handle, None)).kind is FailureKind.TOO_LARGE


def test_a_redirect_starts_the_next_hop_with_clean_headers(handle: pycurl.Curl) -> None:
    under_way = transfer()
    under_way.start(handle)
    answer(under_way, 301, "Location: /moved", 'ETag: "old"')

    assert under_way.finish(handle, None) is None
    answer(under_way, 200, body=b"<rss/>")

    result = under_way.finish(handle, None)
    assert isinstance(result, Fetched)
    assert (result.final_url, result.permanent_url) == ("https://nordlicht.example/moved",) * 2
    assert (result.etag, result.body) == ("", b"<rss/>")


def test_a_redirect_to_a_private_address_ends_the_chain(handle: pycurl.Curl) -> None:
    under_way = transfer()
    under_way.start(handle)
    answer(under_way, 302, "Location: http://169.254.169.254/latest/")

    assert failed(under_way.finish(handle, None)).kind is FailureKind.REFUSED_ADDRESS


def test_a_redirect_that_names_no_place_is_a_status(handle: pycurl.Curl) -> None:
    under_way = transfer()
    under_way.start(handle)
    answer(under_way, 302)

    result = failed(under_way.finish(handle, None))

    assert (result.kind, result.status) == (FailureKind.STATUS, 302)


def test_a_chain_may_be_as_long_as_the_policy_says(handle: pycurl.Curl) -> None:
    under_way = transfer(max_redirects=1)
    under_way.start(handle)
    answer(under_way, 302, "Location: /1")
    assert under_way.finish(handle, None) is None
    answer(under_way, 302, "Location: /2")

    assert failed(under_way.finish(handle, None)).kind is FailureKind.REDIRECTS


@pytest.mark.parametrize(("etag", "kind"), [('"a"', NotModified), ("", FetchFailed)])
def test_only_who_sent_a_validator_is_told_that_nothing_changed(
    handle: pycurl.Curl, etag: str, kind: type
) -> None:
    under_way = transfer(Request(URL, etag))
    under_way.start(handle)
    answer(under_way, 304)

    assert isinstance(under_way.finish(handle, None), kind)


def test_a_private_address_found_behind_a_name_opens_no_socket(handle: pycurl.Curl) -> None:
    under_way = transfer()
    under_way.start(handle)

    lent = under_way._open_socket(0, (AF_INET, SOCK_STREAM, IPPROTO_TCP, ("10.0.0.7", 443)))

    assert lent == pycurl.SOCKET_BAD
    result = failed(under_way.finish(handle, (pycurl.E_COULDNT_CONNECT, "")))
    assert result.kind is FailureKind.REFUSED_ADDRESS
    assert "10.0.0.7" not in result.detail


def test_giving_up_is_a_timeout_that_names_the_host(handle: pycurl.Curl) -> None:
    under_way = transfer()
    under_way.start(handle)

    result = under_way.timed_out()

    assert result.kind is FailureKind.TIMEOUT
    assert result.detail == "nordlicht.example did not answer in full within the time allowed."
