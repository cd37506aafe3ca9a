"""What each address of the API takes beside the page: the same filters as the readers' pages have."""

from typing import Annotated

from django.http import HttpRequest
from pydantic import Field

from claims.api.paging import FieldsAsked, PageAsked
from claims.api.problems import NotUnderstood
from claims.counting import CountingRule
from claims.search import ClaimFilter

ClaimNumber = Annotated[int | None, Field(ge=1, le=2**53)]


class ClaimsAsked(PageAsked):
    """Which claims."""

    q: str = Field("", max_length=200, description="Words, in any form.")
    outcome: str = Field("", description="pending, confirmed, partly, late, missed or void.")
    schedule: str = Field("", description="upcoming, open, closed, overdue, or overdue-7, -30 or -90.")
    claimant: str = Field("", max_length=160, description="A claimant's slug or name.")
    topic: str = Field("", description="A topic's slug.")
    kind: str = Field("", description="Of claimant: person or body.")
    party: str = Field("", max_length=80, description="On the day it was said.")
    firmness: str = Field("", description="will, expected or could.")
    language: str = Field("", description="Of the quote: de or en.")
    year: str = Field("", description="Of the deadline.")
    sort: str = Field("", description="Empty: the newest on record first. closes, -closes or -said.")


class OfClaim(PageAsked):
    """Of which claim."""

    claim: ClaimNumber = Field(None, description="A claim's number; without it: of all claims.")


class StandingsAsked(FieldsAsked):
    """By which rule, and of which topic."""

    count: str = Field("", description="strict, late or half; empty: the newsroom's own rule.")
    topic: str = Field("", max_length=80, description="A topic's slug.")


def filter_of(request: HttpRequest) -> ClaimFilter:
    """The filter of the list of claims. Raises NotUnderstood with its faults."""
    form = ClaimFilter(request.GET)
    if not form.is_valid():
        raise NotUnderstood((name, " ".join(map(str, texts))) for name, texts in form.errors.items())
    return form


def rule_of(count: str, own: CountingRule) -> CountingRule:
    """The rule asked for, else the newsroom's own. Raises NotUnderstood."""
    if count and count not in CountingRule.values:
        raise NotUnderstood([("count", f"No counting rule; there are {', '.join(CountingRule.values)}.")])
    return CountingRule(count) if count else own
