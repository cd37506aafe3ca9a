"""Blind codings: an editor who had no part in a claim says what window, firmness and outcome they would give it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from claims import record, rules
from claims.editorial.floor import log, require, store
from claims.models import Claim, Coding, Outcome, RecordEntry, User


@transaction.atomic
def code_claim(
    *, claim: Claim, window: tuple[date, date] | None, firmness: str, outcome: Outcome, by: User
) -> Coding:
    """Keep one person's reading of a decided public claim. Sent again it gives the first: it is made once.

    `window` is None where the words give no date. KnowsTheClaim where the person has written on the claim before.
    """
    require(by, "claims.add_coding")
    claim = record.lock(claim)
    if (first := claim.codings.filter(by=by).first()) is not None:
        return first
    if claim.state != Claim.State.PUBLISHED:
        raise rules.NotPublished
    if claim.outcome == Outcome.PENDING:
        raise rules.NotDecidedYet
    if RecordEntry.objects.filter(chain=record.chain_of(claim), by=by).exists():
        raise rules.KnowsTheClaim
    opens_on, closes_on = window or (None, None)
    coding = Coding(
        claim=claim,
        by=by,
        at=timezone.now(),
        opens_on=opens_on,
        closes_on=closes_on,
        firmness=firmness,
        outcome=outcome,
    )
    store(coding, force_insert=True)
    log(coding, "coded", by=by, before={})
    return coding
