"""By which verdict a claim is decided."""

from claims.models import Claim, Outcome, Verdict


def latest_verdict(claim: Claim) -> Verdict | None:
    """The one that counts now; None while the claim is pending. One query."""
    if claim.outcome == Outcome.PENDING:
        return None
    return claim.verdicts.in_effect().order_by("-at", "-pk").first()
