"""Lists page by page, by the key of the row where a page ended: the last page costs what the first does.

A page's address stays right while rows come and go before it. Reads only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

PagedRow = TypeVar("PagedRow", bound=Model)
AFTER, BEFORE = "after", "before"
# Between the values of a key; no name and no day has it.
BETWEEN: Final = "~"
LONGEST_KEY: Final = 400
# Rows beyond so many are not counted: readers are told "more than".
COUNTED: Final = 1_000


@dataclass(frozen=True, slots=True)
class KeyedPage(Generic[PagedRow]):
    """Some rows of a list. `previous` and `next` are the keys of those before and after; empty where there are none.

    `faults` says what was not understood of the key that was asked for.
    """

    rows: Sequence[PagedRow]
    previous: str = ""
    next: str = ""
    faults: tuple[tuple[str, str], ...] = ()


def page_of(
    rows: QuerySet[PagedRow], order: Sequence[str], asked: Mapping[str, str], *, size: int
) -> KeyedPage[PagedRow]:
    """The page that begins after, or ends before, the key asked for; the first one without a key.

    `order` are fields of which the last is unique, each with a "-" where the highest comes first; all in one direction.
    One query, and none that walks over the rows before.
    """
    way = BEFORE if asked.get(BEFORE) else AFTER
    typed = asked.get(way, "")
    key = _read(rows.model, order, typed)
    if typed and key is None:
        way = AFTER
    back = way == BEFORE
    directed = [_turned(name) for name in order] if back else list(order)
    found = list(_beyond(rows, directed, key).order_by(*directed)[: size + 1])
    more, shown = len(found) > size, found[:size]
    if back:
        shown.reverse()
    has_previous, has_next = (more, True) if back else (key is not None, more)
    return KeyedPage(
        rows=shown,
        previous=_key_of(shown[0], order) if shown and has_previous else "",
        next=_key_of(shown[-1], order) if shown and has_next else "",
        faults=() if not typed or key is not None else ((_("Page"), _("No page begins there.")),),
    )


def count_of(rows: QuerySet[PagedRow]) -> tuple[int, bool]:
    """How many rows there are, and whether there are more than that: beyond that nobody is made to wait."""
    number = rows[: COUNTED + 1].count()
    return min(number, COUNTED), number > COUNTED


def _beyond(
    rows: QuerySet[PagedRow], order: Sequence[str], key: Sequence[object] | None
) -> QuerySet[PagedRow]:
    """The rows after the key. The first field alone bounds them too: by that an index finds where to begin."""
    if key is None:
        return rows
    bound = Q(**{f"{_field(order[0])}__{_after(order[0])}e": key[0]})
    same, beyond = Q(), Q()
    for name, value in zip(order, key, strict=True):
        beyond |= same & Q(**{f"{_field(name)}__{_after(name)}": value})
        same &= Q(**{_field(name): value})
    return rows.filter(bound & beyond)


def _after(name: str) -> str:
    return "lt" if name.startswith("-") else "gt"


def _field(name: str) -> str:
    return name.removeprefix("-")


def _turned(name: str) -> str:
    return _field(name) if name.startswith("-") else f"-{name}"


def _key_of(row: Model, order: Sequence[str]) -> str:
    return BETWEEN.join(_as_text(getattr(row, _field(name))) for name in order)


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _read(model: type[Model], order: Sequence[str], typed: str) -> list[object] | None:
    """The values of a key; None where it is none."""
    parts = typed.split(BETWEEN)
    if not typed or "\0" in typed or len(typed) > LONGEST_KEY or len(parts) != len(order):
        return None
    try:
        return [_value(model, _field(name), part) for name, part in zip(order, parts, strict=True)]
    except (ValueError, OverflowError):
        return None


def _value(model: type[Model], name: str, part: str) -> object:
    kind = model._meta.pk if name == "pk" else model._meta.get_field(name)  # noqa: SLF001  documented
    match kind.get_internal_type():
        case "DateTimeField":
            moment = datetime.fromisoformat(part)
            if moment.tzinfo is None:
                raise ValueError(part)
            return moment
        case "DateField":
            return date.fromisoformat(part)
        case "CharField" | "TextField":
            return part
        case _:
            number = int(part)
            if not 0 <= number < 2**63:
                raise ValueError(part)
            return number
