"""What goes into a fetch and what comes out of it: frozen values, no network."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# A field's name is a token (RFC 9110, 5.1); in its value a line break could smuggle another field in.
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
UNSENDABLE: Final = re.compile(r"[^\t\x20-\x7e\x80-\xff]")


@dataclass(frozen=True)
class Policy:
    """How this newsroom fetches.

    `user_agent` names product, version and a contact. `allowed_hosts` holds the hosts that an operator lets through
    the gate though their addresses are private: "host" for any port, or "host:port". `total_seconds` bounds the
    whole chain of redirects, `max_bytes` the body as decoded. Between two requests to one registrable domain pass
    `spacing_seconds`; no request waits for its turn longer than `patience_seconds` from the first one on.
    """

    user_agent: str
    allowed_hosts: frozenset[str] = frozenset()
    total_seconds: float = 30
    connect_seconds: float = 10
    max_bytes: int = 10 * 2**20
    max_redirects: int = 5
    max_in_flight: int = 256
    spacing_seconds: float = 2
    patience_seconds: float = 10


@dataclass(frozen=True)
class Request:
    """An address to ask, with the validators of its last answer exactly as the server sent them.

    With a `payload` it is a POST, which follows no redirect and whose answer's body is kept only where its status is
    one of `keeps_body_of`. `headers` are sent as they are, in place of the client's own of that name, but not on to
    where the address redirects; ValueError for what no header field can carry.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    payload: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    keeps_body_of: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for name, value in self.headers:
            if not _NAME.fullmatch(name) or UNSENDABLE.search(value):
                raise ValueError(f"The header field {name!r} cannot be sent.")


class FailureKind(StrEnum):
    """Why there is no body; stored with a feed's health, so the values stay as they are."""

    REFUSED_ADDRESS = "refused_address"
    BAD_ADDRESS = "bad_address"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"
    STATUS = "status"
    GONE = "gone"
    PROTOCOL = "protocol"


@dataclass(frozen=True)
class Fetched:
    """A body. `url` is the address that was asked, `final_url` the one that answered, without a password.

    `permanent_url` is where the leading run of permanent redirects (301, 308) ended, None without one. `max_age` is
    in seconds, from Cache-Control or else Expires. The validators are byte for byte the server's, "" if it sent none
    or says that the last change lies ahead.
    """

    url: str
    final_url: str
    body: bytes
    content_type: str
    etag: str
    last_modified: str
    permanent_url: str | None
    max_age: int | None
    status: int


@dataclass(frozen=True)
class NotModified:
    """The server's word that nothing changed (304). Validators that it did not repeat are those of the request.

    `final_url` is the address that answered, without a password.
    """

    url: str
    etag: str
    last_modified: str
    max_age: int | None
    permanent_url: str | None = None
    final_url: str = ""


@dataclass(frozen=True)
class FetchFailed:
    """No body. `detail` is a sentence for an editor that names the host at most; `retry_after` is in seconds.

    `final_url` is the address that answered with the status, "" where none did. `body` is what came with a status
    whose body the request wanted to keep.
    """

    url: str
    kind: FailureKind
    detail: str
    status: int | None = None
    retry_after: int | None = None
    final_url: str = ""
    body: bytes = b""


Answer = Fetched | NotModified | FetchFailed
