"""Fetching from a real server on loopback, polite and hostile."""

import gzip
import subprocess
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from shutil import which
from socket import socket
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from time import monotonic
from typing import Any

import pytest

from tests.feedserver import FeedServer, Reply, failure, gzip_bomb, redirect
from tracker.fetch import (
    Answer,
    FailureKind,
    Fetched,
    FetchFailed,
    NotModified,
    Policy,
    Request,
    client,
    fetch_all,
    fetch_one,
)
from tracker.fetch.transfer import ca_file

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>Nordlicht</title></channel></rss>"


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def _policy(server: FeedServer, **changes: Any) -> Policy:
    settings = {
        "user_agent": "Foresaid/1.0 (+mailto:desk@example.org)",
        "allowed_hosts": frozenset({server.host}),
    }
    return Policy(**(settings | changes))


def _fetch(
    server: FeedServer, url: str, *, etag: str = "", last_modified: str = "", **changes: Any
) -> Answer:
    return fetch_one(Request(url, etag, last_modified), policy=_policy(server, **changes), now=NOW)


def _fetched(result: Answer) -> Fetched:
    assert isinstance(result, Fetched), result
    return result


def _failed(result: Answer) -> FetchFailed:
    assert isinstance(result, FetchFailed), result
    return result


def test_a_body_comes_with_what_the_server_says_about_it(server: FeedServer) -> None:
    reply = Reply(
        FEED, content_type="application/rss+xml; charset=utf-8", headers=(("Cache-Control", "max-age=900"),)
    )
    url = server.serve("/feed", reply)

    result = _fetched(_fetch(server, url))

    assert result == Fetched(
        url=url,
        final_url=url,
        body=FEED,
        content_type="application/rss+xml; charset=utf-8",
        etag="",
        last_modified="",
        permanent_url=None,
        max_age=900,
        status=200,
    )


@pytest.mark.parametrize("etag", ['"plain"', 'W/"weak"', "unquoted", '"Umläut é"', '"a,b"', '"\xa0"'])
def test_an_etag_goes_back_byte_for_byte(server: FeedServer, etag: str) -> None:
    url = server.serve("/feed", Reply(FEED, etag=etag))
    first = _fetched(_fetch(server, url))

    second = _fetch(server, url, etag=first.etag)

    assert isinstance(second, NotModified)
    assert second.etag == first.etag == etag


@pytest.mark.parametrize("date", ["Wed, 17 Jun 2026 07:00:00 GMT", "2026-06-17 07:00:00+02:00", "yesterday"])
def test_a_last_modified_goes_back_as_it_came(server: FeedServer, date: str) -> None:
    url = server.serve("/feed", Reply(FEED, last_modified=date))
    first = _fetched(_fetch(server, url))

    second = _fetch(server, url, last_modified=first.last_modified)

    assert isinstance(second, NotModified)
    assert server.received[1].headers["if-modified-since"] == date


def test_a_304_without_validators_keeps_those_of_the_request(server: FeedServer) -> None:
    url = server.serve("/feed", Reply(status=304))

    result = _fetch(server, url, etag='"kept"', last_modified="then")

    assert result == NotModified(url=url, etag='"kept"', last_modified="then", max_age=None, final_url=url)


def test_a_304_may_bring_new_validators(server: FeedServer) -> None:
    url = server.serve("/feed", Reply(status=304, etag='"new"', headers=(("Cache-Control", "max-age=60"),)))

    result = _fetch(server, url, etag='"old"')

    assert result == NotModified(url=url, etag='"new"', last_modified="", max_age=60, final_url=url)


def test_a_304_that_nobody_asked_for_is_a_failure(server: FeedServer) -> None:
    result = _failed(_fetch(server, server.serve("/feed", Reply(status=304))))

    assert (result.kind, result.status) == (FailureKind.STATUS, 304)


def test_a_validator_with_a_line_break_is_not_sent(server: FeedServer) -> None:
    url = server.serve("/feed", FEED)

    _fetch(server, url, etag='"a"\r\nX-Smuggled: 1', last_modified="then\nX-Smuggled: 1")

    assert not {"x-smuggled", "if-none-match", "if-modified-since"} & server.received[0].headers.keys()


def test_a_validator_too_long_to_store_counts_as_none(server: FeedServer) -> None:
    url = server.serve("/feed", Reply(FEED, etag="e" * 1001, last_modified="m" * 201))

    result = _fetched(_fetch(server, url))

    assert (result.etag, result.last_modified) == ("", "")


