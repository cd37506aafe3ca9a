"""One request from its first hop to its result: what curl is told, what it reports, and how that is read."""

import ssl
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from socket import socket
from typing import Final
from urllib.parse import urljoin

import pycurl

from tracker.fetch import gate
from tracker.fetch.bodies import unpacked
from tracker.fetch.cookies import ChainCookies
from tracker.fetch.exchange import (
    UNSENDABLE,
    Answer,
    FailureKind,
    Fetched,
    FetchFailed,
    NotModified,
    Policy,
    Request,
)
from tracker.fetch.headers import Headers

_ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
_PERMANENT: Final = frozenset({301, 308})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})

# A body that nobody will read (of a redirect or an error page) is let through so far, to keep the connection.
_IDLE_BYTES: Final = 64 * 1024

_STOPPED_READING: Final = frozenset({pycurl.E_WRITE_ERROR, pycurl.E_FILESIZE_EXCEEDED})

_KINDS: Final = {
    pycurl.E_COULDNT_RESOLVE_HOST: FailureKind.DNS,
    pycurl.E_COULDNT_CONNECT: FailureKind.CONNECT,
    pycurl.E_RECV_ERROR: FailureKind.CONNECT,
    pycurl.E_SEND_ERROR: FailureKind.CONNECT,
    pycurl.E_OPERATION_TIMEDOUT: FailureKind.TIMEOUT,
    pycurl.E_FILESIZE_EXCEEDED: FailureKind.TOO_LARGE,
    pycurl.E_URL_MALFORMAT: FailureKind.BAD_ADDRESS,
    pycurl.E_SSL_CONNECT_ERROR: FailureKind.TLS,
    pycurl.E_SSL_CERTPROBLEM: FailureKind.TLS,
    pycurl.E_SSL_CIPHER: FailureKind.TLS,
    pycurl.E_SSL_CACERT_BADFILE: FailureKind.TLS,
    pycurl.E_PEER_FAILED_VERIFICATION: FailureKind.TLS,
}

_SENTENCES: Final = {
    FailureKind.DNS: "The name {host} could not be found.",
    FailureKind.CONNECT: "{host} could not be reached, or broke the connection off.",
    FailureKind.TIMEOUT: "{host} did not answer in full within the time allowed.",
    FailureKind.TLS: "The secure connection to {host} could not be trusted: {reason}.",
    FailureKind.TOO_LARGE: "{host} sent more than the {limit} MB allowed.",
    FailureKind.PROTOCOL: "{host} gave an answer that is not valid HTTP: {reason}.",
    FailureKind.BAD_ADDRESS: "The address cannot be fetched: {reason}.",
}

# Where distributions keep their certificate authorities, for an interpreter whose own OpenSSL names none.
_CA_FILES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/opt/homebrew/etc/openssl@3/cert.pem",
)


@cache
def ca_file() -> str | None:
    """Return the file of trusted authorities: SSL_CERT_FILE or OpenSSL's own, else the system's; None if none exists.

    The pycurl wheel brings its own OpenSSL, which looks where the wheel was built and not where this system keeps them.
    """
    candidates = (ssl.get_default_verify_paths().cafile, *_CA_FILES)
    return next((name for name in candidates if name and Path(name).is_file()), None)


class _Lent:
    """A socket on its way to curl, which duplicates the descriptor: this one closes as soon as it is let go."""

    def __init__(self, opened: socket) -> None:
        self._opened = opened

    def fileno(self) -> int:
        return self._opened.fileno()

    def __del__(self) -> None:
        self._opened.close()


@dataclass
class _Hop:
    """What curl reported of one request and its response."""

    target: gate.Target
    headers: Headers
    chunks: list[bytes]
    asks: bool = True
    keeps_body_of: frozenset[int] = frozenset()
    size: int = 0
    refused: str = ""
    too_large: bool = False

    def succeeded(self) -> bool:
        return 200 <= self.headers.status < 300

    def is_wanted(self) -> bool:
        """Say whether the body is what was asked for, rather than that of a redirect, an error or most POSTs."""
        return (self.asks and self.succeeded()) or self.headers.status in self.keeps_body_of


