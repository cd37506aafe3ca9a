"""Claims on record that one about to be logged may be: the same words or source, or nearly the same words. Reads only.

For every door by which claims come; what is one and what another is for an editor to say.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from claims.addresses import canonical_url
from claims.folding import stems_of
from claims.models import Appearance, Claim, Claimant
from claims.names import twin_key_of
from claims.querysets import ClaimQuerySet

# As many as one person may have said, and the answer still comes while one types.
COMPARED: Final = 300
OFFERED: Final = 5
# Of many claims at once: so many are looked at together, and so many of others at most.
TOGETHER: Final = 500
MOST_ELSEWHERE: Final = 5_000
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


@dataclass(frozen=True, slots=True)
class _Stemmed:
    """A claim on record with the stems of its statement and of its quote."""

    claim: Claim
    stems: tuple[list[str], list[str]]

    @classmethod
    def of(cls, claim: Claim) -> "_Stemmed":
        return cls(claim, (stems_of(claim.statement), stems_of(claim.quote)))


def twins_of(typed: Typed, *, besides: Collection[int] = ()) -> list[Twin]:
    """The nearest first, five at most, without the claims `besides`. A handful of queries."""
    known = _on_record().exclude(pk__in=besides) if besides else _on_record()
    at_source = list(known.filter(pk__in=_at(typed.address))[:COMPARED]) if typed.address.strip() else []
    by_claimant = list(known.filter(_of_claimant(typed)).order_by("-pk")[:COMPARED])
    anywhere = list(known.search(typed.quote)[:OFFERED]) if len(stems_of(typed.quote)) >= LEAST_WORDS else []
    return _nearest(typed, map(_Stemmed.of, [*by_claimant, *anywhere]), at_source)


def twins_of_many(typed: Sequence[Typed]) -> list[list[Twin]]:
    """The same for each, in their order; four queries for each five hundred of them.

    Of others than its claimant it finds who said the very words of its quote, and who is at its source.
    """
    found: list[list[Twin]] = []
    for start in range(0, len(typed), TOGETHER):
        found += _twins_of_some(typed[start : start + TOGETHER])
    return found


def _twins_of_some(typed: Sequence[Typed]) -> list[list[Twin]]:
    numbers = {each.claimant for each in typed if each.claimant is not None}
    key_by_number = dict(Claimant.objects.filter(pk__in=numbers).values_list("pk", "twin_key"))
    keys = [
        twin_key_of(each.name) if each.claimant is None else key_by_number.get(each.claimant, "")
        for each in typed
    ]
    of_claimant = _newest_of({key for key in keys if key})
    with_quote = _with_quotes({each.quote for each in typed if len(stems_of(each.quote)) >= LEAST_WORDS})
    at_source = _at_sources({spelling for each in typed for spelling in _spellings(each.address)})
    return [
        _nearest(
            each,
            [*of_claimant.get(key, ()), *with_quote.get(each.quote, ())[:OFFERED]],
            [claim for spelling in _spellings(each.address) for claim in at_source.get(spelling, ())],
        )
        for each, key in zip(typed, keys, strict=True)
    ]


def _on_record() -> ClaimQuerySet:
    return Claim.objects.exclude(state=Claim.State.WITHDRAWN).select_related("claimant")


def _newest_of(keys: set[str]) -> dict[str, list[_Stemmed]]:
    place = Window(RowNumber(), partition_by="claimant__twin_key", order_by=F("pk").desc())
    claims = _on_record().filter(claimant__twin_key__in=keys).annotate(place=place)
    found: dict[str, list[_Stemmed]] = defaultdict(list)
    for claim in claims.filter(place__lte=COMPARED).order_by("-pk"):
        found[claim.claimant.twin_key].append(_Stemmed.of(claim))
    return found


def _with_quotes(quotes: set[str]) -> dict[str, list[_Stemmed]]:
    found: dict[str, list[_Stemmed]] = defaultdict(list)
    for claim in _on_record().filter(quote__in=quotes).order_by("-pk")[:MOST_ELSEWHERE]:
        found[claim.quote].append(_Stemmed.of(claim))
    return found


def _at_sources(addresses: set[str]) -> dict[str, list[Claim]]:
    appearances = Appearance.objects.filter(address__in=addresses).order_by("-pk")[:MOST_ELSEWHERE]
    at = list(appearances.values_list("address", "claim"))
    claims = _on_record().in_bulk({claim for _address, claim in at})
    found: dict[str, list[Claim]] = defaultdict(list)
    for address, claim in at:
        found[address] += [claims[claim]] if claim in claims else []
    return found


def _nearest(typed: Typed, claims: Iterable[_Stemmed], at_source: Iterable[Claim]) -> list[Twin]:
    found: dict[int, Twin] = {}
    for twin in _compared(typed, claims, at_source):
        found.setdefault(twin.claim.pk, twin)
    return sorted(found.values(), key=lambda twin: list(Sameness).index(twin.sameness))[:OFFERED]


def _at(address: str) -> list[int]:
    return list(
        Claim.objects.filter(appearances__address__in=_spellings(address)).values_list("pk", flat=True)
    )


def _spellings(address: str) -> set[str]:
    return {address.strip(), canonical_url(address)} if address.strip() else set()


def _of_claimant(typed: Typed) -> Q:
    key = twin_key_of(typed.name)
    if typed.claimant is not None:
        key = Claimant.objects.filter(pk=typed.claimant).values_list("twin_key", flat=True).first() or ""
    return Q(claimant__twin_key=key) if key else Q(pk__in=())


def _compared(typed: Typed, claims: Iterable[_Stemmed], at_source: Iterable[Claim]) -> Iterable[Twin]:
    mine = [stems_of(text) for text in (typed.statement, typed.quote)]
    for known in claims:
        if any(own and own == other for own, other in zip(mine, known.stems, strict=True)):
            yield Twin(known.claim, Sameness.WORDS)
        elif any(_are_alike(own, other) for own, other in zip(mine, known.stems, strict=True)):
            yield Twin(known.claim, Sameness.ALIKE)
    yield from (Twin(claim, Sameness.SOURCE) for claim in at_source)


def _are_alike(one: list[str], other: list[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= LEAST_WORDS and len(set(one) & set(other)) >= ENOUGH_IN_COMMON * shorter
