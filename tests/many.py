"""Many rows for tests that count queries: written past `editorial`, which writes them one by one."""

from collections.abc import Iterable
from copy import copy
from hashlib import sha256
from itertools import count
from typing import TypeVar

from django.db.models import Model

from claims.models import Claim, Copy, Evidence

Row = TypeVar("Row", bound=Model)
_NUMBERS = count(1)


def many(row: Row, number: int, **columns: object) -> list[Row]:
    """So many more rows like this one, with these columns in place of its own."""
    return type(row)._default_manager.bulk_create(_like(row, columns) for _ in range(number))


def evidence_for(claims: Iterable[Claim], like: Evidence, each: int = 1) -> list[Evidence]:
    """More evidence like this for each of these claims, at addresses of its own, each with a copy elsewhere."""
    made = Evidence.objects.bulk_create(
        _like(like, {"claim": claim, **_address()}) for claim in claims for _ in range(each)
    )
    Copy.objects.bulk_create(
        Copy(
            claim_id=item.claim_id,
            evidence=item,
            title=item.title,
            publisher="Another",
            found_at=item.suggested_at,
            **_address(),
        )
        for item in made
    )
    return made


def _like(row: Row, columns: dict[str, object]) -> Row:
    other = copy(row)
    other._state = type(row._state)()
    other.pk = None
    for name, value in columns.items():
        setattr(other, name, value)
    return other


def _address() -> dict[str, str]:
    address = f"https://many.example/{next(_NUMBERS)}"
    digest = sha256(address.encode()).hexdigest()
    return {"address": address, "canonical_address": address, "address_digest": digest}
