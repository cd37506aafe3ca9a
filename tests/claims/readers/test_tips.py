"""Readers' hints are taken within bounds."""

from datetime import timedelta

import pytest

from claims.models import Claim, Tip
from claims.readers import tips
from tests.conftest import NOW
from tests.makers import Maker

PAGE = "https://paper.example/a"


def sent(claim: Claim) -> str:
    return tips.send(claim=claim, address=PAGE, language="en", now=NOW)


def test_only_its_key_opens_a_hint_and_the_database_has_no_key(claim: Claim) -> None:
    key = sent(claim)

    tip = tips.of_key(key)
    assert tip
    assert (tip.address, tip.claim, tip.state) == (PAGE, claim, Tip.State.NEW)
    assert key not in str(Tip.objects.values_list().get())
    assert tips.of_key(tip.key_hash) is None


def test_a_claim_has_so_many_waiting_and_no_more(
    claim: Claim, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tips, "MOST_OF_A_CLAIM", 2)
    sent(claim)
    sent(claim)
    Tip.objects.filter(pk=Tip.objects.latest("pk").pk).update(state="offered", evidence=make.suggested(claim))

    with pytest.raises(tips.NotTaken):
        sent(claim)
    sent(make.published())
    Tip.objects.filter(state="new").update(state="unreadable")
    sent(claim)


def test_all_together_send_so_many_an_hour(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tips, "MOST_AN_HOUR", 1)
    sent(claim)

    with pytest.raises(tips.NotTaken):
        sent(claim)
    tips.send(claim=claim, address=PAGE, language="en", now=NOW + timedelta(minutes=61))


def test_after_half_a_year_a_hint_goes_and_what_it_brought_stays(claim: Claim, make: Maker) -> None:
    sent(claim)
    evidence = make.suggested(claim)
    Tip.objects.update(state="offered", evidence=evidence)

    assert tips.clear_away(now=NOW + timedelta(days=180), most=9) == 0
    assert tips.clear_away(now=NOW + timedelta(days=181), most=9) == 1
    evidence.refresh_from_db()
