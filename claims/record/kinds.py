"""Which coarse kind a write has in the public log: whatever readers cannot see is `work`. Pure."""

from typing import Final

from django.db import models

from claims.models import Claim, Correction, Verdict
from claims.record.leaves import LeafKind

# Texts kept from readers, shown again, or forgotten.
WITHHOLDING: Final = frozenset({"held", "lifted", "forgotten"})
_PUBLIC_CHANGES: Final = frozenset({"revised", "withdrawn", "merged"})
_EFFECTS: Final = frozenset({"ruled", "countersigned", "took_effect"})
# The kind of an entry that was written before there were kinds. Its row may have become public only later.
OF_EARLIER_ENTRIES: Final = {
    "published": LeafKind.PUBLICATION,
    "withdrawn": LeafKind.CHANGE,
    "decided": LeafKind.RULING,
    "took_effect": LeafKind.RULING,
}


def kind_of(thing: models.Model, action: str) -> LeafKind:
    """The kind of this write, from the row as it stands after it. No query."""
    if action in WITHHOLDING:
        return LeafKind.WITHHOLDING
    match thing:
        case Claim():
            return _kind_for_claim(thing, action)
        case Verdict() if thing.in_effect and action in _EFFECTS:
            return LeafKind.RULING
        case Correction() if thing.effective_at is not None and action != "dropped":
            return LeafKind.CHANGE
    return LeafKind.WORK


def _kind_for_claim(claim: Claim, action: str) -> LeafKind:
    if claim.state == Claim.State.DRAFT:
        return LeafKind.WORK
    if action == "published":
        return LeafKind.PUBLICATION
    if action == "decided":
        return LeafKind.RULING
    return LeafKind.CHANGE if action in _PUBLIC_CHANGES else LeafKind.WORK
