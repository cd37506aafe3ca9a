"""Who asks, unreadable, and how often they did of late: counted in the cache that all web processes share."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def seconds_to_wait(request: HttpRequest, what: str, *, most: int, within: int, now: float) -> int:
    """Count one more try at something; 0 while there were no more than `most` in this span of `within` seconds, else
    the seconds until the next span. `now` is a POSIX time.
    """
    span, second = divmod(int(now), within)
    key = f"{what}-{_caller(request)}-{span}"
    cache.add(key, 0, 2 * within)
    try:
        asked = cache.incr(key)
    except ValueError:  # the cache was emptied between the two
        return 0
    return within - second if asked > most else 0


def _caller(request: HttpRequest) -> str:
    """Behind trusted proxies whom they name, and of IPv6 the network that one household has.

    Whoever comes without an address counts as one.
    """
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured, ValueError):
        return "unknown"
    network = ip_network((address, 64 if address.version == 6 else 32), strict=False)
    return salted_hmac("claims.callers", str(network)).hexdigest()[:32]
