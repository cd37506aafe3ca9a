"""Reads what editors did with suggestions, for the floor: one or two queries whenever the claims are laid out."""

from datetime import datetime, timedelta

from django.conf import settings

from claims.models import Evidence
from tracker.evidence.floor import Decided, from_decisions, from_wish
from tracker.match import floor_for

# The latest decisions count, and what was found in the last days.
MOST_DECISIONS = 2_000
WISH_DAYS = 14
MOST_FOUND = 20_000


def shift(claims: int, *, now: datetime) -> float:
    """How far this newsroom's floor lies above the one for so many open claims; below zero for below."""
    floor = floor_for(claims)
    reviewed = Evidence.objects.exclude(status=Evidence.Status.SUGGESTED).filter(score__gt=0)
    latest = reviewed.order_by("-reviewed_at").values_list("score", "status")[:MOST_DECISIONS]
    decided = [Decided(score, is_accepted=status == Evidence.Status.ACCEPTED) for score, status in latest]
    mine = from_decisions(floor, decided)
    if settings.SUGGESTIONS_A_DAY:
        found = Evidence.objects.filter(suggested_at__gte=now - timedelta(days=WISH_DAYS), score__gt=0)
        found = found.exclude(level=Evidence.Level.SAID_AGAIN).order_by("-score")
        scores = list(found.values_list("score", flat=True)[:MOST_FOUND])
        mine = from_wish(mine, settings.SUGGESTIONS_A_DAY, scores, WISH_DAYS)
    return mine - floor
