"""Which claims on record are compared with a spotted sentence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Claim, User
from tests.makers import Maker
from tracker.intake.likeness import Said
from tracker.intake.relatives import as_reported, relatives_of


@pytest.fixture
def report(claim: Claim) -> Said:
    return as_reported(claim)


def found(report: Said) -> list[Claim]:
    return [relative.claim for relative in relatives_of([report])[0]]


def test_a_claim_of_the_same_person_is_found_whenever_it_was_said(claim: Claim, report: Said) -> None:
    later = Said(
        report.wordings, ("Lindt",), report.horizon, report.said_on + timedelta(days=100), report.closes_on
    )

    assert found(later) == [claim]


def test_a_sentence_that_names_nobody_is_compared_with_what_was_said_around_then(
    claim: Claim, report: Said
) -> None:
    nameless = Said(report.wordings, (), report.horizon, report.said_on, report.closes_on)
    later = Said(report.wordings, (), report.horizon, report.said_on + timedelta(days=100), report.closes_on)

    assert found(nameless) == [claim]
    assert found(later) == []


def test_drafts_are_found_and_withdrawn_claims_are_not(make: Maker, dora: User) -> None:
    draft = make.draft()
    editorial.withdraw_claim(claim=make.published(), reason="Wrong.", by=dora)

    assert found(as_reported(draft)) == [draft]


def test_many_sentences_cost_one_query(
    claim: Claim, report: Said, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(relatives_of([report] * 20)) == 20


def test_nothing_asked_is_nothing_found(db: None) -> None:
    assert relatives_of([]) == []


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_at_the_end_of_the_calendar_is_compared_too(claim: Claim, report: Said, day: date) -> None:
    assert found(replace(report, names=("Nobody",), said_on=day)) == []
