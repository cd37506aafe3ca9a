"""Deadlines that readers subscribe to as iCalendar (RFC 5545): of the site, a topic, a claimant, or chosen claims."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from claims import carried
from claims.models import Claim, Outcome, Verdict
from claims.querysets import ClaimQuerySet
from claims.syndication.ical import all_day, frame
from claims.syndication.scopes import Scope, door
from claims.syndication.texts import host
from claims.syndication.times import last_changes

MOST: Final = 500
MOST_CHOSEN: Final = 100
# A deadline that passed longer ago leaves the calendar, unless its claim was chosen.
PAST: Final = timedelta(days=180)
_DIGITS: Final = 9


@door
def deadlines_calendar(request: HttpRequest, scope: Scope) -> HttpResponse:
    """An all-day event on the day each window closes, the next ones first, and what came of it. `?claim=7&claim=9`:
    of these alone, whenever they close. 400 names what was not understood. Nine queries at most.
    """
    asked = request.GET.getlist("claim")
    fault = _fault_in(asked)
    if fault:
        return HttpResponse(f"claim: {fault}\n", status=400, content_type="text/plain; charset=utf-8")
    name = _("Deadlines · %(site)s") % {"site": settings.SITE_NAME}
    calendar = frame(f"{name}: {scope.name}" if scope.name else name)
    fetched = carried.carried_claim(request, int(asked[0])) if len(asked) == 1 else None
    if fetched:
        change = carried.once(fetched, carried.LAST_CHANGE, lambda: last_changes([fetched]).get(fetched.pk))
        events = [_event(fetched, change)]
    else:
        wanted = scope.once("wanted", lambda: _wanted(scope.narrow(Claim.objects.readable()), asked))
        changed = scope.once("changes of wanted", lambda: last_changes(wanted))
        events = [_event(claim, changed.get(claim.pk)) for claim in wanted]
    for event in events:
        calendar.add_component(event)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _fault_in(asked: Sequence[str]) -> str:
    if len(asked) > MOST_CHOSEN:
        return _("At most %(most)d claims can be chosen.") % {"most": MOST_CHOSEN}
    wrong = next((each for each in asked if not _is_number(each)), None)
    return "" if wrong is None else _("“%(asked)s” is no claim's number.") % {"asked": wrong[:20]}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


def _wanted(claims: ClaimQuerySet, asked: Sequence[str]) -> list[Claim]:
    if asked:
        claims = claims.filter(pk__in=map(int, asked))
    else:
        claims = claims.filter(closes_on__gte=timezone.localdate() - PAST)
    in_effect = Prefetch("verdicts", Verdict.objects.public(timezone.now()))
    return list(
        claims.select_related("claimant").prefetch_related(in_effect).order_by("closes_on", "pk")[:MOST]
    )


def _event(claim: Claim, changed: datetime | None) -> Event:
    assert claim.closes_on  # the database: whatever was published has a window
    is_withdrawn = claim.state == Claim.State.WITHDRAWN
    verdicts = claim.public_verdicts
    moments = [claim.published_at, changed, *(verdict.effective_at for verdict in verdicts)]
    moment = max(each for each in moments if each)
    address = settings.SITE_URL + claim.get_absolute_url()
    told = claim.told_statement
    translated = [f"{told.note}: {told.original}"] if told.original else []
    event = all_day(
        uid=f"claim-{claim.pk}-deadline@{host()}",
        sequence=claim.deadline_version + len(verdicts) + is_withdrawn,
        stamp=moment,
        day=claim.closes_on,
        summary=f"{_word_of(claim)}: {claim.claimant.name} – {told}",
        text="\n\n".join([*translated, claim.horizon, claim.quote, claim.criteria, address]),
    )
    event.add("last-modified", moment)
    event.add("status", "CANCELLED" if is_withdrawn else "CONFIRMED")
    event.add("url", address)
    return event


def _word_of(claim: Claim) -> str:
    if claim.state == Claim.State.WITHDRAWN:
        return claim.get_state_display()
    return _("Deadline") if claim.outcome == Outcome.PENDING else claim.get_outcome_display()
