"""Pages by cursor, as the readers' lists have them: each begins behind the last row of the one before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from pydantic import BaseModel, Field

from claims import paging
from claims.api.problems import NotUnderstood
from claims.api.shapes import Shape
from claims.paging import PagedRow

NEWEST: Sequence[str] = ("-pk",)


class FieldsAsked(BaseModel):
    """Which fields are wanted."""

    fields: str = Field("", max_length=500, description="Names with commas between; empty: all of them.")


class PageAsked(FieldsAsked):
    """Which part of a list is wanted."""

    cursor: str = Field("", max_length=500, description="From `next` of the page before.")
    limit: int = Field(50, ge=1, le=200)


@dataclass(frozen=True, slots=True)
class Listing(Generic[PagedRow]):
    """Rows in an order of which the last field is unique, all in one direction; each row in its shape."""

    rows: QuerySet[PagedRow]
    shape: Callable[[PagedRow], Shape]
    order: Sequence[str] = NEWEST

    def page(self, request: HttpRequest, asked: PageAsked, of: type[Shape]) -> JsonResponse:
        """So many rows behind the cursor, and where the next ones are. One query, and those of the rows' prefetches.
        Raises NotUnderstood.
        """
        refuse_unknown(request, asked)
        names = chosen(asked.fields, of)
        found = paging.page_of(self.rows, self.order, {paging.AFTER: asked.cursor}, size=asked.limit)
        if found.faults:
            raise NotUnderstood([("cursor", "No page of this list begins there.")])
        items = [only(self.shape(row), names) for row in found.rows]
        return JsonResponse({"items": items, "next": _address(request, found.next)})


def _address(request: HttpRequest, cursor: str) -> str | None:
    if not cursor:
        return None
    asked = request.GET.copy()
    asked["cursor"] = cursor
    return f"{settings.SITE_URL}{request.path}?{asked.urlencode()}"


def refuse_unknown(request: HttpRequest, asked: BaseModel) -> None:
    """Raise NotUnderstood for a parameter that this address does not take: one mistyped would narrow down nothing."""
    unknown = [name for name in request.GET if name not in type(asked).model_fields]
    if unknown:
        raise NotUnderstood((name[:80], "No parameter of this address.") for name in unknown)


def chosen(fields: str, of: type[Shape]) -> set[str] | None:
    """The names of the fields asked for; None where all are. Raises NotUnderstood for one that there is not."""
    names = {name.strip() for name in fields.split(",")} - {""}
    unknown = sorted(names - set(of.model_fields))
    if unknown:
        raise NotUnderstood([("fields", f"No field here: {', '.join(unknown)[:200]}.")])
    return names or None


def only(shape: Shape, names: set[str] | None) -> dict[str, object]:
    """The fields of these names, as JSON takes them."""
    return shape.model_dump(mode="json", include=names)
