"""When what readers are told of a claim last changed."""

from dataclasses import replace
from datetime import timedelta

import time_machine

from claims import editorial
from claims.editorial import ToForget
from claims.models import Claim, User
from claims.syndication import times
from tests.conftest import NOW
from tests.makers import Maker

WHY = {"reason": "Article 17.", "office": "A court"}


def later(days: int) -> time_machine.travel:
    return time_machine.travel(NOW + timedelta(days=days), tick=False)


def test_a_claim_that_nothing_happened_to_has_no_such_moment(claim: Claim) -> None:
    assert times.last_changes([claim]) == {}


def test_the_latest_of_correction_and_what_was_withheld_counts(
    claim: Claim, make: Maker, ada: User, dora: User
) -> None:
    other = make.published(quote="Eine andere.")
    with later(1):
        facts = replace(make.facts, statement="Cars cross.")
        editorial.revise_claim(reason="A slip.", claim=claim, facts=facts, by=ada)
    assert times.last_changes([claim, other]) == {claim.pk: NOW + timedelta(days=1)}
    with later(2):
        editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=dora, **WHY)
    assert times.last_changes([claim, other]) == {claim.pk: NOW + timedelta(days=2)}
    with later(3):
        editorial.forget(what=ToForget(row=claim.claimant, fields=("description",)), by=dora, **WHY)
    assert times.last_changes([claim, other]) == dict.fromkeys([claim.pk, other.pk], NOW + timedelta(days=3))