def test_a_chain_that_turns_in_a_circle_without_cookies_comes_to_its_end(server: FeedServer) -> None:
    asks = Reply(status=302, headers=(("Location", "/rss"), ("Set-Cookie", "seen=1")), content_type="")
    server.serve("/rss", asks, Reply(FEED))
    assert _fetched(_fetch(server, server.url("/rss"))).body == FEED
    assert [request.headers.get("cookie") for request in server.received] == [None, "seen=1"]
    _fetch(server, server.url("/rss"))
    assert "cookie" not in server.received[-1].headers


def test_a_cookie_of_a_chain_goes_to_no_other_host(server: FeedServer) -> None:
    other = server.url("/rss", host=2)
    server.serve("/go", Reply(status=302, headers=(("Location", other), ("Set-Cookie", "seen=1"))))
    server.serve("/rss", Reply(FEED))
    _fetched(_fetch(server, server.url("/go"), allowed_hosts=server.hosts(2)))
    assert "cookie" not in server.received[-1].headers


def test_a_feed_gzipped_without_saying_so_is_unpacked(server: FeedServer) -> None:
    server.serve("/rss.gz", Reply(gzip.compress(FEED), content_type="application/octet-stream"))
    assert _fetched(_fetch(server, server.url("/rss.gz"))).body == FEED


def test_a_bomb_gzipped_without_saying_so_is_too_large(server: FeedServer) -> None:
    server.serve("/rss", replace(gzip_bomb(20), headers=()))
    assert _failed(_fetch(server, server.url("/rss"), max_bytes=2**20)).kind is FailureKind.TOO_LARGE


def test_a_request_names_us_and_carries_nothing_else(server: FeedServer) -> None:
    url = server.serve("/feed", redirect("/next"))
    server.serve("/next", Reply(FEED, headers=(("Set-Cookie", "id=1"),)))

    _fetch(server, url)
    _fetch(server, url)

    assert server.received[3].headers["user-agent"] == "Foresaid/1.0 (+mailto:desk@example.org)"
    for request in server.received:
        assert request.headers.keys() == {"host", "user-agent", "accept", "accept-encoding"}
        assert "?" not in request.path


