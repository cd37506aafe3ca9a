"""The columns of a table of claims, in the reader's language. One row is one claim with its first appearance."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field
from import_export.resources import Resource

from claims.models import Appearance, Claim
from claims.tables.cells import Cell

# Rows that are in memory at once.
TOGETHER: Final = 500


def _column(heading: object, value: Callable[[Claim], Cell]) -> Field:
    return Field(column_name=heading, dehydrate_method=value)


def _of_source(name: str) -> Callable[[Claim], Cell]:
    def value(claim: Claim) -> Cell:
        first = next(iter(claim.appearances.all()), None)
        return getattr(first, name) if first else None

    return value


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _address(claim: Claim) -> str:
    return f"{settings.SITE_URL}{claim.get_absolute_url()}" if claim.is_public else ""


class ClaimRows(Resource):  # type: ignore[misc]  # the library ships no types
    """What the desk sees of a claim."""

    number = _column(_("Claim number"), lambda claim: claim.pk)
    claimant = _column(_("Claimant"), lambda claim: claim.claimant.name)
    statement = _column(_("Statement"), lambda claim: claim.statement)
    statement_language = _column(
        _("Language of the statement"), lambda claim: claim.get_statement_language_display()
    )
    translated_statement = _column(
        _("Translation of the statement"), lambda claim: claim.translated_statement
    )
    quote = _column(_("Quote"), lambda claim: claim.quote)
    language = _column(_("Language of the quote"), lambda claim: claim.get_language_display())
    said_on = _column(_("Said on"), lambda claim: claim.said_on)
    horizon = _column(_("Horizon"), lambda claim: claim.horizon)
    opens_on = _column(_("Window opens on"), lambda claim: claim.opens_on)
    closes_on = _column(_("Window closes on"), lambda claim: claim.closes_on)
    criteria = _column(_("Criteria"), lambda claim: claim.criteria)
    checkable = _column(_("How it can be checked"), lambda claim: claim.checkable)
    firmness = _column(_("Firmness"), lambda claim: claim.get_firmness_display())
    condition = _column(_("Condition"), lambda claim: claim.condition)
    topics = _column(_("Topics"), lambda claim: "; ".join(topic.name for topic in claim.topics.all()))
    publisher = _column(_("Publisher"), _of_source("publisher"))
    address = _column(_("Address"), _of_source("address"))
    title = _column(_("Title"), _of_source("title"))
    published_on = _column(_("Published on"), _of_source("published_on"))
    state = _column(_("Editorial state"), lambda claim: claim.get_state_display())
    outcome = _column(_("Outcome"), lambda claim: claim.get_outcome_display())
    assigned_to = _column(
        _("Assigned to"), lambda claim: str(claim.assigned_to) if claim.assigned_to else None
    )
    logged_on = _column(_("Logged on"), lambda claim: _day(claim.created_at))
    public_since = _column(_("Public since"), lambda claim: _day(claim.published_at))
    public_address = _column(_("Public address"), _address)


def headings() -> list[str]:
    """The first row, in the language in force."""
    found: list[str] = ClaimRows().get_export_headers()
    return found


def chunks_of(claims: QuerySet[Claim]) -> Iterator[list[list[Cell]]]:
    """The rows in the order of the claims, some hundred at a time: five queries for each.

    Of what is held back, itself or with its claimant, a row has the number and that it is.
    """
    table = ClaimRows()
    fields = table.get_export_fields()
    held_at = list(table.fields).index("state")
    numbers = iter(list(claims.values_list("pk", flat=True)))
    while some := list(islice(numbers, TOGETHER)):
        shown = _shown(some)
        yield [
            [table.export_field(field, shown[number]) for field in fields]
            if number in shown
            else _held_back(number, held_at, len(fields))
            for number in some
        ]


def _shown(numbers: Sequence[int]) -> dict[int, Claim]:
    appearances = Prefetch("appearances", Appearance.objects.public())
    claims = Claim.objects.filter(pk__in=numbers).not_held().select_related("claimant", "assigned_to")
    return {claim.pk: claim for claim in claims.prefetch_related("topics", appearances)}


def _held_back(number: int, held_at: int, width: int) -> list[Cell]:
    row: list[Cell] = [number, *[None] * (width - 1)]
    row[held_at] = gettext("Held back")
    return row
