"""The agreement of editors who read claims blind, for the pages that show it. Reads only, two queries."""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.agreement import Agreement, agreement_of
from claims.models import Coding

VARIABLES: Final[tuple[tuple[Promise, Callable[[Coding], Hashable]], ...]] = (
    (_("The window"), lambda coding: (coding.opens_on, coding.closes_on)),
    (_("How firmly it was said"), lambda coding: coding.firmness),
    (_("The outcome"), lambda coding: coding.outcome),
)


@dataclass(frozen=True, slots=True)
class CodedVariable:
    """What was read, and how far the readers agree."""

    label: Promise
    agreement: Agreement


def figures() -> list[CodedVariable]:
    """For each of the three how far the codings of public claims agree. One query."""
    of_claim: dict[int, list[Coding]] = defaultdict(list)
    for coding in Coding.objects.of_public_claims():
        of_claim[coding.claim_id].append(coding)
    units = list(of_claim.values())
    return [
        CodedVariable(label, agreement_of([value(coding) for coding in unit] for unit in units))
        for label, value in VARIABLES
    ]
