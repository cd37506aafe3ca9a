"""How often one address may ask in a minute; counted in the cache that all web processes share."""

from ipaddress import ip_address, ip_network
from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

PER_MINUTE: Final = 120


def seconds_to_wait(request: HttpRequest, *, now: float) -> int:
    """0 while the address may ask; else the seconds until it may again. `now` is a POSIX time."""
    minute, second = divmod(int(now), 60)
    key = f"api-{_caller(request)}-{minute}"
    cache.add(key, 0, 120)
    try:
        asked = cache.incr(key)
    except ValueError:  # the cache was emptied between the two
        return 0
    return 60 - second if asked > PER_MINUTE else 0


def _caller(request: HttpRequest) -> str:
    """Who asks, unreadable: behind trusted proxies whom they name, and of IPv6 the network that one household has.
    Whoever comes without an address counts as one.
    """
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured, ValueError):
        return "unknown"
    network = ip_network((address, 64 if address.version == 6 else 32), strict=False)
    return salted_hmac("claims.api.limits", str(network)).hexdigest()[:32]
