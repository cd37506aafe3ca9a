"""What happened last on the record: published, decided, corrected, newest first, by pages.

Of each kind as many rows are read as a page has, by an index, and the newest of them make the page: three queries, and
none that walks over the rows before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims import paging
from claims.models import Claim, Correction, Verdict

PER_PAGE: Final = 40
# In this order where several happen at one moment, the last one on top.
KINDS: Final = ("published", "decided", "corrected")
# When, which of the kinds, and the row's number.
_Spot = tuple[datetime, int, int]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line: `kind` is one of `KINDS`, `row` what it is about, `claim` the claim."""

    kind: str
    at: datetime
    row: Claim | Verdict | Correction
    claim: Claim

    @property
    def spot(self) -> _Spot:
        """Where it stands among all."""
        return self.at, KINDS.index(self.kind), self.row.pk


@dataclass(frozen=True, slots=True)
class LatestPage:
    """Some lines; `previous` and `next` are the keys of the pages before and after."""

    rows: Sequence[Happening]
    previous: str = ""
    next: str = ""
    faults: tuple[tuple[str, str], ...] = ()


@require_safe
def latest_page(request: HttpRequest) -> HttpResponse:
    """The page that the query asks for. Three queries."""
    page = page_of(request.GET)
    return render(request, "claims/latest.html", {"page": page, "faults": page.faults})


def page_of(asked: Mapping[str, str], *, size: int = PER_PAGE) -> LatestPage:
    """The page after or before the key that was asked for; the newest without one."""
    back = bool(asked.get(paging.BEFORE))
    typed = asked.get(paging.BEFORE if back else paging.AFTER, "")
    spot = _spot_in(typed)
    back = back and spot is not None
    found = [each for which in range(len(KINDS)) for each in _of_kind(which, spot, back, size + 1)]
    found.sort(key=lambda each: each.spot, reverse=not back)
    more, rows = len(found) > size, found[:size]
    if back:
        rows.reverse()
    has_previous, has_next = (more, True) if back else (spot is not None, more)
    return LatestPage(
        rows=rows,
        previous=_as_key(rows[0]) if rows and has_previous else "",
        next=_as_key(rows[-1]) if rows and has_next else "",
        faults=() if not typed or spot else ((gettext("Page"), gettext("No page begins there.")),),
    )


def _of_kind(
    which: int,
    spot: _Spot | None,
    back: bool,  # noqa: FBT001  one of two directions
    number: int,
) -> list[Happening]:
    """The first so many of a kind beyond the spot."""
    rows, field = _rows_of(which)
    if spot:
        rows = rows.filter(_beyond(spot, field, which, back=back))
    order = (field, "pk") if back else (f"-{field}", "-pk")
    kind = KINDS[which]
    return [
        Happening(kind, getattr(row, field), row, row if isinstance(row, Claim) else row.claim)
        for row in rows.order_by(*order)[:number]
    ]


def _rows_of(which: int) -> tuple[QuerySet[Claim] | QuerySet[Verdict] | QuerySet[Correction], str]:
    """The public rows of a kind, and the field that says when they became so."""
    return (
        (Claim.objects.public().select_related("claimant"), "published_at"),
        (Verdict.objects.of_public_claims().select_related("claim__claimant"), "effective_at"),
        (Correction.objects.public().select_related("claim__claimant"), "effective_at"),
    )[which]


def _beyond(spot: _Spot, field: str, which: int, *, back: bool) -> Q:
    """The rows of a kind on the far side of the spot. The moment alone bounds them too: an index begins there."""
    moment, at, pk = spot
    way = "gt" if back else "lt"
    beyond = Q(**{f"{field}__{way}": moment})
    if which == at:
        beyond |= Q(**{field: moment, f"pk__{way}": pk})
    elif (which > at) == back:
        beyond |= Q(**{field: moment})
    return Q(**{f"{field}__{way}e": moment}) & beyond


def _as_key(row: Happening) -> str:
    at, which, pk = row.spot
    return paging.BETWEEN.join((at.isoformat(), str(which), str(pk)))


def _spot_in(typed: str) -> _Spot | None:
    """The spot of a key; None where it is none."""
    parts = typed.split(paging.BETWEEN)
    try:
        moment, which, pk = datetime.fromisoformat(parts[0]), int(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    is_one = len(parts) == 3 and moment.tzinfo and which in range(len(KINDS)) and 0 <= pk < 2**63
    return (moment, which, pk) if is_one else None
