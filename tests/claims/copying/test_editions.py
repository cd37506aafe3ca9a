"""A claim's pages in a copy stay as they are until something that they are made of changes."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from claims import editorial
from claims.copying import editions
from claims.models import Claim, User
from tests.conftest import NOW
from tests.makers import Maker

DAY = timedelta(days=1)


def of(claim: Claim, now: datetime = NOW) -> str:
    found: QuerySet[Claim] = Claim.objects.filter(pk=claim.pk)
    return editions.of_claims(list(found), everything=editions.of_everything(), now=now)[claim.pk]


def test_another_claims_work_leaves_it_alone(claim: Claim, make: Maker) -> None:
    before = of(claim)
    make.ruled(make.published(), "missed", can_no_longer_happen=True)
    assert of(claim) == before


def test_a_write_to_it_makes_another(claim: Claim, make: Maker, ada: User) -> None:
    met = [of(claim)]
    facts = replace(make.facts, statement="Cars cross.")
    editorial.revise_claim(reason="A slip.", claim=claim, facts=facts, by=ada)
    met.append(of(claim))
    make.ruled(claim, "missed", can_no_longer_happen=True)
    met.append(of(claim))
    assert len(set(met)) == 3


def test_a_hold_elsewhere_makes_every_page_anew(claim: Claim, make: Maker, dora: User) -> None:
    before = of(claim)
    editorial.hold(thing=make.published(), by=dora, office="A court", reason="An order.")
    assert of(claim) != before


def test_a_pending_claim_changes_with_the_day_and_a_settled_one_does_not(claim: Claim, make: Maker) -> None:
    settled = make.published(by_hand=(date(2026, 3, 2), date(2026, 6, 10)))
    make.ruled(settled, "confirmed", happened_on=date(2026, 6, 1))
    assert of(claim) != of(claim, NOW + DAY)
    assert of(settled, NOW + DAY) == of(settled, NOW + 2 * DAY)
