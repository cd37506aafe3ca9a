"""Claims on record that one about to be logged may be: the same words or source, or nearly the same words. Reads only.

For every door by which claims come; what is one and what another is for an editor to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Q

from claims.addresses import canonical_url
from claims.folding import stems_of
from claims.models import Claim, Claimant
from claims.names import twin_key_of

# As many as one person may have said, and the answer still comes while one types.
COMPARED: Final = 300
OFFERED: Final = 5
# How much of the shorter wording the longer one has; fewer words say too little.
ENOUGH_IN_COMMON: Final = 0.7
LEAST_WORDS: Final = 4


class Sameness(StrEnum):
    """What a claim on record has in common with the one that is typed, the strongest first."""

    WORDS = "words"
    SOURCE = "source"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A claim as far as it is known; `claimant` as a row on record, or else as a `name`."""

    claimant: int | None = None
    name: str = ""
    statement: str = ""
    quote: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """A claim on record, and why it may be the same."""

    claim: Claim
    sameness: Sameness


def twins_of(typed: Typed, *, besides: int | None = None) -> list[Twin]:
    """The nearest first, five at most, without the claim `besides`. A handful of queries."""
    known = Claim.objects.exclude(state=Claim.State.WITHDRAWN).select_related("claimant")
    if besides is not None:
        known = known.exclude(pk=besides)
    at_source = list(known.filter(pk__in=_at(typed.address))[:COMPARED]) if typed.address.strip() else []
    by_claimant = list(known.filter(_of_claimant(typed)).order_by("-pk")[:COMPARED])
    anywhere = list(known.search(typed.quote)[:OFFERED]) if len(stems_of(typed.quote)) >= LEAST_WORDS else []
    found: dict[int, Twin] = {}
    for twin in _compared(typed, [*by_claimant, *anywhere], at_source):
        found.setdefault(twin.claim.pk, twin)
    return sorted(found.values(), key=lambda twin: list(Sameness).index(twin.sameness))[:OFFERED]


def _at(address: str) -> list[int]:
    spellings = {address.strip(), canonical_url(address)}
    return list(Claim.objects.filter(appearances__address__in=spellings).values_list("pk", flat=True))


def _of_claimant(typed: Typed) -> Q:
    key = twin_key_of(typed.name)
    if typed.claimant is not None:
        key = Claimant.objects.filter(pk=typed.claimant).values_list("twin_key", flat=True).first() or ""
    return Q(claimant__twin_key=key) if key else Q(pk__in=())


def _compared(typed: Typed, claims: Iterable[Claim], at_source: Iterable[Claim]) -> Iterable[Twin]:
    mine = [stems_of(text) for text in (typed.statement, typed.quote)]
    for claim in claims:
        theirs = [stems_of(text) for text in (claim.statement, claim.quote)]
        if any(own and own == other for own, other in zip(mine, theirs, strict=True)):
            yield Twin(claim, Sameness.WORDS)
        elif any(_are_alike(own, other) for own, other in zip(mine, theirs, strict=True)):
            yield Twin(claim, Sameness.ALIKE)
    yield from (Twin(claim, Sameness.SOURCE) for claim in at_source)


def _are_alike(one: list[str], other: list[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= LEAST_WORDS and len(set(one) & set(other)) >= ENOUGH_IN_COMMON * shorter
