"""Every write needs a role, and leaves a record that holds together."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from claims import editorial, record, rules, rulings
from claims.editorial import floor
from claims.models import Claim, Claimant, Outcome, RecordEntry, Topic, User
from tests.makers import SOURCE, Maker

WRITES: dict[str, Callable[[Maker, User], Any]] = {
    "save_claimant": lambda _make, by: editorial.save_claimant(claimant=Claimant(name="Jo"), by=by),
    "save_topic": lambda _make, by: editorial.save_topic(topic=Topic(name="Rail"), by=by),
    "log_claim": lambda make, by: editorial.log_claim(facts=make.facts, source=SOURCE, by=by),
    "revise_claim": lambda make, by: editorial.revise_claim(
        reason="A slip.", claim=make.draft(), facts=replace(make.facts, firmness="will"), by=by
    ),
    "revise_published": lambda make, by: editorial.revise_claim(
        reason="A slip.", claim=make.published(), facts=replace(make.facts, firmness="will"), by=by
    ),
    "publish_claim": lambda make, by: editorial.publish_claim(claim=make.draft(), by=by),
    "withdraw_claim": lambda make, by: editorial.withdraw_claim(
        claim=make.published(), reason="Wrong.", by=by
    ),
    "add_appearance": lambda make, by: editorial.add_appearance(claim=make.draft(), source=SOURCE, by=by),
    "add_evidence": lambda make, by: editorial.add_evidence(
        claim=make.published(), article=make.article(), stance="supports", by=by
    ),
    "accept_evidence": lambda make, by: editorial.accept_evidence(
        evidence=make.suggested(make.published()), stance="supports", by=by
    ),
    "reject_evidence": lambda make, by: editorial.reject_evidence(
        evidence=make.suggested(make.published()), by=by
    ),
    "return_to_queue": lambda make, by: editorial.return_to_queue(
        evidence=make.accepted(make.published()), by=by
    ),
    "rule": lambda make, by: editorial.rule(
        claim=make.published(),
        ruling=rulings.Ruling(
            outcome=Outcome.MISSED, reasoning="It was cancelled.", can_no_longer_happen=True
        ),
        by=by,
    ),
}
REPORTERS = {"save_claimant", "log_claim", "revise_claim", "add_appearance"}
CHIEFS = {"withdraw_claim"}


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_a_reporter_drafts(make: Maker, ben: User, name: str) -> None:
    WRITES[name](make, ben)


@pytest.mark.parametrize("name", sorted(WRITES.keys() - REPORTERS))
def test_a_reporter_does_no_more_than_draft(make: Maker, ben: User, name: str) -> None:
    with pytest.raises(rules.NotAllowed):
        WRITES[name](make, ben)


@pytest.mark.parametrize("name", sorted(WRITES.keys() - CHIEFS))
def test_an_editor_does_what_the_desk_does(make: Maker, ada: User, name: str) -> None:
    WRITES[name](make, ada)


@pytest.mark.parametrize("name", sorted(CHIEFS))
def test_an_editor_withdraws_nothing(make: Maker, ada: User, name: str) -> None:
    with pytest.raises(rules.NotAllowed):
        WRITES[name](make, ada)


@pytest.mark.parametrize("name", WRITES)
def test_the_chief_does_everything(make: Maker, dora: User, name: str) -> None:
    WRITES[name](make, dora)


@pytest.mark.parametrize("name", WRITES)
def test_an_outsider_writes_nothing(make: Maker, cleo: User, name: str) -> None:
    with pytest.raises(rules.NotAllowed):
        WRITES[name](make, cleo)


def test_an_account_switched_off_writes_nothing(make: Maker, dora: User) -> None:
    draft = make.draft()
    dora.is_active = False

    with pytest.raises(rules.NotAllowed):
        editorial.publish_claim(claim=draft, by=dora)


@pytest.mark.parametrize("name", WRITES)
def test_every_write_leaves_a_record_that_holds_together(make: Maker, dora: User, name: str) -> None:
    WRITES[name](make, dora)

    assert list(record.verify()) == []
    assert RecordEntry.objects.filter(by=dora).exists()


def test_no_constraint_is_asked_for_where_the_database_does_not_refuse(make: Maker) -> None:
    with CaptureQueriesContext(connection) as asked:
        make.published()

    assert not [query["sql"] for query in asked if "_check" in query["sql"]]


def test_a_refusal_of_the_database_is_told_in_the_words_of_its_constraint(claim: Claim) -> None:
    claim.opens_on, claim.closes_on = date(2027, 1, 2), date(2027, 1, 1)

    with pytest.raises(ValidationError) as refused:
        floor.store(claim)

    assert refused.value.messages == ["A window has two days, and opens before it closes."]
    assert Claim.objects.get().closes_on != claim.closes_on


def test_a_refusal_that_no_constraint_explains_is_raised_as_it_came(claim: Claim) -> None:
    with pytest.raises(IntegrityError):
        floor.store(claim, force_insert=True)
