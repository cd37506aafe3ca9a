"""How late what somebody said came true, and how far their deadlines were moved when they said it again. Reads only."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from claims.models import Claim
from claims.querysets import ClaimQuerySet, came_true_on

RESTATEMENTS_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysLate:
    """Of `number` claims that came true late, by how many days: the mean, the least and the most."""

    number: int
    mean: float
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """A claim that was said again. `days` is by how many days its deadline moved: below 0 to an earlier day."""

    later: Claim
    earlier: Claim

    @property
    def days(self) -> int:
        return days_slipped(self.earlier.closes_on, self.later.closes_on)

    @property
    def days_earlier(self) -> int:
        """By how many days the later claim names an earlier deadline; 0 where it does not."""
        return max(0, -self.days)


def days_slipped(earlier: date | None, later: date | None) -> int:
    """By how many days a deadline moved; 0 where one of them has none."""
    return (later - earlier).days if earlier and later else 0


def days_late(claims: ClaimQuerySet) -> DaysLate | None:
    """Of those that came true after their window closed; None where none did. One query."""
    late = claims.filter(outcome="missed").annotate(came=came_true_on()).filter(came__gt=F("closes_on"))
    days = [
        days_slipped(closes_on, came) for closes_on, came in late.order_by().values_list("closes_on", "came")
    ]
    if not days:
        return None
    return DaysLate(number=len(days), mean=sum(days) / len(days), least=min(days), most=max(days))


def restatements(claims: ClaimQuerySet) -> list[Restatement]:
    """Those of the claims that restate an earlier one which readers may read, the newest first. One query."""
    readable = Claim.objects.readable().order_by().values("pk")
    found = (
        claims.filter(restates__in=readable)
        .exclude(restates__merged_into=F("pk"))
        .select_related("restates")
        .order_by("-said_on", "-pk")[:RESTATEMENTS_SHOWN]
    )
    return [Restatement(later, later.restates) for later in found if later.restates]
