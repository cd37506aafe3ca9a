"""Deadlines as an iCalendar that an editor's own calendar program subscribes to, under a private address."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Event

from claims.models import Claim, User
from claims.syndication.ical import all_day, frame
from claims.syndication.texts import host
from tracker import setaside
from tracker.models import CalendarAddress, Job

# What is undecided for longer than this has had its reminders; a calendar need not carry it for ever.
PAST = timedelta(days=180)


def make_address(owner: User, *, only_own: bool) -> str:
    """A new private address; the one before it, if any, works no more. The only time that it is known."""
    token = secrets.token_urlsafe(32)
    CalendarAddress.objects.update_or_create(
        owner=owner,
        defaults={"token_hash": _hash(token), "only_own": only_own, "made_at": timezone.now()},
    )
    return settings.SITE_URL + reverse("tracker_calendar", args=[token])


def revoke(owner: User) -> None:
    """Whoever knows the address reads nothing more."""
    CalendarAddress.objects.filter(owner=owner).delete()


def find(token: str) -> CalendarAddress | None:
    """Whose address this is; None where it was never made, was revoked, or its owner may no longer see claims."""
    found = CalendarAddress.objects.filter(token_hash=_hash(token)).select_related("owner").first()
    if found is None or not found.owner.is_active or not found.owner.has_perm("claims.view_claim"):
        return None
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def calendar_for(address: CalendarAddress, *, now: datetime) -> bytes:
    """What its owner is to see: an all-day event on the day each pending claim's window closes, and opens. RFC 5545.

    A claim that raises anything is left out and set aside.
    """
    today = timezone.localdate(now)
    claims = Claim.objects.pending().filter(closes_on__gte=today - PAST).select_related("claimant")
    if address.only_own:
        claims = claims.filter(assigned_to=address.owner)
    with translation.override(address.owner.language):
        calendar = frame(_("Deadlines · %(site)s") % {"site": settings.SITE_NAME})
        found = setaside.results_of(
            Job.CALENDAR, claims.order_by("closes_on", "pk"), partial(_events, now=now, today=today), now=now
        )
        for event in chain.from_iterable(found):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(claim: Claim, *, now: datetime, today: date) -> list[Event]:
    if claim.opens_on is None or claim.closes_on is None:
        return []
    events = [_event(claim, "closes", claim.closes_on, _("Closes"), now)]
    if claim.opens_on > today:
        events.append(_event(claim, "opens", claim.opens_on, _("Opens"), now))
    return events


def _event(claim: Claim, what: str, day: date, word: str, now: datetime) -> Event:
    """The same claim and end keep their uid, so that a moved deadline moves the event instead of doubling it."""
    address = settings.SITE_URL + reverse("admin:claims_claim_change", args=[claim.pk])
    event = all_day(
        uid=f"claim-{claim.pk}-{what}@{host()}",
        sequence=claim.deadline_version,
        stamp=now,
        day=day,
        summary=f"{word}: {claim.claimant.name} – {claim.statement}",
        text=f"{claim.horizon}\n\n{claim.quote}\n\n{address}",
    )
    event.add("url", address)
    return event
