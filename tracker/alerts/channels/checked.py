"""Has the connections that Apprise opens checked like our own: by the address that is connected to.

Apprise asks by `requests`, which leaves connecting to urllib3's `create_connection`. That is replaced here by one
that, within `connections()`, connects to checked addresses only; outside it nothing changes.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, Protocol

from django.conf import settings
from urllib3.util import connection as urllib3_connection

from tracker.fetch import gate

# requests would else take a proxy from the environment, and it would be the proxy's address that is checked.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "*"

_are_checked: ContextVar[bool] = ContextVar("_are_checked", default=False)
P = ParamSpec("P")


class Connect(Protocol[P]):
    """A function that connects to host and port, with options of its own."""

    def __call__(self, address: tuple[str, int], *args: P.args, **options: P.kwargs) -> socket.socket: ...


@contextmanager
def connections() -> Iterator[None]:
    """Within it, this thread's connections through urllib3 lead to the public internet or to what is allowed."""
    token = _are_checked.set(True)
    try:
        yield
    finally:
        _are_checked.reset(token)


def addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, each public unless an operator allows the host by name.

    Raises the gate's NotAdmitted, and OSError where the host is not found.
    """
    shown = f"[{host}]" if ":" in host else host
    target = gate.admit(f"https://{shown}:{port}", allowed_hosts=settings.FETCH_ALLOWED_HOSTS)
    answers = socket.getaddrinfo(target.host, port, type=socket.SOCK_STREAM)
    found = [str(place[0]) for *_kind, place in answers]
    if not target.is_allowed_by(settings.FETCH_ALLOWED_HOSTS):
        for address in found:
            if kind := gate.refusal(address):
                raise gate.RefusedAddress(f"{target.host} is not a public address ({kind})")
    return found


def _checking(connect: Connect[P]) -> Connect[P]:
    """urllib3's own, but for a checked connection: to the addresses that were looked at, one after the other."""

    def connect_checked(address: tuple[str, int], *args: P.args, **options: P.kwargs) -> socket.socket:
        if not _are_checked.get():
            return connect(address, *args, **options)
        host, port = address
        try:
            found = addresses(host.strip("[]"), port)
        except gate.NotAdmitted as refused:
            raise OSError(str(refused)) from None
        last = OSError(f"{host} has no address")
        for one in found:
            try:
                return connect((one, port), *args, **options)
            except OSError as fault:
                last = fault
        raise last

    return connect_checked


urllib3_connection.create_connection = _checking(urllib3_connection.create_connection)
