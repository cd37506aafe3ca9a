"""The connections of the library that speaks to chat services lead to checked addresses only."""

import socket
from dataclasses import replace

import pytest
from pytest_django import Settings
from urllib3.util import connection as urllib3_connection

from tests.receivers import HttpReceiver
from tests.tracker.alerts.channels.conftest import MESSAGE
from tracker.alerts.channels import NotDelivered, chat, checked
from tracker.fetch import gate
from tracker.models import Channel

KEY = "0123456789abcdef0123456789abcdef"


ADDRESSES = {
    "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
    "gchat": "gchat://workspace/key/token",
    "matrix": "matrix://user:password@inside.example:PORT/#room",
    "matrixs": "matrixs://user:password@inside.example/#room",
    "mmost": "mmost://inside.example:PORT/0123456789abcdefghijklmnop",
    "mmosts": "mmosts://inside.example/0123456789abcdefghijklmnop",
    "nctalks": "nctalks://user:password@inside.example/room",
    "ntfy": "ntfy://inside.example:PORT/topic",
    "ntfys": "ntfys://inside.example/topic",
    "rocket": "rocket://user:password@inside.example:PORT/#channel",
    "rockets": "rockets://user:password@inside.example/#channel",
    "slack": "slack://TokenAAAA/TokenBBBB/TokenCCCCCCCCCCCCCCCCCCCC",
    "tgram": "tgram://123456789:abcdefg_hijklmnop/12315544",
    "webex": f"webex://{KEY[:16] * 5}",
    "wxteams": f"wxteams://{KEY[:16] * 5}",
    "workflow": "workflow://inside.example:443/0123456789abcdef/signature-long-enough",
    "workflows": "workflows://inside.example:443/0123456789abcdef/signature-long-enough",
    "zulip": f"zulip://bot@127.0.0.1/{KEY}",
}


def resolving_to_loopback(host: str, port: int, *args: object, **kwargs: object) -> list[object]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]


@pytest.mark.parametrize("scheme", sorted(chat.SERVICES))
def test_no_service_reaches_into_the_network_even_where_its_host_is_not_known(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if we had overlooked how a service's address names a host: the connection itself is refused."""
    blind = replace(chat.SERVICES[scheme], host_of=chat._one_of_its_own)
    monkeypatch.setitem(chat.SERVICES, scheme, blind)
    monkeypatch.setattr(socket, "getaddrinfo", resolving_to_loopback)
    with HttpReceiver() as inside:
        channel = Channel(
            name="Chat", kind="chat", secret=ADDRESSES[scheme].replace("PORT", str(inside.server_port))
        )
        assert chat._opened(channel.secret)
        with pytest.raises(NotDelivered):
            chat.send(channel, MESSAGE)
        assert inside.got == []


@pytest.mark.parametrize(
    ("host", "kind"), [("127.0.0.1", "loopback"), ("10.0.0.1", "private"), ("::1", "loopback")]
)
def test_an_address_inside_the_network_is_refused_unless_its_host_is_allowed(
    settings: Settings, host: str, kind: str
) -> None:
    with pytest.raises(gate.NotAdmitted, match=kind):
        checked.addresses(host, 443)
    settings.FETCH_ALLOWED_HOSTS = frozenset({f"[{host}]" if ":" in host else host})
    assert checked.addresses(host, 443) == [host]


def test_a_connection_of_anybody_else_is_left_alone() -> None:
    with HttpReceiver() as inside:
        inside_too = ("127.0.0.1", inside.server_port)
        urllib3_connection.create_connection(inside_too).close()
        with checked.connections(), pytest.raises(OSError, match="public"):
            urllib3_connection.create_connection(inside_too)
        urllib3_connection.create_connection(inside_too).close()
