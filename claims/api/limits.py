"""How often one address may ask in a minute."""

from typing import Final

from django.http import HttpRequest

from claims import callers

PER_MINUTE: Final = 120


def seconds_to_wait(request: HttpRequest, *, now: float) -> int:
    """0 while the address may ask; else the seconds until it may again. `now` is a POSIX time."""
    return callers.seconds_to_wait(request, "api", most=PER_MINUTE, within=60, now=now)
