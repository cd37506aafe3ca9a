"""The signed links in a reader's mails. Opening one changes nothing; they end with the wish."""

from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from claims.models import Wish

CONFIRM: Final = "claims.readers.confirm"
STOP: Final = "claims.readers.stop"


def confirm_address(wish: Wish) -> str:
    """Where the reader says that the wish is theirs."""
    return settings.SITE_URL + reverse("readers:confirm", args=[_token(wish, CONFIRM)])


def stop_address(wish: Wish) -> str:
    """Where the wish is deleted, by a mail program too (RFC 8058)."""
    return settings.SITE_URL + reverse("readers:stop", args=[_token(wish, STOP)])


def _token(wish: Wish, salt: str) -> str:
    return signing.dumps([wish.pk, wish.nonce], salt=salt)


def wish_of(token: str, salt: str) -> Wish | None:
    """Whose link it is; None where it was changed, or the wish is no more."""
    try:
        number, nonce = signing.loads(token, salt=salt)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Wish.objects.filter(pk=number, nonce=nonce)
    return found.select_related("claim__claimant", "claimant", "topic").first()
