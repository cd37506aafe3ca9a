"""Which hosts may be asked now, and by which worker. Their state is in the database, for all workers. Asks nobody.

Why so: docs/decisions/0011-hosts-are-leased-too.md
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from tracker.models import Feed, Host
from tracker.polling.rows import among

FIRST_COOL_DOWN: Final = timedelta(hours=1)
LONGEST_COOL_DOWN: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wait:
    """Until when a host cannot be asked, and the reason to give its feeds."""

    until: datetime
    reason: Feed.Reason


@dataclass(frozen=True, slots=True)
class Door:
    """What decides whether a host may be asked; loads in a tenth of a row's time."""

    pk: int
    domain: str
    lease_token: str
    leased_until: datetime | None
    free_at: datetime | None
    cool_until: datetime | None


_DOOR_COLUMNS: Final = tuple(field.name for field in fields(Door))


def wait_for(host: Host | Door, *, token: str, now: datetime) -> Wait | None:
    """What stands in the way of asking the host now; None when its door is open for the holder of `token`.

    The same token may come again: the broker delivers a task twice when its worker died.
    """
    if host.cool_until and host.cool_until > now:
        return Wait(host.cool_until, Feed.Reason.COOLING)
    free_at = max(host.free_at or now, now)
    is_held = host.leased_until is not None and host.leased_until > now and host.lease_token != token
    return Wait(free_at, Feed.Reason.BUSY) if is_held or free_at > now else None


@dataclass(frozen=True, slots=True)
class CoolDown:
    """Until when a host is left alone, and how many cool-downs in a row had a length of our choosing."""

    until: datetime
    in_a_row: int


def cool_down(*, now: datetime, retry_after: int | None, in_a_row: int) -> CoolDown:
    """What to make of "too many requests" or "unavailable": as long as the host says (seconds), else 1 h, doubling."""
    if retry_after is not None:
        return CoolDown(now + timedelta(seconds=retry_after), in_a_row)
    wait = min(LONGEST_COOL_DOWN, FIRST_COOL_DOWN * 2 ** min(in_a_row, 10))
    return CoolDown(now + wait, in_a_row + 1)


@transaction.atomic
def take(
    domains: Iterable[str], *, token: str, now: datetime, seconds: int, pause: timedelta
) -> dict[str, Wait]:
    """Lease the hosts whose doors are open; what is in the way of the others, by domain.

    Should this worker die, whoever comes next waits for `pause` from now at least. Two queries, and two more for
    hosts never met before.
    """
    wanted = sorted(set(domains))
    hosts = _doors(wanted)
    if len(hosts) < len(wanted):
        met = {host.domain for host in hosts}
        Host.objects.bulk_create(
            [Host(domain=domain) for domain in wanted if domain not in met], ignore_conflicts=True
        )
        hosts = _doors(wanted)
    waits = {host.domain: wait for host in hosts if (wait := wait_for(host, token=token, now=now))}
    ours = [host.pk for host in hosts if host.domain not in waits]
    Host.objects.filter(pk__in=among(ours)).update(
        lease_token=token, leased_until=now + timedelta(seconds=seconds), free_at=now + pause
    )
    return waits


@transaction.atomic
def give_back(*, token: str, now: datetime, spacing: timedelta) -> None:
    """End the lease: whoever comes next keeps the distance to our last request."""
    held = list(_locked(Q(lease_token=token)).values_list("pk", flat=True))
    Host.objects.filter(pk__in=among(held)).update(lease_token="", leased_until=None, free_at=now + spacing)


def heed(limits: Mapping[str, int | None], *, answered: Collection[str], now: datetime) -> None:
    """Cool down the hosts that asked for it, and forget what was once with those that answered well.

    `limits` holds the seconds that each named by domain, None where it named none. One query where nobody asked.
    """
    for domain, retry_after in sorted(limits.items()):
        with transaction.atomic():
            host, _made = Host.objects.select_for_update(no_key=True).get_or_create(domain=domain)
            rest = cool_down(now=now, retry_after=retry_after, in_a_row=host.cool_downs)
            Host.objects.filter(pk=host.pk).update(cool_until=rest.until, cool_downs=rest.in_a_row)
    well = Host.objects.filter(domain__in=set(answered) - limits.keys(), cool_downs__gt=0)
    well.update(cool_downs=0)


def _locked(which: Q) -> QuerySet[Host]:
    """The rows, always locked in one order, so that two workers never wait for each other."""
    return Host.objects.select_for_update(no_key=True).filter(which).order_by("domain")


def _doors(domains: Collection[str]) -> list[Door]:
    return [Door(*row) for row in _locked(Q(domain__in=domains)).values_list(*_DOOR_COLUMNS)]