def test_a_proxy_in_the_environment_is_not_used(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert _fetched(_fetch(server, server.serve("/feed", FEED))).body == FEED


@pytest.mark.parametrize(
    ("status", "for_good"), [(301, True), (308, True), (302, False), (303, False), (307, False)]
)
def test_only_permanent_redirects_name_a_new_address(
    server: FeedServer, status: int, *, for_good: bool
) -> None:
    url = server.serve("/old", redirect("/new", status))
    new = server.serve("/new", FEED)

    result = _fetched(_fetch(server, url))

    assert (result.url, result.final_url) == (url, new)
    assert result.permanent_url == (new if for_good else None)


def test_a_permanent_redirect_counts_up_to_the_first_temporary_one(server: FeedServer) -> None:
    url = server.serve("/a", redirect("/b", 301))
    server.serve("/b", redirect("/c", 308))
    server.serve("/c", redirect("/d", 302))
    server.serve("/d", redirect("/e", 301))
    server.serve("/e", Reply(FEED, etag='"x"'))

    result = _fetch(server, url, etag='"x"')

    assert isinstance(result, NotModified)
    assert result.permanent_url == server.url("/c")


def test_a_redirect_to_an_unescaped_address_is_followed(server: FeedServer) -> None:
    server.serve("/f%C3%BCr%20alle", FEED)

    result = _fetched(_fetch(server, server.serve("/old", redirect("/f\xc3\xbcr alle"))))

    assert result.final_url == server.url("/f%C3%BCr%20alle")


def test_the_fifth_redirect_is_followed_and_the_sixth_is_not(server: FeedServer) -> None:
    for hop in range(6):
        server.serve(f"/{hop}", redirect(f"/{hop + 1}"))
    server.serve("/6", FEED)

    assert isinstance(_fetch(server, server.url("/1")), Fetched)
    assert _failed(_fetch(server, server.url("/0"))).kind is FailureKind.REDIRECTS


def test_a_dripping_server_meets_the_wall_deadline(server: FeedServer) -> None:
    url = server.serve("/drip", Reply(FEED * 100, drip_seconds=0.02))

    assert _failed(_fetch(server, url, total_seconds=0.3)).kind is FailureKind.TIMEOUT


def test_the_deadline_holds_for_the_whole_chain_of_redirects(server: FeedServer) -> None:
    for hop in range(5):
        slow = Reply(b"x" * 8, 302, headers=(("Location", f"/{hop + 1}"),), drip_seconds=0.02)
        server.serve(f"/{hop}", slow)
    server.serve("/5", FEED)

    assert _failed(_fetch(server, server.url("/0"), total_seconds=0.4)).kind is FailureKind.TIMEOUT
    assert isinstance(_fetch(server, server.url("/4"), total_seconds=5), Fetched)


def test_time_that_the_caller_takes_is_not_the_servers_to_lose(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = server.serve("/slow", Reply(b"x", waits_for=3))
    server.serve("/quick", FEED)
    quick = server.url("/quick", host=2)
    policy = _policy(server, total_seconds=60, allowed_hosts=server.hosts(2))
    results = fetch_all([Request(slow), Request(quick)], policy=policy, now=NOW)

    assert next(results).url == quick
    monkeypatch.setattr(client, "monotonic", lambda: monotonic() + 120)  # the caller took two minutes
    _fetch(server, server.url("/quick"))  # the third request, for which the slow answer waits

    assert isinstance(next(results), Fetched)


def test_a_gzip_bomb_ends_at_the_limit_without_growth_in_memory(server: FeedServer) -> None:
    url = server.serve("/bomb", gzip_bomb(mebibytes=300))
    tracemalloc.start()
    try:
        result = _failed(_fetch(server, url))
        _held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert result.kind is FailureKind.TOO_LARGE
    assert "10 MB" in result.detail
    assert most < 40 * 2**20


@pytest.mark.parametrize("says_length", [True, False])
def test_the_limit_is_exact(server: FeedServer, *, says_length: bool) -> None:
    url = server.serve("/feed", Reply(b"x" * 1000, says_length=says_length))

    assert isinstance(_fetch(server, url, max_bytes=1000), Fetched)
    assert _failed(_fetch(server, url, max_bytes=999)).kind is FailureKind.TOO_LARGE


def test_an_endless_body_is_cut_off(server: FeedServer) -> None:
    url = server.serve("/feed", Reply(b"x" * 2**20, repeat=10**6, says_length=False))

    assert _failed(_fetch(server, url, total_seconds=10)).kind is FailureKind.TOO_LARGE


def test_an_endless_error_page_is_still_its_status(server: FeedServer) -> None:
    url = server.serve("/feed", Reply(b"x" * 2**20, 503, repeat=100, headers=(("Retry-After", "60"),)))

    result = _failed(_fetch(server, url))

    assert (result.kind, result.status, result.retry_after) == (FailureKind.STATUS, 503, 60)


def test_a_compressed_body_arrives_decoded(server: FeedServer) -> None:
    assert len(_fetched(_fetch(server, server.serve("/feed", gzip_bomb(mebibytes=1)))).body) == 2**20


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, FailureKind.STATUS),
        (403, FailureKind.STATUS),
        (500, FailureKind.STATUS),
        (410, FailureKind.GONE),
        (300, FailureKind.STATUS),
    ],
)
def test_a_status_other_than_success_is_a_failure(server: FeedServer, status: int, kind: FailureKind) -> None:
    result = _failed(_fetch(server, server.serve("/feed", failure(status))))

    assert (result.kind, result.status, result.retry_after) == (kind, status, None)


@pytest.mark.parametrize(("said", "seconds"), [("120", 120), ("Wed, 17 Jun 2026 09:00:00 GMT", 3600)])
def test_a_server_may_say_when_to_come_back(server: FeedServer, said: str, seconds: int) -> None:
    result = _failed(_fetch(server, server.serve("/feed", failure(429, retry_after=said))))

    assert (result.status, result.retry_after) == (429, seconds)


def test_a_private_address_behind_a_name_is_refused_at_the_socket(server: FeedServer) -> None:
    server.serve("/feed", FEED)

    result = _failed(_fetch(server, f"http://localhost:{server.port}/feed"))

    assert result.kind is FailureKind.REFUSED_ADDRESS
    assert not server.received


