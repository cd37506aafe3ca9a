"""A quick server of many feeds for the poller's benchmark: one process, 304s, and a new item in each feed on demand."""

import random
import selectors
import socket
from dataclasses import dataclass, field
from multiprocessing import get_context
from types import TracebackType
from typing import Final, Self

VARIANTS: Final = 40
_WORDS: Final = [
    *(
        "Brücke",
        "Hafen",
        "Regierung",
        "Haushalt",
        "Energie",
        "Bahn",
        "Strecke",
        "Gericht",
        "Minister",
        "Prognose",
    ),
    *(
        "harbour",
        "budget",
        "minister",
        "railway",
        "court",
        "forecast",
        "market",
        "quarter",
        "energy",
        "company",
    ),
    *("Quartal", "Markt", "Preis", "Werk", "Sprecher", "launch", "deadline", "report", "spokesman", "plan"),
]


def document(variant: int, version: int) -> bytes:
    """An RSS document of 20 to 100 items, 33 to 163 KB; each version has one more item in front and one less behind."""
    size = 20 + variant * 80 // max(1, VARIANTS - 1)
    items = "".join(_item(variant, number) for number in range(version + size, version, -1))
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>News {variant}</title><link>https://news{variant}.example/</link><language>de</language>"
        f"<lastBuildDate>Tue, 16 Jun 2026 {version:02}:00:00 +0000</lastBuildDate>{items}</channel></rss>"
    ).encode()


def _item(variant: int, number: int) -> str:
    dice = random.Random(f"{variant}/{number}")

    def words(count: int) -> str:
        return " ".join(dice.choices(_WORDS, k=count))

    link = f"https://news{variant}.example/{number}"
    date = f"Tue, 16 Jun 2026 {number % 24:02}:{number % 60:02}:00 +0000"
    paragraphs = "".join(
        f"<p>{words(16)} <a href='{link}#{n}'>{words(2)}</a> <em>{words(2)}</em> {words(14)}<br/></p>"
        for n in range(3)
    )
    return (
        f"<item><title>{words(9)} {number}</title><link>{link}</link>"
        f"<guid isPermaLink='false'>{variant}-{number}</guid>"
        f"<pubDate>{date}</pubDate><dc:creator>{words(2)}</dc:creator><category>{words(1)}</category>"
        f"<description><![CDATA[<p>{words(25)}</p>]]></description>"
        f"<content:encoded><![CDATA[<figure><img src='{link}.jpg' alt='{words(3)}'/></figure>{paragraphs}]]>"
        "</content:encoded></item>\n"
    )


@dataclass
class FeedFarm:
    """Serves feeds on as many loopback addresses as there are feeds. `versions` says which documents are out now."""

    feeds: int
    validators: bool = True
    _listener: socket.socket = field(init=False)

    def __enter__(self) -> Self:
        context = get_context("fork")
        self._listener = socket.create_server(("0.0.0.0", 0), backlog=4096)
        self.port = self._listener.getsockname()[1]
        self._version = context.Value("i", 0)
        self._process = context.Process(
            target=_serve, args=(self._listener, self._version, self.validators), daemon=True
        )
        self._process.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.join()
        self._listener.close()

    @property
    def hosts(self) -> list[str]:
        return [f"127.1.{number // 250}.{number % 250 + 1}" for number in range(self.feeds)]

    @property
    def urls(self) -> list[str]:
        return [f"http://{host}:{self.port}/{number % VARIANTS}" for number, host in enumerate(self.hosts)]

    def publish(self) -> None:
        """Put a new item into every feed."""
        self._version.value += 1


def _serve(listener: socket.socket, version: "object", validators: bool) -> None:  # noqa: FBT001
    documents: dict[tuple[int, int], bytes] = {}

    def answer(request: bytes) -> bytes:
        variant, now = int(request[5 : request.index(b" ", 5)]), version.value  # type: ignore[attr-defined]
        etag = b'"%d-%d"' % (variant, now)
        if validators and etag in request:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % etag
        if (variant, now) not in documents:
            body = document(variant, now)
            named = b"ETag: %s\r\n" % etag if validators else b""
            documents[variant, now] = (
                b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n%sContent-Length: %d\r\n\r\n%s"
                % (named, len(body), body)
            )
        return documents[variant, now]

    _loop(listener, answer)


def _loop(listener: socket.socket, answer: "object") -> None:
    listener.setblocking(False)
    ready = selectors.DefaultSelector()
    ready.register(listener, selectors.EVENT_READ)
    unsent: dict[socket.socket, memoryview] = {}
    while True:
        for key, _events in ready.select():
            peer = key.fileobj
            if peer is listener:
                _accept(listener, ready)
            elif peer in unsent or (request := _receive(peer, ready)):
                rest = unsent.pop(peer, None) or memoryview(answer(request))  # type: ignore[operator]
                _send(peer, rest, ready, unsent)


def _accept(listener: socket.socket, ready: selectors.BaseSelector) -> None:
    for _ in range(64):
        try:
            peer, _address = listener.accept()
        except BlockingIOError:
            return
        peer.setblocking(False)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**19)
        ready.register(peer, selectors.EVENT_READ)


def _receive(peer: socket.socket, ready: selectors.BaseSelector) -> bytes:
    try:
        request = peer.recv(4096)
    except ConnectionError:
        request = b""
    if not request:
        ready.unregister(peer)
        peer.close()
    return request


def _send(
    peer: socket.socket,
    rest: memoryview,
    ready: selectors.BaseSelector,
    unsent: dict[socket.socket, memoryview],
) -> None:
    try:
        rest = rest[peer.send(rest) :]
    except BlockingIOError:
        pass
    except ConnectionError:
        ready.unregister(peer)
        peer.close()
        return
    was_waiting = ready.get_key(peer).events == selectors.EVENT_WRITE
    if rest:
        unsent[peer] = rest
    if bool(rest) != was_waiting:
        ready.modify(peer, selectors.EVENT_WRITE if rest else selectors.EVENT_READ)
