"""The claims' list page by page: how much evidence waits is counted for the claims of one page."""

from typing import Final, Protocol

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


class ClaimWithWaiting(Protocol):
    """A claim of the list."""

    waiting: int


class ClaimList(ChangeList):  # type: ignore[misc]  # unfold ships no types
    """One page of it, in one query more for all its numbers."""

    def get_results(self, request: HttpRequest) -> None:
        """Called by Django."""
        super().get_results(request)
        cut = self._is_cut()
        claims: list[Claim] = self._claims_of_page() if cut else list(self.result_list)  # type: ignore[has-type]
        waiting = Evidence.objects.awaiting_review().filter(claim__in=claims).order_by()
        numbers = dict(waiting.values_list("claim").annotate(Count("pk")))
        for claim in claims:
            claim.waiting = numbers.get(claim.pk, 0)  # type: ignore[attr-defined]  # for the column
        self.result_list = claims

    def _is_cut(self) -> bool:
        return bool(self.multi_page and not (self.show_all and self.can_show_all))

    def _claims_of_page(self) -> list[Claim]:
        """The page's claims, in one query. What is sorted are the numbers alone, and from the end that is nearer: the
        database then sorts no whole rows, and for the last page as little as for the first.
        """
        number, size = self.result_count, self.list_per_page
        start = (self.page_num - 1) * size
        end = min(start + size, number)
        if number - end < start:
            numbers = self.queryset.reverse()[number - end : number - start]
        else:
            numbers = self.queryset[start:end]
        return list(self.queryset.filter(pk__in=numbers.values("pk")))
