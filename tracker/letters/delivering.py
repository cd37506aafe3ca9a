"""Sends readers what they are owed, one worker at a time, and deletes what is sent.

Killed between the mail server's word and the deletion, a letter goes out once more under the same Message-ID.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from claims.models import Claim, Wish
from tracker import setaside
from tracker.alerts.channels import Message, mail
from tracker.alerts.timing import RETRIES, wait_after
from tracker.jobs import Held
from tracker.letters.composing import compose
from tracker.letters.decisions import latest_verdict
from tracker.models import Job, Letter

# A mail server that is down is asked again so soon, by one letter for all.
SERVER_RESTS: Final = timedelta(minutes=1)
# What is held back is looked at again after that.
HELD_BACK: Final = timedelta(hours=1)
PERMANENT: Final = 500
LETTERS_AT_ONCE: Final = 200
HandOver = Callable[[str, Message], None]


def deliver(turn: Held, *, now: datetime, hand_over: HandOver = mail.hand_over) -> int:
    """Send what is due, oldest first, until the turn is over or the mail server fails; returns how many were sent."""
    sent = 0
    for number in list(_due(now).values_list("pk", flat=True)[:LETTERS_AT_ONCE]):
        if turn.is_over:
            break
        try:
            sent += _deliver(number, now, hand_over)
        except OSError:
            # SMTP's faults are OSErrors: nobody's fault but the server's. All that is due waits.
            _due(now).update(next_try_at=now + SERVER_RESTS)
            break
    return sent


def _due(now: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(next_try_at__lte=now).order_by("next_try_at", "pk")


def _deliver(number: int, now: datetime, hand_over: HandOver) -> bool:
    """Send one; False where it is no longer owed, is put off, or breaks. OSError where the server fails."""
    about = ("wish__claim__claimant", "wish__claimant", "wish__topic", "verdict__claim__claimant")
    letter = Letter.objects.select_related(*about).filter(pk=number).first()
    if letter is None:  # its reader has stopped it meanwhile
        return False
    try:
        if not _is_still_owed(letter, now):
            return False
        hand_over(letter.wish.address, compose(letter))
    except SMTPRecipientsRefused as refused:
        _refused(letter, min(code for code, _text in refused.recipients.values()), now)
        return False
    except Exception as fault:
        if isinstance(fault, OSError) and not _is_of_this_letter(fault):
            raise
        setaside.note(Job.TASK, f"letters: letter {letter.pk}", fault, now=now)
        _try_later(letter, now)
        return False
    _done_with(letter)
    setaside.done(Job.TASK, [f"letters: letter {letter.pk}"])
    return True


def _is_of_this_letter(fault: OSError) -> bool:
    """A server that took the address but refuses these words for good would refuse no other letter for them."""
    return isinstance(fault, SMTPDataError) and fault.smtp_code >= PERMANENT


def _is_still_owed(letter: Letter, now: datetime) -> bool:
    """Whether it is so at this moment. What is not any more is deleted, what is held back waits."""
    claim = letter.verdict.claim if letter.verdict else letter.wish.claim
    if claim is None or letter.kind == Letter.Kind.CONFIRM:
        return True
    if not Claim.objects.not_held().filter(pk=claim.pk).exists():
        Letter.objects.filter(pk=letter.pk).update(next_try_at=now + HELD_BACK)
        return False
    if letter.kind == Letter.Kind.WITHDRAWN:
        is_so = claim.state == Claim.State.WITHDRAWN
    else:
        # Only the verdict that counts now is told; a later one has a letter of its own.
        is_so = claim.state == Claim.State.PUBLISHED and latest_verdict(claim) == letter.verdict
    if not is_so:
        Letter.objects.filter(pk=letter.pk).delete()
    return is_so


@transaction.atomic
def _done_with(letter: Letter) -> None:
    """The letter goes, and with a claim's last word the wish and its address."""
    Letter.objects.filter(pk=letter.pk).delete()
    if letter.kind != Letter.Kind.CONFIRM and letter.wish.claim_id is not None:
        Wish.objects.filter(pk=letter.wish_id).delete()


def _refused(letter: Letter, code: int, now: datetime) -> None:
    """An address that does not exist is not kept; a mailbox that is full is tried again."""
    if code >= PERMANENT:
        Wish.objects.filter(pk=letter.wish_id).delete()
    else:
        _try_later(letter, now)


def _try_later(letter: Letter, now: datetime) -> None:
    tries = letter.tries + 1
    if tries > len(RETRIES):
        Wish.objects.filter(pk=letter.wish_id).delete()
        return
    again = {"tries": F("tries") + 1, "next_try_at": now + wait_after(tries)}
    Letter.objects.filter(pk=letter.pk).update(**again)