def test_a_redirect_to_a_private_address_is_refused(server: FeedServer) -> None:
    urls = [
        f"http://127.0.0.2:{server.port}/",
        f"http://localhost:{server.port}/",
        "http://0x7f.1/",
        "http://[::ffff:7f00:1]/",
    ]
    for number, target in enumerate(urls):
        server.serve(f"/{number}", redirect(target))

    results = [_failed(_fetch(server, server.url(f"/{number}"))) for number in range(len(urls))]

    assert {result.kind for result in results} == {FailureKind.REFUSED_ADDRESS}
    assert len(server.received) == len(urls)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/", "http://[::1", "http://example.org\\@127.0.0.1/"]
)
def test_a_redirect_away_from_the_web_is_not_followed(server: FeedServer, target: str) -> None:
    result = _failed(_fetch(server, server.serve("/feed", redirect(target))))

    assert result.kind is FailureKind.BAD_ADDRESS


def test_an_operator_may_allow_a_name_that_leads_to_a_private_address(server: FeedServer) -> None:
    server.serve("/feed", FEED)

    result = _fetch(server, f"http://localhost:{server.port}/feed", allowed_hosts=frozenset({"localhost"}))

    assert isinstance(result, Fetched)


def test_one_bad_address_spoils_no_other(server: FeedServer) -> None:
    server.serve("/feed", FEED)
    good = [server.url("/feed", host=number) for number in range(2, 7)]
    bad = [
        "",
        "http://",
        "nonsense",
        "http://127.0.0.1/",
        "http://nowhere.invalid/",
        "http://ex\u0000ample.org",
    ]

    policy = _policy(server, max_in_flight=2, allowed_hosts=server.hosts(6) - {server.host})
    results = list(fetch_all(map(Request, good + bad), policy=policy, now=NOW))

    assert sorted(result.url for result in results) == sorted(good + bad)
    assert sorted(result.url for result in results if isinstance(result, Fetched)) == good


def test_requests_are_taken_only_as_places_come_free(server: FeedServer) -> None:
    server.serve("/feed", FEED)
    taken: list[int] = []

    def requests() -> Iterator[Request]:
        for number in range(1, 51):
            taken.append(number)
            yield Request(server.url("/feed", host=number))

    policy = _policy(server, max_in_flight=4, allowed_hosts=server.hosts(50))
    results = fetch_all(requests(), policy=policy, now=NOW)
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator, behind its simpler name

    assert len(taken) <= 8


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause_between(server: FeedServer) -> None:
    urls = [server.serve(f"/{number}", FEED) for number in range(3)]

    results = list(fetch_all(map(Request, urls), policy=_policy(server, spacing_seconds=0.3), now=NOW))

    assert len(results) == 3
    for earlier, later in pairwise(server.received):
        assert earlier.ended is not None
        assert later.began - earlier.ended >= 0.25


def test_hosts_are_asked_beside_each_other(server: FeedServer) -> None:
    server.serve("/feed", Reply(FEED, waits_for=100))
    requests = [Request(server.url("/feed", host=number)) for number in range(1, 101)]

    results = list(fetch_all(requests, policy=_policy(server, allowed_hosts=server.hosts(100)), now=NOW))

    assert [type(result) for result in results] == [Fetched] * 100


def test_who_would_wait_too_long_for_a_turn_is_not_asked_now(server: FeedServer) -> None:
    urls = [server.serve(f"/{number}", FEED) for number in range(5)]
    policy = _policy(server, spacing_seconds=0.4, patience_seconds=0.5)

    results = list(fetch_all(map(Request, urls), policy=policy, now=NOW))

    assert [result.url for result in results] == urls[:2]
    assert len(server.received) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_less_is_asked_no_more(server: FeedServer, status: int) -> None:
    urls = [server.serve(f"/{number}", failure(status)) for number in range(3)]

    results = list(fetch_all(map(Request, urls), policy=_policy(server, spacing_seconds=0), now=NOW))

    assert [_failed(result).status for result in results] == [status]


def test_a_missing_feed_says_nothing_of_its_neighbours(server: FeedServer) -> None:
    urls = [server.serve(f"/{number}", failure(404)) for number in range(3)]

    results = list(fetch_all(map(Request, urls), policy=_policy(server, spacing_seconds=0), now=NOW))

    assert len(results) == 3


def test_a_name_that_does_not_exist_is_a_dns_failure(server: FeedServer) -> None:
    result = _failed(_fetch(server, "http://nowhere.invalid/feed?token=secret"))

    assert result.kind is FailureKind.DNS
    assert result.detail == "The name nowhere.invalid could not be found."


def test_a_closed_port_is_a_connection_failure(server: FeedServer) -> None:
    with FeedServer() as gone:
        host, url = gone.host, gone.url("/feed")

    assert _failed(_fetch(server, url, allowed_hosts=frozenset({host}))).kind is FailureKind.CONNECT


