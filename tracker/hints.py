"""Opens the pages that readers name as evidence, through the gate, and puts what they say into the review queue."""

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from claims import editorial
from claims.models import Evidence, Tip
from tracker import setaside
from tracker.found_pages import found
from tracker.intake import articles
from tracker.jobs import Held
from tracker.models import Job

JOB: Final = Job.TASK


def work(turn: Held, *, now: datetime) -> int:
    """Look at what is new, oldest first, until the turn is over; returns how many were looked at.

    A page that a worker did not come back from is not opened again.
    """
    number = 0
    new = Tip.objects.filter(state=Tip.State.NEW).select_related("claim").order_by("sent_at")
    for tip in new[:100]:
        if turn.is_over:
            break
        if turn.lost_item == str(tip.pk):
            _give_up(tip, "")
            continue
        turn.begin(tip.pk)
        with translation.override(tip.language), setaside.going_on(JOB, f"hint {tip.pk}", now=now) as attempt:
            _look(tip, now)
            number += 1
        if attempt.fault:
            _give_up(tip, "")
    return number


def _look(tip: Tip, now: datetime) -> None:
    try:
        article = articles.read_address(tip.address, now=now)
        snapshot = found(article, tip.claim)
        evidence = editorial.suggest_evidence(claim=tip.claim, article=snapshot)
    except articles.UnreadableArticle as fault:
        _give_up(tip, str(fault.explanation))
        return
    except ValidationError:
        _give_up(tip, _("There is no article on it that could be kept."))
        return
    # None where the claim had it before, from here or from another outlet: then that is what became of it.
    known = evidence or Evidence.objects.at_address(snapshot.address).filter(claim=tip.claim).first()
    if known is None:
        _give_up(tip, _("The claim was withdrawn meanwhile."))
        return
    new = Tip.objects.filter(pk=tip.pk, state=Tip.State.NEW)
    new.update(state=Tip.State.OFFERED, evidence=known)


def _give_up(tip: Tip, why: str) -> None:
    Tip.objects.filter(pk=tip.pk, state=Tip.State.NEW).update(state=Tip.State.UNREADABLE, fault=why[:300])
