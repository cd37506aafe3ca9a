"""Takes up readers' wishes to be told, within bounds: nobody can have mails sent to others in numbers."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Claimant, Topic, Wish

# So many wishes of one address may wait for a confirmation, each with a mail of its own.
MOST_UNCONFIRMED: Final = 3
MOST_OF_AN_ADDRESS: Final = 200
# An answer that does not come by then is none.
CONFIRM_WITHIN: Final = timedelta(days=2)
# Whoever asks for the same once more may not have got the first mail.
ASK_AGAIN_AFTER: Final = timedelta(hours=1)
HOUR: Final = timedelta(hours=1)
UNCONFIRMED: Final = (Wish.Stage.NEW, Wish.Stage.ASKED)


class TooMany(Exception):
    """No more wishes are taken up for now; says why, in the reader's language."""

    def __init__(self, why: Promise) -> None:
        super().__init__(str(why))
        self.why = why


def digest_of(address: str) -> str:
    """By which one address is known again, and not told without the installation's key; in upper case as in lower."""
    return salted_hmac("claims.readers", address.casefold(), algorithm="sha256").hexdigest()


def ask(address: str, about: Claim | Claimant | Topic, *, language: str, now: datetime) -> None:
    """Take up a wish, whose reader is then asked by mail. Nothing more is written, or sent, where it is known already.

    Raises TooMany. What is known of an address is told to nobody: the answer is the same.
    """
    kind = about._meta.model_name  # noqa: SLF001  Django documents it
    wish = Wish(address=address, address_digest=digest_of(address), language=language, asked_at=now)
    setattr(wish, str(kind), about)
    known = Wish.objects.filter(**{"address_digest": wish.address_digest, str(kind): about})
    # A first mail may have gone astray; a wish that was answered stays as it is.
    known.filter(stage=Wish.Stage.ASKED, asked_at__lt=now - ASK_AGAIN_AFTER).delete()
    if known.exists():
        return
    _check_bounds(wish.address_digest, now)
    try:
        with transaction.atomic():
            wish.save()
    except IntegrityError:
        return  # asked twice at once: the first is enough


def _check_bounds(digest: str, now: datetime) -> None:
    """By counts: of some that ask at the same moment one or two more may come through."""
    ours = Wish.objects.filter(address_digest=digest)
    if ours.filter(stage__in=UNCONFIRMED).count() >= MOST_UNCONFIRMED:
        raise TooMany(_("This address has mails that wait for a confirmation. Confirm one of them first."))
    if ours.count() >= MOST_OF_AN_ADDRESS:
        raise TooMany(_("This address follows more than enough already."))
    if Wish.objects.filter(asked_at__gt=now - HOUR).count() >= settings.FOLLOW_MAILS_AN_HOUR:
        raise TooMany(_("Very many people ask at this moment. Please try again in an hour."))


def confirm(wish: Wish, *, now: datetime) -> None:
    """The reader has answered: from now on the wish waits for a decision. Twice does no harm."""
    unconfirmed = Wish.objects.filter(pk=wish.pk, stage__in=UNCONFIRMED)
    unconfirmed.update(stage=Wish.Stage.CONFIRMED, confirmed_at=now)


def stop(wish: Wish) -> None:
    """Delete the wish, and with it the address and the mails that are owed."""
    Wish.objects.filter(pk=wish.pk).delete()


def clear_away(*, now: datetime, most: int) -> int:
    """Delete wishes that nobody confirmed; returns how many."""
    old = Wish.objects.filter(stage__in=UNCONFIRMED, asked_at__lt=now - CONFIRM_WITHIN).order_by("asked_at")
    return Wish.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:most])).delete()[0]
