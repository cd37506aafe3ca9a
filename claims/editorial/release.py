"""What waits for its time: publications that can still be taken back, verdicts that are announced first.

rule, countersign ──> public_at (after PUBLICATION_DELAY_MINUTES) ──> due_at (after ANNOUNCE_HOURS) ──> in effect
publish_claim ──> publish_at (after PUBLICATION_DELAY_MINUTES) ──> published
                                                              └──> given up, where whoever set it may publish no more
"""

from datetime import datetime

from django.db import transaction

from claims import record
from claims.editorial.claim import make_public
from claims.editorial.floor import lock_within_claim, log, may
from claims.editorial.verdicts import give_outcome
from claims.models import Claim, Verdict

AT_ONCE = 500


def release_due(*, now: datetime) -> int:
    """Publish and put into effect what is due; returns how much that was. Two indexed queries where nothing is.

    A person has decided each of them before; this only keeps the time. May run twice at once: a row is done once.
    """
    verdicts = Verdict.objects.due(now).values_list("pk", flat=True)[:AT_ONCE]
    claims = (
        Claim.objects.filter(publish_at__lte=now)
        .order_by("publish_at")
        .values_list("pk", flat=True)[:AT_ONCE]
    )
    return sum(_put_in_effect(pk, now) for pk in list(verdicts)) + sum(
        _publish(pk, now) for pk in list(claims)
    )


@transaction.atomic
def _put_in_effect(pk: int, now: datetime) -> bool:
    verdict = lock_within_claim(Verdict.objects.select_related("claim").get(pk=pk))
    if not verdict.waits or verdict.claim.state != Claim.State.PUBLISHED:
        return False
    before = record.snapshot(verdict)
    verdict.effective_at = now
    verdict.save(update_fields=["effective_at"])
    log(verdict, "took_effect", by=None, before=before)
    give_outcome(verdict, None)
    return True


@transaction.atomic
def _publish(pk: int, now: datetime) -> bool:
    claim = record.lock(Claim(pk=pk))
    if claim.publish_at is None or claim.publish_at > now or claim.publish_by is None:
        return False
    if may(claim.publish_by, "claims.publish_claim"):
        make_public(claim, by=claim.publish_by, now=now)
    else:
        _give_up(claim)
    return True


def _give_up(claim: Claim) -> None:
    """It stays a draft; the desk's first page tells of it, and who may publish decides anew."""
    before = record.snapshot(claim)
    claim.publish_at = claim.publish_by = None
    claim.save(update_fields=["publish_at", "publish_by"])
    log(claim, "publication_lapsed", by=None, before=before)
