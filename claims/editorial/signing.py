"""Whether somebody may be the second person, where four eyes are asked for; and whether there is one at all."""

from typing import Final

from claims import rules
from claims.models import User

COUNTERSIGN: Final = "claims.countersign_verdict"
LIFT: Final = "claims.change_hold"


def check_another(author: int | None, *, by: User, permission: str) -> None:
    """Raise SamePerson where this person would be first and second; NobodyElseMaySign where nobody else could be."""
    refusal = why_not(author, by=by, permission=permission)
    if refusal is not None:
        raise refusal


def why_not(author: int | None, *, by: User, permission: str) -> rules.BrokenRule | None:
    """What `check_another` raises, for a page that says it in the button's place; None where the person may."""
    if author != by.pk:
        return None
    others = User.objects.with_perm(permission).exclude(pk=by.pk)  # open accounts, superusers with them
    if others.exists():
        return rules.SamePerson()
    return rules.NobodyElseMayLift() if permission == LIFT else rules.NobodyElseMaySign()
