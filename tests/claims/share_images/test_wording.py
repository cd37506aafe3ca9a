"""What stands on a picture, and that its version follows it."""

from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from claims.counting import CountingRule
from claims.models import Claim, Claimant
from claims.scoreboard import TrackRecord
from claims.share_images import wording
from tests.conftest import NOW
from tests.makers import Maker

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def fetched(claim: Claim) -> Claim:
    return Claim.objects.public().for_lists().get(pk=claim.pk)


def test_a_claims_picture_has_its_words_who_said_them_and_what_came_of_it(claim: Claim) -> None:
    with translation.override("de"):
        found = wording.of_claim(fetched(claim), TODAY)

    assert (found.title, found.badge, found.kind) == (claim.statement, "Offen", "pending")
    assert found.byline == "Mara Lindt. Gesagt am 2. März 2026"
    assert found.address == f"/de/share/claims/{claim.pk}/{found.version}.png"


def test_a_verdict_and_a_passed_deadline_each_make_another_version(claim: Claim, make: Maker) -> None:
    at_first = wording.of_claim(fetched(claim), TODAY)
    overdue = wording.of_claim(fetched(claim), date(2027, 1, 1))
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    ruled = wording.of_claim(fetched(claim), TODAY)

    assert len({at_first.version, overdue.version, ruled.version}) == 3
    assert (overdue.kind, ruled.kind) == ("overdue", "confirmed")
    assert wording.of_claim(fetched(claim), TODAY) == ruled


def test_who_has_no_rate_yet_is_said_to_have_none(claimant: Claimant) -> None:
    found = wording.of_claimant(claimant, TrackRecord(running=3), TODAY)

    assert "no rate" in found.aside
    assert found.segments == ()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (CountingRule.STRICT, "2 von 7 entschiedenen Vorhersagen eingetroffen"),
        (CountingRule.HALF, "2,5 von 7 entschiedenen Vorhersagen zählen als richtig"),
    ],
)
def test_a_claimants_picture_has_the_record_in_words_and_parts(
    claimant: Claimant, rule: CountingRule, words: str
) -> None:
    with translation.override("de"):
        track = TrackRecord(confirmed=2, partly=1, missed=4, rule=rule)
        found = wording.of_claimant(claimant, track, TODAY)

    assert found.aside == words
    assert [(each.label, each.number) for each in found.segments] == [
        ("Eingetroffen", 2),
        ("Teilweise eingetroffen", 1),
        ("Nicht eingetroffen", 4),
    ]
    assert "Nicht eingetroffen: 4" in found.alternative


def test_the_sites_picture_asks_nothing_and_follows_its_name_and_colour(
    settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    versions = []
    with django_assert_num_queries(0):
        for settings.SITE_NAME, settings.ACCENT_COLOUR in (("A", ""), ("B", ""), ("B", "#aa0000")):
            versions.append(wording.of_site().version)

    assert len(set(versions)) == 3


def test_a_window_of_one_day_has_one_day(claim: Claim) -> None:
    claim.opens_on = claim.closes_on = date(2026, 12, 24)

    assert wording.of_claim(claim, TODAY).aside == "The window: 24 December 2026"
