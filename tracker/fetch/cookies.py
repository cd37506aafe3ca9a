"""Cookies within one chain of redirects, which some servers send in a circle without. Nothing outlives the chain."""

from email.message import Message
from http.client import HTTPResponse
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final, cast
from urllib.request import Request

from tracker.fetch.exchange import UNSENDABLE

_MOST: Final = 20
_LONGEST: Final = 4096
# A cookie that names no domain goes back to its own host alone (RFC 6265, 5.3), which the library leaves open.
_OWN_HOST: Final = DefaultCookiePolicy(strict_ns_domain=DefaultCookiePolicy.DomainStrictNonDomain)


class _Response:
    """As much of a response as the jar asks for."""

    def __init__(self, fields: Message) -> None:
        self._fields = fields

    def info(self) -> Message:
        return self._fields


class ChainCookies:
    """What the servers of one chain set, each sent back only where it belongs: by domain, path and security."""

    def __init__(self) -> None:
        self._jar: CookieJar | None = None

    def take(self, values: list[str], *, url: str) -> None:
        """Keep the cookies that the answer from `url` sets, unless there are absurdly many."""
        sendable = [
            value for value in values[:_MOST] if len(value) <= _LONGEST and not UNSENDABLE.search(value)
        ]
        if not sendable:
            return
        fields = Message()
        for value in sendable:
            fields["Set-Cookie"] = value
        self._jar = self._jar or CookieJar(_OWN_HOST)
        self._jar.extract_cookies(cast("HTTPResponse", _Response(fields)), Request(url))  # noqa: S310  opens nothing

    def sent_to(self, url: str) -> str:
        """Return the value of the Cookie field for a request to `url`, "" for none."""
        if self._jar is None:
            return ""
        asked = Request(url)  # noqa: S310  opens nothing
        self._jar.add_cookie_header(asked)
        return asked.get_header("Cookie") or ""
