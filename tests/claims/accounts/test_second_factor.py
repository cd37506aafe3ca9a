from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from pytest_django import Settings

from claims.accounts import second_factor
from claims.models import User


def test_nobody_is_asked_while_no_role_is_named(ada: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()
    assert not second_factor.is_missing(ada)


def test_recovery_codes_alone_are_no_second_factor(ada: User) -> None:
    Authenticator.objects.create(user=ada, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not second_factor.has_one(ada)


def test_the_last_one_is_the_one_without_another_beside_it(ada: User) -> None:
    app = TOTP.activate(ada, generate_totp_secret()).instance
    assert second_factor.is_last(app)
    Authenticator.objects.create(
        user=ada, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}}
    )
    assert not second_factor.is_last(app)
