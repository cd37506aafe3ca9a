"""Which addresses may be asked at all: pure rules. `tracker.fetch` applies them before and while it connects."""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import ClassVar, Final
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from publicsuffixlist import PublicSuffixList

from claims.addresses import ascii_host

PORTS: Final = {"http": 80, "https": 443}

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# IANA's special-purpose registry (https://www.iana.org/assignments/iana-ipv4-special-registry) and 168.63.129.16, a
# public number under which Azure answers its own virtual machines.
_REFUSED_V4: Final = tuple(
    (ipaddress.IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud platform"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

# Only 2000::/3 is public unicast today (https://www.iana.org/assignments/ipv6-address-space), so everything else is
# refused; the names are for the editor, and the last five are carved out of 2000::/3 itself.
_PUBLIC_V6: Final = ipaddress.IPv6Network("2000::/3")
_REFUSED_V6: Final = tuple(
    (ipaddress.IPv6Network(network), kind)
    for network, kind in (
        ("::1/128", "loopback"),
        ("::/128", "unspecified"),
        ("::/96", "IPv4 inside IPv6"),
        ("::ffff:0:0/96", "IPv4 inside IPv6"),
        ("::ffff:0:0:0/96", "IPv4 inside IPv6"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "protocol assignments"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
    )
)

# Addresses are asked again and again: what was worked out of so many is kept, a few megabytes.
_REMEMBERED: Final = 20_000

_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\\]")
_HOST: Final = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_SAFE_IN_PATH: Final = "%/:=&?~#+!$,;'@()*[]|"


class NotAdmitted(ValueError):
    """The address must not be asked. The message says why, in English, for logs; `explanation` is for the desk."""

    explanation: ClassVar[Promise]


class BadAddress(NotAdmitted):
    """The text is not an http(s) address that a client could ask without guessing."""

    explanation = _("This is no web address.")


class RefusedAddress(NotAdmitted):
    """The address leads, or may lead, somewhere that is not the public internet."""

    explanation = _(
        "This address is not on the public internet. A host of your own network is allowed by name in the setting "
        "FETCH_ALLOWED_HOSTS."
    )


@dataclass(frozen=True)
class Target:
    """An address that passed the gate: `url` in the ASCII spelling to hand to the client, its host and its port."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def public_url(self) -> str:
        """The address without the user name and password that it may carry."""
        if "@" not in self.url:
            return self.url
        parts = urlsplit(self.url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))

    def is_allowed_by(self, allowed_hosts: Collection[str]) -> bool:
        """Say whether an operator named this host ("host", any port; or "host:port") as allowed though private."""
        names = {self.host, f"{self.host}:{self.port}", f"[{self.host}]", f"[{self.host}]:{self.port}"}
        return not names.isdisjoint(_lower(frozenset(allowed_hosts)))


@lru_cache(maxsize=8)
def _lower(hosts: frozenset[str]) -> frozenset[str]:
    return frozenset(host.lower() for host in hosts)


def admit(url: str, *, allowed_hosts: Collection[str] = ()) -> Target:
    """Check an address before any name is looked up.

    Raises BadAddress for what is not a plain http(s) address, and RefusedAddress for a host that is written as a
    number in disguise (decimal, octal, hex, shortened) or is an IP address outside the public internet and not
    among `allowed_hosts`. A name that passes may still resolve to a private address: ask `refusal` about each one
    before connecting.
    """
    target = _target(url)
    if target.is_allowed_by(allowed_hosts):
        return target
    address = _literal(target.host)
    if address is not None and (kind := refusal(address)):
        raise RefusedAddress(f"{target.host} is not a public address ({kind})")
    return target


def refusal(address: IPAddress | str) -> str | None:
    """Name the kind of non-public range that an IP address lies in; None for a public one."""
    ip = ipaddress.ip_address(address.partition("%")[0]) if isinstance(address, str) else address
    if isinstance(ip, ipaddress.IPv4Address):
        named = next((kind for network, kind in _REFUSED_V4 if ip in network), None)
        return named or (None if ip.is_global else "reserved")
    named = next((kind for network, kind in _REFUSED_V6 if ip in network), None)
    return named or (None if ip in _PUBLIC_V6 and ip.is_global else "reserved")


@lru_cache(maxsize=_REMEMBERED)
def registrable_domain(url: str) -> str:
    """Name what one publisher answers for: "example.co.uk" for a host below it, else the host or IP address itself.

    By the public suffix list (https://publicsuffix.org), its private part too: two blogs of one hosting service are
    two publishers. Empty for an address that cannot be read.
    """
    try:
        host = ascii_host(urlsplit(url).hostname or "").removesuffix(".")
    except ValueError:
        return ""
    return host if _literal(host) else str(_public_suffixes().privatesuffix(host) or host)


@cache
def _public_suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=_REMEMBERED)
def _target(url: str) -> Target:
    text = url.strip(" \t\r\n")
    if _UNSAFE.search(text):
        raise BadAddress("the address contains a backslash or a control character")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise BadAddress("the address cannot be read") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise BadAddress("only http and https addresses can be fetched")
    host = _host(parts)
    port = PORTS[scheme] if port is None else port
    if port == 0:
        raise BadAddress("port 0 cannot be reached")
    return Target(_ascii_url(parts, scheme, host, port), scheme, host, port)


def _host(parts: SplitResult) -> str:
    """Return the host in lower-case ASCII, an IPv6 address without its brackets."""
    host = parts.hostname or ""
    if parts.netloc.count("@") > 1 or not host:
        raise BadAddress("the address names no host, or more than one")
    if parts.netloc.rpartition("@")[2].startswith("["):
        return _bracketed(host)
    try:
        host = ascii_host(host).removesuffix(".")
    except UnicodeError as error:
        raise BadAddress("the host name is not a valid one") from error
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise BadAddress("the host name is not a valid one")
    if _NUMBER.fullmatch(host.rpartition(".")[2]) and _literal(host) is None:
        raise RefusedAddress("the host is a number in disguise; write the usual form of the address")
    return host


def _bracketed(host: str) -> str:
    try:
        return str(ipaddress.IPv6Address(host.replace("%", " ")))  # a zone names an interface of this machine
    except ValueError as error:
        raise BadAddress("the address in brackets is not an IPv6 address") from error


def _ascii_url(parts: SplitResult, scheme: str, host: str, port: int) -> str:
    userinfo, at, _host_and_port = parts.netloc.rpartition("@")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == PORTS[scheme] else f"{shown}:{port}"
    userinfo = quote(userinfo, safe="%:!$&'()*+,;=~")
    path = quote(parts.path or "/", safe=_SAFE_IN_PATH)
    return urlunsplit((scheme, userinfo + at + netloc, path, quote(parts.query, safe=_SAFE_IN_PATH), ""))


def _literal(host: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
