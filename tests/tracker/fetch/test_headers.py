"""What header fields mean, and what is passed on unread."""

from datetime import UTC, datetime

import pytest

from tracker.fetch.headers import Headers

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


def _headers(*lines: str) -> Headers:
    headers = Headers()
    for line in ("HTTP/1.1 200 OK", *lines):
        headers.feed(line.encode("latin-1") + b"\r\n")
    return headers


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Cache-Control: max-age=300", 300),
        ("Cache-Control: public, MAX-AGE=300, must-revalidate", 300),
        ('cache-control: max-age="300"', 300),
        ("Cache-Control: max-age=99999999999999999999", 30 * 24 * 3600),
        ("Cache-Control: s-maxage=300", None),
        ("Cache-Control: max-age=soon", None),
        ("Expires: Wed, 17 Jun 2026 08:10:00 GMT", 600),
        ("Expires: Wed, 17 Jun 2026 07:00:00 GMT", 0),
        ("Expires: 0", None),
        ("Expires: Wed, 17 Jun 99999 08:10:00 GMT", None),
        ("X-Other: 1", None),
    ],
)
def test_freshness_is_read_in_seconds(line: str, seconds: int | None) -> None:
    assert _headers(line).max_age(NOW) == seconds


def test_max_age_goes_before_expires() -> None:
    headers = _headers(
        "Expires: Wed, 17 Jun 2026 20:00:00 GMT", "Cache-Control: public", "Cache-Control: max-age=60"
    )

    assert headers.max_age(NOW) == 60


def test_expires_counts_from_the_servers_own_clock() -> None:
    headers = _headers("Date: Wed, 17 Jun 2026 09:00:00 GMT", "Expires: Wed, 17 Jun 2026 09:05:00 GMT")

    assert headers.max_age(NOW) == 300


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Wed, 17 Jun 2026 08:30:00 GMT", 1800),
        ("Wed, 17 Jun 2026 07:30:00 GMT", 0),
        ("99999999999999999999", 30 * 24 * 3600),
        ("-5", None),
        ("later", None),
        ("", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str, seconds: int | None) -> None:
    assert _headers(f"Retry-After: {value}").retry_after(NOW) == seconds


def test_a_new_status_line_forgets_the_interim_response() -> None:
    headers = _headers('ETag: "early"')

    for line in (b"HTTP/2 304 \r\n", b"Date: now\r\n", b"\r\n"):
        headers.feed(line)

    assert (headers.status, headers.first("etag")) == (304, "")


@pytest.mark.parametrize("line", [b"HTTP/1.1\r\n", b"HTTP/1.1 OK\r\n", b"no colon\r\n", b"\xff\xfe\r\n", b""])
def test_a_broken_line_does_no_harm(line: bytes) -> None:
    headers = _headers()

    headers.feed(line)

    assert headers.first("etag") == ""
