"""Where four eyes are asked for and there is no second pair, the refusal says that somebody is missing, and who."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytest_django import Settings

from claims import editorial, rules, rulings
from claims.editorial import ToForget
from claims.models import Claim, Outcome, User
from tests.makers import Maker

WHY = {"reason": "Article 17 of the GDPR.", "office": "Data protection officer"}
Sign = Callable[[Claim, Maker, User], object]


def sign_verdict(claim: Claim, make: Maker, by: User) -> object:
    ruling = rulings.Ruling(outcome=Outcome.MISSED, reasoning="Too late.", can_no_longer_happen=True)
    verdict = editorial.rule(claim=claim, ruling=ruling, by=by)
    return editorial.countersign(verdict=verdict, by=by)


def sign_change(claim: Claim, make: Maker, by: User) -> object:
    facts = replace(make.facts, statement="The bridge opens for cars.")
    editorial.revise_claim(claim=claim, facts=facts, by=by, reason="Too short.")
    return editorial.countersign_change(correction=claim.corrections.get(), by=by)


def sign_forgetting(claim: Claim, make: Maker, by: User) -> object:
    forgetting = editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=by, **WHY)
    return editorial.countersign_forgetting(forgetting=forgetting, by=by)


def lift(claim: Claim, make: Maker, by: User) -> object:
    return editorial.lift_hold(held=editorial.hold(thing=claim, by=by, **WHY), by=by)


@pytest.mark.parametrize("sign", [sign_verdict, sign_change, sign_forgetting, lift])
def test_who_is_alone_is_told_that_a_second_person_is_missing(
    claim: Claim, make: Maker, dora: User, ada: User, settings: Settings, sign: Sign
) -> None:
    settings.FOUR_EYES = True
    User.objects.filter(pk=ada.pk).update(is_active=False)

    with pytest.raises(rules.SamePerson) as refusal:
        sign(claim, make, dora)

    assert "FOUR_EYES" in str(refusal.value)
    assert "second chief" in str(refusal.value)


@pytest.mark.parametrize("sign", [sign_verdict, sign_change, sign_forgetting, lift])
def test_who_has_a_colleague_is_told_that_another_has_to_sign(
    claim: Claim, make: Maker, ben: User, dora: User, settings: Settings, sign: Sign
) -> None:
    settings.FOUR_EYES = True
    ben.groups.set(dora.groups.all())

    with pytest.raises(rules.SamePerson) as refusal:
        sign(claim, make, dora)

    assert "FOUR_EYES" not in str(refusal.value)


def test_an_editor_is_no_second_chief(claim: Claim, ada: User, dora: User, settings: Settings) -> None:
    settings.FOUR_EYES = True
    held = editorial.hold(thing=claim, by=dora, **WHY)

    with pytest.raises(rules.NobodyElseMayLift):
        editorial.lift_hold(held=held, by=dora)


def test_without_four_eyes_one_chief_lifts_alone(claim: Claim, dora: User) -> None:
    held = editorial.hold(thing=claim, by=dora, **WHY)

    assert editorial.lift_hold(held=held, by=dora).lifted_by == dora