def test_a_host_that_swallows_every_packet_is_a_connection_failure(server: FeedServer) -> None:
    with socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        host = f"127.0.0.1:{full.getsockname()[1]}"
        waiting = [socket() for _ in range(4)]
        for one in waiting:  # the kernel drops who comes after its queue is full
            one.setblocking(False)
            one.connect_ex(full.getsockname())

        result = _failed(
            _fetch(server, f"http://{host}/", allowed_hosts=frozenset({host}), connect_seconds=0.5)
        )

        assert result.kind is FailureKind.CONNECT
        for one in waiting:
            one.close()


def test_a_host_that_takes_the_connection_and_says_nothing_is_too_slow(server: FeedServer) -> None:
    with socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        host = f"127.0.0.1:{silent.getsockname()[1]}"

        result = _failed(_fetch(server, f"http://{host}/", allowed_hosts=frozenset({host}), total_seconds=1))

        assert result.kind is FailureKind.TIMEOUT


def test_a_server_without_tls_is_a_tls_failure(server: FeedServer) -> None:
    result = _failed(_fetch(server, f"https://{server.host}/feed"))

    assert result.kind is FailureKind.TLS


@pytest.mark.parametrize(
    "raw",
    [
        b"<rss/>",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_an_answer_that_is_not_http_is_a_protocol_failure(server: FeedServer, raw: bytes) -> None:
    assert _failed(_fetch(server, server.serve("/feed", Reply(raw=raw)))).kind is FailureKind.PROTOCOL


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody vouches for, with its key in the same file."""
    openssl = which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subject = ["-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(path)]
    made += ["-out", str(path.with_suffix(".crt"))]
    subprocess.run([openssl, "req", "-x509", "-days", "2", *subject, *made], check=True, capture_output=True)
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def secure_server(certificate: Path) -> Iterator[FeedServer]:
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with FeedServer(tls=context) as running:
        running.serve("/feed", FEED)
        yield running


@pytest.fixture
def _trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    ca_file.cache_clear()
    yield
    ca_file.cache_clear()


def test_a_certificate_that_nobody_vouches_for_is_a_tls_failure(secure_server: FeedServer) -> None:
    assert _failed(_fetch(secure_server, secure_server.url("/feed"))).kind is FailureKind.TLS
    assert not secure_server.received


@pytest.mark.usefixtures("_trusted")
def test_an_operator_may_vouch_for_a_certificate(secure_server: FeedServer) -> None:
    assert _fetched(_fetch(secure_server, secure_server.url("/feed"))).body == FEED


@pytest.mark.usefixtures("_trusted")
def test_a_certificate_for_another_host_is_a_tls_failure(secure_server: FeedServer) -> None:
    url = f"https://localhost:{secure_server.port}/feed"

    result = _failed(_fetch(secure_server, url, allowed_hosts=frozenset({"localhost"})))

    assert result.kind is FailureKind.TLS


def test_no_secret_of_the_address_reaches_the_detail(server: FeedServer) -> None:
    server.serve("/private/feed", failure(403))
    urls = [
        f"http://ada:hunter2@{server.host}/private/feed?token=hunter2",
        "http://ada:hunter2@127.0.0.1/private/feed?token=hunter2",
        "http://ada:hunter2@nowhere.invalid/private/feed?token=hunter2",
        "ftp://ada:hunter2@example.org/private",
        f"https://ada:hunter2@{server.host}/private/feed?token=hunter2",
    ]

    details = [_failed(_fetch(server, url)).detail for url in urls]

    assert not [
        detail for detail in details if "hunter2" in detail or "ada" in detail or "private/feed" in detail
    ]


def test_a_password_is_sent_but_not_handed_on(server: FeedServer) -> None:
    server.serve("/feed", FEED)

    result = _fetched(_fetch(server, f"http://ada:hunter2@{server.host}/feed"))

    assert server.received[0].headers["authorization"].startswith("Basic ")
    assert result.final_url == server.url("/feed")


def test_a_password_stays_with_its_own_server(server: FeedServer) -> None:
    with FeedServer() as other:
        server.serve("/feed", redirect(other.serve("/feed", FEED)))
        both = frozenset({server.host, other.host})

        _fetch(server, f"http://ada:hunter2@{server.host}/feed", allowed_hosts=both)

        assert "authorization" in server.received[0].headers
        assert "authorization" not in other.received[0].headers
