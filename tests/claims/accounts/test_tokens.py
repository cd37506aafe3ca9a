"""Tokens of an account: shown once, kept as a hash, and over once revoked."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from claims.accounts import tokens
from claims.models import ApiToken, User
from tests.conftest import NOW


def make(owner: User) -> str:
    return tokens.make(ApiToken(name="Scraper", may_draft=True), owner=owner, now=NOW)


def test_what_is_kept_opens_nothing(ada: User) -> None:
    secret = make(ada)

    kept = ApiToken.objects.get()
    assert secret.startswith("foresaid_")
    assert secret not in str(list(ApiToken.objects.values()))
    assert tokens.find(secret, now=NOW) == kept
    assert tokens.find(kept.token_hash, now=NOW) is None


def test_the_last_use_is_seen_to_the_minute(ada: User) -> None:
    secret = make(ada)

    for seconds in (0, 30, 90):
        tokens.find(secret, now=NOW + timedelta(seconds=seconds))

    assert ApiToken.objects.get().last_used_at == NOW + timedelta(seconds=90)


def test_nobody_revokes_anothers(ada: User, dora: User) -> None:
    secret = make(ada)
    number = ApiToken.objects.get().pk

    assert not tokens.revoke(number, owner=dora, now=NOW)
    assert tokens.find(secret, now=NOW)
    assert tokens.revoke(number, owner=ada, now=NOW)
    assert not tokens.revoke(number, owner=ada, now=NOW)
    assert tokens.find(secret, now=NOW) is None


def test_a_token_for_nothing_is_refused(ada: User) -> None:
    with pytest.raises(ValidationError):
        tokens.make(ApiToken(name="Nothing"), owner=ada, now=NOW)
