"""For whom a second factor is demanded, and who has one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from claims.models import User
from claims.roles import ADMINISTRATOR

# Recovery codes are made beside one of these, and are no factor of their own.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_demanded_of(user: User) -> bool:
    """Whether one of the person's roles needs a second factor. A superuser counts as an administrator."""
    demanding = settings.SECOND_FACTOR_ROLES
    if not demanding:
        return False
    if user.is_superuser and ADMINISTRATOR in demanding:
        return True
    return user.groups.filter(name__in=demanding).exists()


def has_one(user: User) -> bool:
    """Whether the person has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def is_missing(user: User) -> bool:
    """Whether the person has yet to set one up before the desk opens."""
    return is_demanded_of(user) and not has_one(user)


def is_last(authenticator: Authenticator) -> bool:
    """Whether the person would be without a second factor once this one is gone."""
    others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
    return not others.exclude(pk=authenticator.pk).exists()
