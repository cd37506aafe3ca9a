"""Sends a message to a chat service through Apprise, which does its own HTTP: hence the allow-list and the checks.

Why so: docs/decisions/0026-apprise-behind-an-allow-list.md
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from tracker.alerts.channels import checked
from tracker.alerts.channels.message import Blame, Message, NotDelivered, blame_of
from tracker.fetch import gate
from tracker.models import Channel

Plugin = Any  # one of Apprise's, which has no types


def _one_of_its_own(plugin: object) -> str | None:
    """The service has its host, which no address can change."""
    return None


def _named(plugin: Plugin) -> str | None:
    """The address names the host."""
    return str(plugin.host)


def _named_unless_in_the_cloud(plugin: Plugin) -> str | None:
    """The address names the host, or is for the service's own: then what looks like a host is a topic or token."""
    return None if plugin.mode in {"cloud", "t2bot"} else str(plugin.host)


def _organization(plugin: Plugin) -> str | None:
    """The address names an organization, which is the first part of the host, and may name the rest."""
    return f"{plugin.organization}.{plugin.hostname}"


@dataclass(frozen=True, slots=True)
class Service:
    """A chat service: its name, and where the host comes from that Apprise will ask for an address."""

    name: str
    host_of: Callable[[object], str | None]


SERVICES: Final = {
    "discord": Service("Discord", _one_of_its_own),
    "gchat": Service("Google Chat", _one_of_its_own),
    "matrixs": Service("Matrix", _named_unless_in_the_cloud),
    "matrix": Service("Matrix", _named_unless_in_the_cloud),
    "mmosts": Service("Mattermost", _named),
    "mmost": Service("Mattermost", _named),
    "nctalks": Service("Nextcloud Talk", _named),
    "ntfys": Service("ntfy", _named_unless_in_the_cloud),
    "ntfy": Service("ntfy", _named_unless_in_the_cloud),
    "rockets": Service("Rocket.Chat", _named),
    "rocket": Service("Rocket.Chat", _named),
    "slack": Service("Slack", _one_of_its_own),
    "tgram": Service("Telegram", _one_of_its_own),
    "webex": Service("Webex", _one_of_its_own),
    "wxteams": Service("Webex", _one_of_its_own),
    "workflow": Service("Microsoft Teams", _named),
    "workflows": Service("Microsoft Teams", _named),
    "zulip": Service("Zulip", _organization),
}
# Nothing of Apprise's is stored on disk, and no redirect leads a message to another host.
STATUS: Final = re.compile(r"\berror\s*=\s*(\d{3})\b")
PARTS: Final = re.compile(r"[^/?&=:@#,]+")


class UnknownService(ValueError):
    """The address names no chat service of the allow-list, or Apprise cannot read it; the message says which."""


def service_of(address: str) -> Service:
    """The chat service that an address belongs to. UnknownService where the list has none."""
    service = SERVICES.get(address.strip().partition("://")[0].lower())
    if service is None or "://" not in address:
        names = ", ".join(sorted({known.name for known in SERVICES.values()}))
        raise UnknownService(
            _("This is no address of a chat service known here. Known are: %(names)s.") % {"names": names}
        )
    return service


def check(address: str) -> Service:
    """Whether the address can be used, without sending: UnknownService, or the gate's NotAdmitted, says why not."""
    service = service_of(address)
    _check_host(_opened(address), service)
    return service


def send(channel: Channel, message: Message) -> str:
    """Say it there; returns what became of it. NotDelivered with the service's answer, without the tokens."""
    import apprise  # noqa: PLC0415  as above

    address = channel.secret
    try:
        service = service_of(address)
        plugin = _opened(address)
        _check_host(plugin, service)
    except UnknownService as fault:
        raise NotDelivered(str(fault)) from None
    except gate.NotAdmitted as fault:
        raise NotDelivered(str(fault.explanation)) from None
    except OSError:
        raise NotDelivered(_("The host was not found.")) from None
    # Whatever else Apprise asks on its way, as Matrix servers name another: that connection is checked as well.
    with (
        checked.connections(),
        apprise.LogCapture(level=logging.WARNING, fmt="%(message)s") as said,  # type: ignore[no-untyped-call]
    ):
        accepted = plugin.notify(title=message.subject, body=message.brief or message.text)
        answer = _without_secrets(said.getvalue().strip(), address)
    if not accepted:
        raise NotDelivered(answer or _("The service did not take it."), _blame(answer))
    return _("%(service)s has taken it.") % {"service": service.name}


def _blame(answer: str) -> Blame:
    """By the HTTP status that Apprise names in its log; without one the channel is to blame."""
    found = STATUS.search(answer)
    return blame_of(int(found[1])) if found else Blame.CHANNEL


@cache
def _asset() -> Plugin:
    import apprise  # noqa: PLC0415  who sends to no chat service spares its memory

    asset = apprise.AppriseAsset(
        app_id="Foresaid", app_desc="Foresaid", async_mode=False, storage_mode="memory", service_timeout=15
    )
    asset.http_redirects = False
    asset.image_url_mask = asset.image_url_logo = (
        ""  # else each message shows Apprise's picture, from elsewhere
    )
    return asset


def _opened(address: str) -> Plugin:
    import apprise  # noqa: PLC0415  as above

    plugin = apprise.Apprise.instantiate(address, asset=_asset(), suppress_exceptions=True)
    if plugin is None:
        raise UnknownService(
            _("This address cannot be used: compare it with the service's page in Apprise's documentation.")
        )
    # Whatever the address asks for: TLS is verified and no redirect is followed.
    plugin.verify_certificate, plugin.redirects = True, False
    # A long digest comes in parts; whole, a service with a limit would refuse it each time.
    plugin.overflow_mode = apprise.OverflowMode.SPLIT
    return plugin


def _check_host(plugin: object, service: Service) -> None:
    """Every address of a host that the newsroom chose is public, or the operator allows it by name."""
    host = service.host_of(plugin)
    if host is not None:
        checked.addresses(host, getattr(plugin, "port", None) or gate.PORTS["https"])


def _without_secrets(answer: str, address: str) -> str:
    """The answer with every part of the address struck out that could be a token."""
    _scheme, _colon, rest = address.partition("://")
    for part in sorted({unquote(part) for part in PARTS.findall(rest)}, key=len, reverse=True):
        if len(part) > 3 and part != (urlsplit(address).hostname or ""):
            answer = answer.replace(part, "…")
    return answer[:500]
