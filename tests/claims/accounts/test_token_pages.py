"""A person makes a token, sees it once, and revokes it."""

import re

from django.test import Client

from claims.models import ApiToken, User

PLACE = "/account/tokens/"


def test_a_token_is_shown_once_and_revoked_with_a_button(client: Client, ada: User) -> None:
    client.force_login(ada)

    made = client.post(PLACE, {"name": "Scraper", "may_draft": "on"}).content.decode()
    later = client.get(PLACE).content.decode()
    number = ApiToken.objects.get().pk
    client.post(f"{PLACE}{number}/revoke/")

    (secret,) = re.findall(r"foresaid_[\w-]{40,}", made)
    assert secret not in later
    assert "Scraper" in later
    assert "not used yet" in later
    assert "Scraper" not in client.get(PLACE).content.decode()
    assert ApiToken.objects.get().revoked_at


def test_a_token_without_anything_to_do_names_the_fault(client: Client, ada: User) -> None:
    client.force_login(ada)

    assert "at least one thing" in client.post(PLACE, {"name": "Scraper"}).content.decode()
    assert "has-fault" in client.post(PLACE, {"may_draft": "on"}).content.decode()
    assert not ApiToken.objects.exists()


def test_nobody_sees_or_revokes_anothers(client: Client, ada: User, dora: User) -> None:
    client.force_login(ada)
    client.post(PLACE, {"name": "Scraper", "may_suggest": "on"})
    client.force_login(dora)

    assert "Scraper" not in client.get(PLACE).content.decode()
    client.post(f"{PLACE}{ApiToken.objects.get().pk}/revoke/")
    assert ApiToken.objects.get().revoked_at is None


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(PLACE).status_code == 302
