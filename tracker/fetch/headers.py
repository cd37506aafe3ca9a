"""What a server's header fields say, as plain values: pure. The validators are passed on and never read."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

ETAG_LENGTH: Final = 1000
LAST_MODIFIED_LENGTH: Final = 200

# No wait or freshness beyond this is believed; it also keeps absurd numbers out of date arithmetic.
_LONGEST: Final = 30 * 24 * 3600
# A server's clock may be so far ahead.
_CLOCKS_DIFFER: Final = timedelta(days=1)

_MAX_AGE: Final = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?(\d+)', re.IGNORECASE)


class Headers:
    """The fields of one response. A new status line starts afresh, so interim (1xx) responses leave no trace."""

    def __init__(self) -> None:
        self.status = 0
        self._fields: dict[str, list[str]] = {}

    def feed(self, line: bytes) -> None:
        """Take one raw line as the client delivers it; what is not a field is passed over."""
        text = line.decode("latin-1").rstrip("\r\n")
        if text.startswith("HTTP/"):
            self.status = _status(text)
            self._fields.clear()
            return
        name, colon, value = text.partition(":")
        if colon:
            self._fields.setdefault(name.strip().lower(), []).append(value.strip(" \t"))

    def first(self, name: str) -> str:
        """Return the field's first value with its bytes as latin-1 characters, "" if absent."""
        return self._fields.get(name, [""])[0]

    def all(self, name: str) -> list[str]:
        """Return all values of a field in their order."""
        return self._fields.get(name, [])

    @property
    def etag(self) -> str:
        """The entity tag as it came; one too long to store counts as none, for a part of it would never match."""
        value = self.first("etag")
        return value if len(value) <= ETAG_LENGTH else ""

    @property
    def last_modified(self) -> str:
        """The date of the last change as it came; one too long to store counts as none."""
        value = self.first("last-modified")
        return value if len(value) <= LAST_MODIFIED_LENGTH else ""

    def validators(self, now: datetime) -> tuple[str, str]:
        """Entity tag and date of the last change as they came; none where that date lies ahead.

        Such a server answers "not modified" until then, whatever changes.
        """
        changed = _http_date(self.last_modified)
        return ("", "") if changed and changed > now + _CLOCKS_DIFFER else (self.etag, self.last_modified)

    def max_age(self, now: datetime) -> int | None:
        """Return for how many seconds the answer is fresh (RFC 9111, 4.2.1); None if the server does not say."""
        control = ", ".join(self._fields.get("cache-control", []))
        if match := _MAX_AGE.search(control):
            return _bounded(match[1])
        expires = _http_date(self.first("expires"))
        if expires is None:
            return None
        sent = _http_date(self.first("date")) or now
        return _clamped((expires - sent).total_seconds())

    def retry_after(self, now: datetime) -> int | None:
        """Return the seconds to wait that Retry-After asks for, as a number or as a date (RFC 9110, 10.2.3)."""
        value = self.first("retry-after")
        if value.isascii() and value.isdigit():
            return _bounded(value)
        moment = _http_date(value)
        return None if moment is None else _clamped((moment - now).total_seconds())


def _status(line: str) -> int:
    code = line.split(" ", 2)[1:2]
    return int(code[0]) if code and code[0].isascii() and code[0].isdigit() else 0


def _bounded(digits: str) -> int:
    return _LONGEST if len(digits) > 9 else min(int(digits), _LONGEST)


def _clamped(seconds: float) -> int:
    return max(0, min(int(seconds), _LONGEST))


def _http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
