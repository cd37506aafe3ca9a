"""Tokens of an account: made and shown once, found by what is sent, revoked. What is kept of one is its hash."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from claims.editorial.accounts import hash_of
from claims.models import ApiToken, User

# So that a token that was put somewhere by mistake is found by who looks for such.
PREFIX: Final = "foresaid_"
_EXACT: Final = timedelta(minutes=1)


def make(token: ApiToken, *, owner: User, now: datetime) -> str:
    """Save the token; returns its secret part, which nobody can be shown again. ValidationError where its name or
    what it may do is missing.
    """
    secret = PREFIX + secrets.token_urlsafe(32)
    token.owner, token.made_at, token.token_hash = owner, now, hash_of(secret)
    token.full_clean()
    token.save(force_insert=True)
    return secret


def find(secret: str, *, now: datetime) -> ApiToken | None:
    """The token that was sent, which is used by that; None for one unknown, revoked, or of a closed account."""
    working = ApiToken.objects.filter(revoked_at__isnull=True, owner__is_active=True)
    token = working.select_related("owner").filter(token_hash=hash_of(secret)).first()
    if token is not None:
        not_just_now = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - _EXACT)
        ApiToken.objects.filter(not_just_now, pk=token.pk).update(last_used_at=now)
    return token


def revoke(number: int, *, owner: User, now: datetime) -> bool:
    """End the person's own token; whether it worked until now."""
    return bool(owner.api_tokens.filter(pk=number, revoked_at__isnull=True).update(revoked_at=now))
