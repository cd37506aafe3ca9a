"""What was fetched once for all addresses that tell of it: a copy asks for each of them, by every rule and in both
languages, and carries a claim or a claimant along with its requests. Nobody else's request has one.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from django.http import HttpRequest
from django.utils import timezone

from claims import record
from claims.models import Claim, Claimant, TreeHead
from claims.syndication.times import last_changes

# In a request's META, where what came over a network has names that begin otherwise.
CARRIED: Final = "foresaid.carried"
# Of a row that is carried: what was asked about it.
_ASKED: Final = "_asked_once"
# What is asked about many claims at once.
LAST_CHANGE: Final = "last change"
AskedOnce = TypeVar("AskedOnce")


@dataclass(frozen=True, slots=True)
class CarriedClaim:
    """The claim with what its page shows, None where readers may not see it; a checkpoint of before it was read."""

    head: TreeHead | None
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class CarriedClaimant:
    """A public claimant."""

    claimant: Claimant


Carried = CarriedClaim | CarriedClaimant


def once(row: Claim | Claimant, name: str, ask: Callable[[], AskedOnce]) -> AskedOnce:
    """What `ask` gives. Of a row that is carried it is asked once; it must be the same by every rule and in every
    language that `name` does not tell.
    """
    kept: dict[str, object] | None = row.__dict__.get(_ASKED)
    if kept is None:
        return ask()
    if name not in kept:
        kept[name] = ask()
    return cast("AskedOnce", kept[name])


def fetch_claimant(number: int) -> CarriedClaimant | None:
    """The claimant, about whom each thing is asked once from now on; None where they are not public."""
    claimant = Claimant.objects.for_page().filter(pk=number).first()
    if claimant is None:
        return None
    claimant.__dict__[_ASKED] = {}
    return CarriedClaimant(claimant)


def fetch(number: int) -> CarriedClaim:
    """The checkpoint first: what is written meanwhile is then beyond it."""
    head = record.newest_head()
    return CarriedClaim(head, Claim.objects.one_for_page(number, timezone.now()))


def fetch_several(numbers: Collection[int]) -> dict[int, CarriedClaim]:
    """The same of several claims by number, without those that readers may not see."""
    head = record.newest_head()
    found = Claim.objects.several_for_page(numbers, timezone.now())
    return {claim.pk: CarriedClaim(head, claim) for claim in found}


def fetch_for_a_copy(numbers: Collection[int]) -> dict[int, CarriedClaim]:
    """The same, about each of which a thing is asked once from now on; their last changes are, here."""
    several = fetch_several(numbers)
    claims = [each.claim for each in several.values() if each.claim is not None]
    changed = last_changes(claims)
    for claim in claims:
        claim.__dict__[_ASKED] = {LAST_CHANGE: changed.get(claim.pk)}
    return several


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


def carried_claimant(request: HttpRequest, slug: str) -> Claimant | None:
    """The claimant at that address, if the request carries them."""
    carried = request.META.get(CARRIED)
    if isinstance(carried, CarriedClaimant) and carried.claimant.slug == slug:
        return carried.claimant
    return None


def claim_of(request: HttpRequest, number: int) -> Claim | None:
    """The claim that the request carries, or as the database has it."""
    return carried_claim(request, number) or Claim.objects.one_for_page(number, timezone.now())


def claimant_of(request: HttpRequest, slug: str) -> Claimant | None:
    """The public claimant that the request carries, or as the database has them."""
    return carried_claimant(request, slug) or Claimant.objects.public().filter(slug=slug).first()


def with_checkpoint(request: HttpRequest, number: int) -> CarriedClaim:
    """The same with a checkpoint that is no younger."""
    return _carried(request, number) or fetch(number)


def _carried(request: HttpRequest, number: int) -> CarriedClaim | None:
    carried = request.META.get(CARRIED)
    is_this = isinstance(carried, CarriedClaim) and carried.claim is not None and carried.claim.pk == number
    return carried if is_this else None
