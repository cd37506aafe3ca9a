"""The right of reply: who was asked, what they answered, and that nobody did."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from claims import editorial, record, rules
from claims.models import Claim, Reply, User
from tests.conftest import NOW
from tests.makers import actions

ASKED, DUE = date(2026, 6, 10), date(2026, 6, 20)
TEXT = "The bridge was never promised.\nWe asked for a date."


def ask(claim: Claim, by: User) -> Reply:
    return editorial.ask_for_reply(claim=claim, asked_of="Mara Lindt", asked_on=ASKED, due_on=DUE, by=by)


def answer(reply: Reply, by: User, *, text: str = TEXT, on: date = date(2026, 6, 15)) -> Reply:
    return editorial.enter_reply(reply=reply, text=text, received_on=on, language="en", by=by)


def page(client: Client, claim: Claim) -> str:
    return " ".join(client.get(claim.get_absolute_url()).content.decode().split())


def test_a_reply_is_shown_word_for_word_with_the_claim(client: Client, claim: Claim, ada: User) -> None:
    answer(ask(claim, ada), ada)

    html = page(client, claim)
    assert "Mara Lindt was asked for a reply on" in html
    assert "The bridge was never promised.<br>We asked for a date." in html
    assert list(record.verify()) == []


def test_readers_see_who_asked(client: Client, claim: Claim, ada: User) -> None:
    ada.first_name, ada.last_name = "Ada", "Lovelace"
    ada.save()
    ask(claim, ada)

    assert "(Asked by: Ada Lovelace)" in page(client, claim)


def test_who_did_not_answer_is_said_once_the_time_is_over(client: Client, claim: Claim, ada: User) -> None:
    ask(claim, ada)
    assert "No reply came." not in page(client, claim)

    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        assert "No reply came." in page(client, claim)


def test_a_reply_is_shown_for_as_long_as_the_law_asks(
    client: Client, claim: Claim, ada: User, settings: Settings
) -> None:
    settings.REPLY_DAYS = 2
    answer(ask(claim, ada), ada)
    assert "never promised" in page(client, claim)

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        html = page(client, claim)
    assert "never promised" not in html
    assert "It came on" in html


def test_asking_and_answering_twice_is_once(claim: Claim, ada: User) -> None:
    for _ in range(2):
        reply = ask(claim, ada)
        answer(reply, ada)

    assert actions(f"claim:{claim.pk}")[-2:] == ["asked", "answered"]


def test_a_reply_is_never_exchanged(claim: Claim, ada: User) -> None:
    reply = answer(ask(claim, ada), ada)

    with pytest.raises(rules.AnsweredAlready):
        answer(reply, ada, text="We promised it.")


def test_days_are_in_order_and_words_are_there(claim: Claim, ada: User, ben: User) -> None:
    with pytest.raises(rules.DueBeforeItWasAsked):
        editorial.ask_for_reply(claim=claim, asked_of="X", asked_on=ASKED, due_on=date(2026, 6, 9), by=ada)
    with pytest.raises(rules.AskedInTheFuture):
        editorial.ask_for_reply(claim=claim, asked_of="X", asked_on=date(2026, 6, 18), due_on=DUE, by=ada)
    reply = ask(claim, ada)
    with pytest.raises(rules.NoAnswer):
        answer(reply, ada, text=" ")
    for day in (date(2026, 6, 9), date(2026, 6, 18)):
        with pytest.raises(rules.ReceivedOnNoSuchDay):
            answer(reply, ada, on=day)
    with pytest.raises(rules.NotAllowed):
        answer(reply, ben)
