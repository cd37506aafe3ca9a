"""The claims' list page by page: how much evidence waits is counted for the claims of one page."""

from typing import Final

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from unfold.views import ChangeList

from claims.models import Claim, Evidence

# The column's number in the address that asks for its order.
WAITING_COLUMN: Final = "7"
WAITING: Final = (
    Evidence.objects.awaiting_review()
    .filter(claim=OuterRef("pk"))
    .order_by()
    .values("claim")
    .annotate(number=Count("pk"))
    .values("number")
)


def with_waiting(claims: QuerySet[Claim], request: HttpRequest) -> QuerySet[Claim]:
    """With the numbers, where the list is sorted by them: SQLite counts for each claim before it sorts by anything."""
    columns = {column.lstrip("-") for column in request.GET.get("o", "").split(".")}
    if WAITING_COLUMN not in columns:
        return claims
    return claims.annotate(waiting=Coalesce(Subquery(WAITING), 0))


class ClaimList(ChangeList):  # type: ignore[misc]  # unfold ships no types
    """One page of it, in one query more for all its numbers."""

    def get_results(self, request: HttpRequest) -> None:
        """Called by Django."""
        super().get_results(request)
        claims: list[Claim] = list(self.result_list)  # type: ignore[has-type]
        waiting = Evidence.objects.awaiting_review().filter(claim__in=claims).order_by()
        numbers = dict(waiting.values_list("claim").annotate(Count("pk")))
        for claim in claims:
            claim.waiting = numbers.get(claim.pk, 0)  # type: ignore[attr-defined]  # for the column
        self.result_list = claims
