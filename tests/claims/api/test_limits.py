"""How often one caller may ask."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from claims.api import limits


def test_who_asks_too_often_is_told_when_to_come_back(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 2)
    answers = [client.get("/api/v1/topics", REMOTE_ADDR="203.0.113.7") for _each in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    refused = answers[2]
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/topics", REMOTE_ADDR="203.0.113.8").status_code == 200


def test_one_household_is_one_caller_and_only_a_trusted_proxy_names_others(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 1)

    def status(address: str, **headers: str) -> int:
        return client.get("/api/v1/topics", REMOTE_ADDR=address, headers=headers).status_code

    assert status("2001:db8:1:2::1") == 200
    assert status("2001:db8:1:2:ffff::9") == 429
    assert status("203.0.113.9", x_forwarded_for="198.51.100.1") == 200
    assert status("203.0.113.9", x_forwarded_for="198.51.100.2") == 429
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert status("203.0.113.9", x_forwarded_for="198.51.100.3") == 200
        assert status("203.0.113.9", x_forwarded_for="198.51.100.3") == 429


@pytest.mark.parametrize("address", ["", "no address"])
def test_whoever_comes_without_an_address_is_served_and_counted(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(limits, "PER_MINUTE", 1)
    cache.clear()

    answers = [client.get("/api/v1/topics", REMOTE_ADDR=address).status_code for _each in range(2)]
    assert answers == [200, 429]
