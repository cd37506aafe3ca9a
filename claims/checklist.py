"""What has to hold before a claim is published: four points, each with its reason from the record itself. Pure.

The reasons are fields of the claim and its first appearance, so that the log has them as they stood at publication.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance, Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point: what is asked, and the reason why it holds. An empty reason: it does not hold yet.

    `field` is the claim's field in which it is mended.
    """

    name: str
    question: Promise
    field: str
    reason: str

    @property
    def holds(self) -> bool:
        return bool(self.reason)


def points_of(claim: Claim, appearances: Iterable[Appearance]) -> list[Point]:
    """The points as an editor goes through them. `appearances` are the claim's, the first one first."""
    return [
        Point(
            name="checkable",
            question=_("Can it be checked, and by what?"),
            field="checkable",
            reason=claim.checkable,
        ),
        Point(
            name="sourced",
            question=_("Can readers find where it was said?"),
            field="source_address",
            reason=_source(appearances),
        ),
        Point(name="dated", question=_("Has it a deadline?"), field="horizon", reason=_window(claim)),
        Point(
            name="criteria",
            question=_("Is it written down what counts?"),
            field="criteria",
            reason=claim.criteria.strip(),
        ),
    ]


def _source(appearances: Iterable[Appearance]) -> str:
    """The first place that can be found again, by its address or its title."""
    for place in appearances:
        if place.address or place.title:
            parts = (place.publisher, place.title, _day(place.published_on), place.address)
            return ", ".join(part for part in parts if part)
    return ""


def _window(claim: Claim) -> str:
    if claim.opens_on is None or claim.closes_on is None:
        return ""
    return f"“{claim.horizon}”: {_day(claim.opens_on)} – {_day(claim.closes_on)}"


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
