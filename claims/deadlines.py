"""The pages of deadlines: which windows close in a month, day by day, as a calendar and as a list.

A page costs as much with 100,000 claims as with a hundred: a month's counts and each page of rows come from an index.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import charts, kept_board, months, paging
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from claims.topic_choice import topic_asked_for

ROWS_PER_PAGE: Final = 40


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    """The month that it is in the newsroom's time zone."""
    return _page(request, timezone.localdate().replace(day=1))


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One month. 404 where there is none; another spelling of its address leads to the right one."""
    try:
        first = date(year, month, 1)
        months.first_of_next(first)
    except (ValueError, OverflowError) as fault:
        raise Http404 from fault
    address = address_of(first)
    return _page(request, first) if address == request.path else redirect(address)


def address_of(day: date) -> str:
    """Where the month of that day has its page."""
    return reverse("claims:deadlines_of_month", args=[day.year, day.month])


def _page(request: HttpRequest, first: date) -> HttpResponse:
    today = timezone.localdate()
    topics = kept_board.topics_on_record()
    topic, faults = topic_asked_for(request, topics)
    claims = Claim.objects.public()
    if topic:
        claims = claims.filter(topics=topic)
    following = months.first_of_next(first)
    of_month = claims.filter(closes_on__gte=first, closes_on__lt=following)
    numbers = _numbers(of_month)
    since, until = charts.months_asked(today)
    by_month = kept_board.by_month(topic, since=since, until=until)
    page = paging.page_of(of_month.for_lists(), ("closes_on", "pk"), request.GET, size=ROWS_PER_PAGE)
    context = {
        "today": today,
        "month": first,
        "weeks": months.weeks_of(first, numbers),
        "number": sum(numbers.values()),
        "is_paged": bool(page.previous or page.next),
        "page": page,
        "topics": topics,
        "topic": topic,
        "earlier": _neighbour(claims.filter(closes_on__lt=first).order_by("-closes_on")),
        "later": _neighbour(claims.filter(closes_on__gte=following).order_by("closes_on")),
        "chart": charts.month_chart(by_month, today),
        "heat": charts.heat_map(by_month, today),
        "faults": [*faults, *page.faults],
    }
    return render(request, "claims/deadlines.html", context)


def _numbers(claims: ClaimQuerySet) -> Mapping[date, int]:
    """How many windows close on each day that has any. One query."""
    rows = claims.order_by().values_list("closes_on").annotate(number=Count("pk"))
    return {day: number for day, number in rows if day}


def _neighbour(claims: ClaimQuerySet) -> date | None:
    """The day of the first of these; months in which no window closes are passed over."""
    return claims.values_list("closes_on", flat=True).first()
