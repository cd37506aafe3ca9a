"""Readers' wishes are taken up within bounds."""

from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from claims.models import Claim, Claimant, Topic, Wish
from claims.readers import wishes
from tests.conftest import NOW
from tests.makers import Maker

JO = "jo@reader.example"


def asked(about: Claim | Claimant | Topic, address: str = JO, **changes: object) -> Wish | None:
    wishes.ask(address, about, language="de", now=changes.get("now", NOW))  # type: ignore[arg-type]
    return Wish.objects.order_by("pk").last()


def test_the_address_lies_encrypted_and_is_read_again(claim: Claim) -> None:
    wish = asked(claim)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, address_digest FROM claims_wish")
        stored = cursor.fetchone()

    assert wish
    assert wish.address == JO
    assert stored[0].startswith("fernet:")
    assert "@" not in " ".join(stored)


def test_the_same_wish_is_written_once_in_any_case_of_its_letters(claim: Claim) -> None:
    first = asked(claim)
    again = asked(claim, JO.upper())

    assert first == again
    assert Wish.objects.count() == 1


def test_who_got_no_mail_may_ask_again_after_an_hour(claim: Claim) -> None:
    first = asked(claim)
    Wish.objects.update(stage=Wish.Stage.ASKED)

    assert asked(claim, now=NOW + timedelta(minutes=59)) == first
    second = asked(claim, now=NOW + timedelta(minutes=61))
    assert second != first
    assert Wish.objects.count() == 1


def test_a_confirmed_wish_stays_when_somebody_asks_again(claim: Claim) -> None:
    first = asked(claim)
    assert first
    wishes.confirm(first, now=NOW)

    assert asked(claim, now=NOW + timedelta(days=9)) == first


def test_one_address_gets_few_mails_to_confirm(make: Maker) -> None:
    for _each in range(wishes.MOST_UNCONFIRMED):
        asked(make.published())

    with pytest.raises(wishes.TooMany):
        asked(make.published())
    first = Wish.objects.first()
    assert first
    wishes.confirm(first, now=NOW)
    asked(make.published())


def test_one_address_follows_so_much_and_no_more(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wishes, "MOST_OF_AN_ADDRESS", 1)
    asked(make.published())

    with pytest.raises(wishes.TooMany):
        asked(make.published())


def test_so_many_may_ask_in_an_hour(claim: Claim, settings: Settings) -> None:
    settings.FOLLOW_MAILS_AN_HOUR = 2
    asked(claim, "a@reader.example")
    asked(claim, "b@reader.example")

    with pytest.raises(wishes.TooMany):
        asked(claim, "c@reader.example")
    asked(claim, "c@reader.example", now=NOW + timedelta(hours=1, seconds=1))


def test_a_wish_that_nobody_confirms_is_deleted_after_two_days(claim: Claim, claimant: Claimant) -> None:
    asked(claim)
    kept = asked(claimant)
    assert kept
    wishes.confirm(kept, now=NOW)

    assert wishes.clear_away(now=NOW + timedelta(days=2), most=10) == 0
    assert wishes.clear_away(now=NOW + timedelta(days=2, seconds=1), most=10) == 1
    assert list(Wish.objects.all()) == [kept]
