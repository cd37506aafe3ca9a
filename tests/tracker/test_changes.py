"""What the record's log tells a job that looked before."""

from datetime import UTC, datetime, timedelta

from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Claim, RecordEntry, User
from tests.makers import Maker
from tests.tampering import guards_off
from tracker import changes

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def look(now: datetime = LATER, terms: str = "") -> changes.Changes:
    found = changes.since_last_look("test", now=now, terms=terms)
    changes.looked(found)
    return found


def test_the_first_look_is_at_everything(claim: Claim) -> None:
    assert look().is_anew
    assert not look().is_anew


def test_a_claim_that_was_written_about_is_named(claim: Claim, make: Maker, ada: User) -> None:
    look()
    assert look().numbers("claim") == set()
    make.suggested(claim)
    editorial.save_claimant(claimant=claim.claimant, by=ada)
    found = look()
    assert found.numbers("claim") == {claim.pk}
    assert found.numbers("claimant") == set()  # nothing of it changed


def test_what_may_be_committed_late_is_named_again(claim: Claim) -> None:
    look(NOW)
    assert look(NOW + timedelta(minutes=9)).numbers("claim") == {claim.pk}
    look(NOW + timedelta(minutes=11))
    assert look(NOW + timedelta(minutes=12)).numbers("claim") == set()


def test_other_terms_ask_for_everything(claim: Claim) -> None:
    look(terms="a")
    assert not look(terms="a").is_anew
    assert look(terms="b").is_anew


def test_a_log_that_goes_on_otherwise_asks_for_everything(claim: Claim) -> None:
    look()
    guards_off()
    RecordEntry.objects.filter(pk=RecordEntry.objects.latest("pk").pk).update(hash="f" * 64)
    assert look().is_anew


def test_nothing_new_costs_four_queries(
    claim: Claim, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    look()
    with django_assert_num_queries(4):
        changes.since_last_look("test", now=LATER)
