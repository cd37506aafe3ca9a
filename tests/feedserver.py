"""A feed server on loopback that behaves as badly as a test asks, and remembers what it was asked.

It answers under every address of 127.0.0.0/8: each of them is a host of its own, as publishers are.
"""

import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Any, Self


@dataclass
class Received:
    """One request as it came in; header names in lower case, their bytes as latin-1 characters.

    `began` and `ended` are moments on time.monotonic(), None while the answer is on its way.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    began: float = field(default_factory=monotonic, compare=False)
    ended: float | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Reply:
    """One answer. With an ETag or Last-Modified a request that repeats it is answered with 304.

    `drip_seconds` sends the body byte by byte with that pause; `repeat` sends the body so many times over, for
    bodies too large to hold. `says_length` False leaves Content-Length out and ends by closing. `waits_for` holds the
    answer back until the server got so many requests; `after` sends more of the body after so many seconds.
    `raw` replaces the whole answer, status line and all.
    """

    body: bytes = b""
    status: int = 200
    content_type: str = "application/rss+xml"
    etag: str = ""
    last_modified: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    drip_seconds: float = 0
    repeat: int = 1
    says_length: bool = True
    waits_for: int = 0
    after: tuple[float, bytes] = (0, b"")
    raw: bytes = b""

    def all_headers(self) -> list[tuple[str, str]]:
        named = [
            ("Content-Type", self.content_type),
            ("ETag", self.etag),
            ("Last-Modified", self.last_modified),
        ]
        return [(name, value) for name, value in named if value] + list(self.headers)

    def is_known_to(self, headers: dict[str, str]) -> bool:
        """Say whether the request carries this reply's validators, compared byte for byte."""
        if self.etag:
            return headers.get("if-none-match") == self.etag
        return bool(self.last_modified) and headers.get("if-modified-since") == self.last_modified


def redirect(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers=(("Location", to),), content_type="")


def failure(status: int, *, retry_after: str = "") -> Reply:
    return Reply(status=status, headers=(("Retry-After", retry_after),) if retry_after else (), body=b"no")


def gzip_bomb(mebibytes: int) -> Reply:
    """A small body that decodes to so many MiB of zeros."""
    press = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    body = b"".join(press.compress(b"\0" * 2**20) for _ in range(mebibytes)) + press.flush()
    return Reply(body, headers=(("Content-Encoding", "gzip"),))


@dataclass
class FeedServer:
    """Serves what `serve` laid out, on a free loopback port, from entering the context to leaving it."""

    tls: SSLContext | None = None
    received: list[Received] = field(default_factory=list)
    _replies: dict[str, list[Reply]] = field(default_factory=dict)
    _closing: Event = field(default_factory=Event)

    def __enter__(self) -> Self:
        self._server = _Server(("0.0.0.0", 0), type("Handler", (_Handler,), {"feeds": self}))
        if self.tls:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def host(self) -> str:
        """Host and port, as `Policy.allowed_hosts` wants them."""
        return self.host_number(1)

    def host_number(self, number: int) -> str:
        """One of many hosts, from 1 on, with the port."""
        return f"127.0.{number // 250}.{number % 250}:{self.port}"

    def hosts(self, number: int) -> frozenset[str]:
        """The first so many hosts, as `Policy.allowed_hosts` wants them."""
        return frozenset(self.host_number(each) for each in range(1, number + 1))

    def url(self, path: str = "/", *, host: int = 1) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host_number(host)}{path}"

    def serve(self, path: str, *replies: Reply | bytes) -> str:
        """Lay out the answers for a path, one a request, the last one for good; return the path's address."""
        self._replies[path] = [reply if isinstance(reply, Reply) else Reply(reply) for reply in replies]
        return self.url(path)

    def next_reply(self, request: Received) -> Reply:
        self.received.append(request)
        replies = self._replies.get(request.path.partition("?")[0], [Reply(status=404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        return (
            Reply(status=304, headers=tuple(reply.all_headers()))
            if reply.is_known_to(request.headers)
            else reply
        )

    def pause(self, seconds: float) -> bool:
        """Wait; False once the server is closing, so that no drip outlives its test."""
        return not self._closing.wait(seconds)


class _Server(ThreadingHTTPServer):
    """Listens on all addresses, since those of loopback cannot be bound as one, and hears only loopback."""

    daemon_threads = True
    request_queue_size = 512

    def verify_request(self, request: object, client_address: Any) -> bool:
        return str(client_address[0]).startswith("127.")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    feeds: FeedServer

    def handle(self) -> None:
        with suppress(ConnectionError):  # a client that hangs up between two requests is no fault of the test
            super().handle()

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Received(self.command, self.path, headers, self.rfile.read(length))
        self._send(self.feeds.next_reply(request))
        request.ended = monotonic()

    def do_POST(self) -> None:
        self.do_GET()

    def _send(self, reply: Reply) -> None:
        while len(self.feeds.received) < reply.waits_for and self.feeds.pause(0.01):
            pass
        if reply.raw:
            self.wfile.write(reply.raw)
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.all_headers():
            self.send_header(name, value)
        if reply.status != 304:
            self._say_length(reply)
        try:
            self.end_headers()
            self._send_body(reply)
        except OSError:  # the client hung up, as some tests want it to
            self.close_connection = True

    def _say_length(self, reply: Reply) -> None:
        if reply.says_length:
            self.send_header("Content-Length", str(len(reply.body) * reply.repeat + len(reply.after[1])))
        else:
            self.close_connection = True

    def _send_body(self, reply: Reply) -> None:
        for _ in range(reply.repeat):
            if not reply.drip_seconds:
                self.wfile.write(reply.body)
                continue
            for byte in reply.body:
                self.wfile.write(bytes([byte]))
                if not self.feeds.pause(reply.drip_seconds):
                    return
        if reply.after[1] and self.feeds.pause(reply.after[0]):
            self.wfile.write(reply.after[1])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the test speaks."""