class Transfer:
    """A request under way. `start` readies a curl handle for the next hop, `finish` reads what came of it."""

    def __init__(self, request: Request, *, policy: Policy, now: datetime) -> None:
        self._request = request
        self._policy = policy
        self._now = now
        self._hops = 0
        self._cookies = ChainCookies()
        self._moved_for_good = True  # as long as every redirect so far was a permanent one
        self._permanent_url: str | None = None
        self._hop: _Hop

    def start(self, handle: pycurl.Curl, url: str | None = None) -> FetchFailed | None:
        """Point `handle` at `url` (the request's own by default); a refusal comes back at once as a failure."""
        try:
            target = gate.admit(url or self._request.url, allowed_hosts=self._policy.allowed_hosts)
        except gate.BadAddress as error:
            return self._failed(FailureKind.BAD_ADDRESS, f"The address cannot be fetched: {error}.")
        except gate.RefusedAddress as error:
            return self._failed(FailureKind.REFUSED_ADDRESS, f"The address is not allowed: {error}.")
        request = self._request
        self._hop = _Hop(
            target, Headers(), [], asks=request.payload is None, keeps_body_of=request.keeps_body_of
        )
        handle.reset()
        for option, value in self._options().items():
            handle.setopt(option, value)
        return None

    def finish(self, handle: pycurl.Curl, error: tuple[int, str] | None) -> Answer | None:
        """Read the hop's end (`error` is curl's, None when it went well); None means that a redirect is to follow."""
        hop = self._hop
        if hop.refused:
            return self._failed(FailureKind.REFUSED_ADDRESS, hop.refused)
        if hop.too_large:
            return self._failed_by(FailureKind.TOO_LARGE, "")
        if error is not None and not (error[0] in _STOPPED_READING and not hop.is_wanted()):
            return self._failed_by(self._kind(handle, error[0]), error[1])
        location = hop.headers.first("location")
        if hop.headers.status in _REDIRECTS and location and hop.asks:
            return self._redirected(handle, location)
        return self._result()

    def timed_out(self) -> FetchFailed:
        """Give up: the wall deadline has passed."""
        return self._failed_by(FailureKind.TIMEOUT, "")

    def _kind(self, handle: pycurl.Curl, code: int) -> FailureKind:
        kind = _KINDS.get(code, FailureKind.PROTOCOL)
        # A host that swallows every packet was not reached, just as one that refuses.
        if kind is FailureKind.TIMEOUT and not handle.getinfo(pycurl.CONNECT_TIME):
            return FailureKind.CONNECT if handle.getinfo(pycurl.NAMELOOKUP_TIME) else FailureKind.DNS
        # Once a status has come, the host was reached: what breaks after that is its answer.
        return FailureKind.PROTOCOL if kind is FailureKind.CONNECT and self._hop.headers.status else kind

    def _redirected(self, handle: pycurl.Curl, location: str) -> Answer | None:
        self._hops += 1
        if self._hops > self._policy.max_redirects:
            return self._failed(
                FailureKind.REDIRECTS, f"{self._hop.target.host} redirects in a circle or too often."
            )
        try:
            # Header bytes above ASCII are nearly always UTF-8; the gate percent-encodes them.
            url = urljoin(self._hop.target.url, _utf8(location))
        except ValueError:
            return self._failed(
                FailureKind.BAD_ADDRESS, f"{self._hop.target.host} redirects to a broken address."
            )
        self._cookies.take(self._hop.headers.all("set-cookie"), url=self._hop.target.public_url)
        self._moved_for_good = self._moved_for_good and self._hop.headers.status in _PERMANENT
        failure = self.start(handle, url)
        if failure is None and self._moved_for_good:
            self._permanent_url = self._hop.target.public_url
        return failure

    def _result(self) -> Answer:
        headers, status = self._hop.headers, self._hop.headers.status
        if status == 304 and (self._request.etag or self._request.last_modified):
            return NotModified(
                url=self._request.url,
                etag=headers.etag or self._request.etag,
                last_modified=headers.last_modified or self._request.last_modified,
                max_age=headers.max_age(self._now),
                permanent_url=self._permanent_url,
                final_url=self._hop.target.public_url,
            )
        if self._hop.succeeded():
            body = unpacked(b"".join(self._hop.chunks), limit=self._policy.max_bytes)
            if body is None:
                return self._failed_by(FailureKind.TOO_LARGE, "")
            etag, last_modified = headers.validators(self._now)
            return Fetched(
                url=self._request.url,
                final_url=self._hop.target.public_url,
                body=body,
                content_type=headers.first("content-type"),
                etag=etag,
                last_modified=last_modified,
                permanent_url=self._permanent_url,
                max_age=headers.max_age(self._now),
                status=status,
            )
        kind = FailureKind.GONE if status == 410 else FailureKind.STATUS
        return self._failed(kind, f"{self._hop.target.host} answered with HTTP status {status}.")

    def _failed_by(self, kind: FailureKind, reason: str) -> FetchFailed:
        limit = round(self._policy.max_bytes / 2**20, 1)
        sentence = _SENTENCES[kind].format(
            host=self._hop.target.host, reason=reason.rstrip("."), limit=f"{limit:g}"
        )
        return self._failed(kind, sentence)

    def _failed(self, kind: FailureKind, detail: str) -> FetchFailed:
        answered = kind in {FailureKind.STATUS, FailureKind.GONE}
        headers = self._hop.headers if answered else None
        return FetchFailed(
            url=self._request.url,
            kind=kind,
            detail=detail,
            status=headers.status if headers else None,
            retry_after=headers.retry_after(self._now) if headers else None,
            final_url=self._hop.target.public_url if headers else "",
            body=unpacked(b"".join(self._hop.chunks), limit=self._policy.max_bytes) or b""
            if headers
            else b"",
        )

    def _options(self) -> dict[int, object]:
        """Return what curl is told: nothing from the environment, no referer, no redirects of its own."""
        options: dict[int, object] = {
            pycurl.URL: self._hop.target.url,
            pycurl.USERAGENT: self._policy.user_agent.encode(),
            pycurl.HTTPHEADER: self._header_lines(),
            pycurl.ACCEPT_ENCODING: "",  # every coding that this libcurl can undo
            pycurl.PROTOCOLS: pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS,
            pycurl.PROXY: "",  # overrides what the environment says
            pycurl.NETRC: pycurl.NETRC_IGNORED,
            pycurl.FOLLOWLOCATION: 0,  # each hop passes the gate anew
            pycurl.NOSIGNAL: 1,
            pycurl.CONNECTTIMEOUT_MS: int(self._policy.connect_seconds * 1000),
            pycurl.MAXFILESIZE_LARGE: self._policy.max_bytes,
            pycurl.HTTP_VERSION: pycurl.CURL_HTTP_VERSION_2TLS,
            pycurl.SSL_VERIFYPEER: 1,
            pycurl.SSL_VERIFYHOST: 2,
            pycurl.OPENSOCKETFUNCTION: self._open_socket,
            pycurl.HEADERFUNCTION: self._hop.headers.feed,
            pycurl.WRITEFUNCTION: self._take,
        }
        authorities = ca_file()
        if authorities is not None:
            options[pycurl.CAINFO] = authorities
        if self._request.payload is not None:
            options |= {pycurl.POST: 1, pycurl.POSTFIELDS: self._request.payload}
        return options

    def _header_lines(self) -> list[bytes]:
        fields = [("If-None-Match", self._request.etag), ("If-Modified-Since", self._request.last_modified)]
        sendable = [(name, value) for name, value in fields if value and not UNSENDABLE.search(value)]
        own = {"accept": ("Accept", _ACCEPT)}
        asked_for = (
            self._request.headers if not self._hops else ()
        )  # what they hold is not another server's business
        own |= {name.lower(): (name, value) for name, value in (*sendable, *asked_for)}
        if cookies := self._cookies.sent_to(self._hop.target.public_url):
            own["cookie"] = ("Cookie", cookies)
        # Nobody waits for a "100 Continue"; many servers never send it.
        return [b"Expect:", *(f"{name}: {value}".encode("latin-1") for name, value in own.values())]

    def _open_socket(self, _purpose: int, address: tuple[int, int, int, tuple[str, int]]) -> _Lent | int:
        """Open the socket that curl asks for, unless its address is not public: the address checked is the one used."""
        family, kind, protocol, where = address
        if not self._hop.target.is_allowed_by(self._policy.allowed_hosts):
            reason = gate.refusal(where[0])
            if reason or self._hop.refused:
                host = self._hop.target.host
                self._hop.refused = (
                    self._hop.refused or f"{host} leads to an address that is not public ({reason})."
                )
                return pycurl.SOCKET_BAD
        return _Lent(socket(family, kind, protocol))

    def _take(self, chunk: bytes) -> int | None:
        """Keep a decoded piece of the body; anything but None or the full length makes curl stop."""
        hop = self._hop
        hop.size += len(chunk)
        wanted = hop.is_wanted()
        if hop.size > (self._policy.max_bytes if wanted else _IDLE_BYTES):
            hop.too_large = wanted
            return 0
        if wanted:
            hop.chunks.append(chunk)
        return None


def _utf8(header: str) -> str:
    try:
        return header.encode("latin-1").decode()
    except UnicodeDecodeError:
        return header
