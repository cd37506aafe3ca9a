"""A claim that was fetched once for all addresses that tell of it: a copy asks for each of them, in both languages, and
carries the claim along with its requests. Nobody else's request has one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from claims import record
from claims.models import Claim, TreeHead

# In a request's META, where what came over a network has names that begin otherwise.
CARRIED: Final = "foresaid.carried"


@dataclass(frozen=True, slots=True)
class CarriedClaim:
    """The claim with what its page shows, None where readers may not see it; a checkpoint of before it was read."""

    head: TreeHead | None
    claim: Claim | None


def fetch(number: int) -> CarriedClaim:
    """The checkpoint first: what is written meanwhile is then beyond it."""
    head = record.newest_head()
    return CarriedClaim(head, Claim.objects.one_for_page(number, timezone.now()))


def fetch_several(numbers: Collection[int]) -> dict[int, CarriedClaim]:
    """The same of several claims by number, without those that readers may not see."""
    head = record.newest_head()
    found = Claim.objects.several_for_page(numbers, timezone.now())
    return {claim.pk: CarriedClaim(head, claim) for claim in found}


def file_of(found: CarriedClaim) -> dict[str, object] | None:
    """The file by which a reader checks the claim alone; None where they may not see it, or no checkpoint covers it."""
    claim = found.claim
    if claim is None:
        return None
    today = timezone.localdate()
    copies = [copy for item in claim.evidence.all() for copy in item.copies.all()]
    public = [
        *(*claim.evidence.all(), *copies, *claim.appearances.all(), *claim.verdicts.all()),
        *(*claim.corrections.public(), *claim.replies.all(), *claim.holds.public()),
    ]
    told = [reply for reply in claim.replies.all() if reply.is_shown(today)]
    return record.claim_file(claim, public, head=found.head, replies_shown=told)


def carried_claim(request: HttpRequest, number: int) -> Claim | None:
    """The claim of that number, if the request carries it."""
    carried = _carried(request, number)
    return carried.claim if carried else None


def claim_of(request: HttpRequest, number: int) -> Claim | None:
    """The claim that the request carries, or as the database has it."""
    return carried_claim(request, number) or Claim.objects.one_for_page(number, timezone.now())


def with_checkpoint(request: HttpRequest, number: int) -> CarriedClaim:
    """The same with a checkpoint that is no younger."""
    return _carried(request, number) or fetch(number)


def _carried(request: HttpRequest, number: int) -> CarriedClaim | None:
    carried = request.META.get(CARRIED)
    is_this = isinstance(carried, CarriedClaim) and carried.claim is not None and carried.claim.pk == number
    return carried if is_this else None
