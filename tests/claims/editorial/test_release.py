"""What waits for its time: announced verdicts and publications that can still be taken back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from claims import editorial, record, rules, scoreboard
from claims.models import Claim, Correction, Outcome, User, Verdict
from tests.conftest import NOW
from tests.makers import Maker, actions

TOMORROW, A_MOMENT = NOW + timedelta(hours=24), NOW + timedelta(minutes=5)


@pytest.fixture
def announcing(settings: Settings) -> None:
    settings.ANNOUNCE_HOURS = 24


@pytest.fixture
def delaying(settings: Settings) -> None:
    settings.PUBLICATION_DELAY_MINUTES = 5


def page(client: Client, claim: Claim) -> str:
    return " ".join(client.get(claim.get_absolute_url()).content.decode().split())


def ruled(make: Maker, claim: Claim) -> Verdict:
    return make.ruled(claim, "missed", can_no_longer_happen=True, reasoning="It was given up.")


def test_an_announced_verdict_is_public_with_its_reasons_and_does_not_count_yet(
    client: Client, claim: Claim, make: Maker, announcing: None
) -> None:
    verdict = ruled(make, claim)

    html = page(client, claim)
    claim.refresh_from_db()
    assert "Announced verdict: Missed" in html
    assert "It was given up." in html
    assert (claim.outcome, verdict.in_effect, verdict.due_at) == (Outcome.PENDING, False, TOMORROW)
    assert scoreboard.track_record(Claim.objects.all(), today=NOW.date()).running == 1


def test_it_takes_effect_in_its_time_and_once(claim: Claim, make: Maker, announcing: None) -> None:
    ruled(make, claim)

    assert editorial.release_due(now=TOMORROW - timedelta(seconds=1)) == 0
    assert [editorial.release_due(now=TOMORROW) for _ in range(2)] == [1, 0]

    claim.refresh_from_db()
    assert claim.outcome == Outcome.MISSED
    assert actions(f"claim:{claim.pk}")[-3:] == ["ruled", "took_effect", "decided"]
    assert list(record.verify()) == []


def test_an_announced_verdict_is_taken_back_with_a_reason_that_readers_see(
    client: Client, claim: Claim, make: Maker, ada: User, announcing: None
) -> None:
    verdict = ruled(make, claim)
    with pytest.raises(rules.NoReason):
        editorial.take_back_verdict(verdict=verdict, by=ada)

    for _ in range(2):
        editorial.take_back_verdict(verdict=verdict, reason="The builder objected, rightly.", by=ada)

    assert editorial.release_due(now=TOMORROW) == 0
    html = page(client, claim)
    assert "Announced verdict taken back: Missed" in html
    assert "The builder objected, rightly." in html
    assert list(record.verify()) == []


def test_what_is_in_effect_is_not_taken_back(claim: Claim, make: Maker, ada: User) -> None:
    with pytest.raises(rules.InEffectAlready):
        editorial.take_back_verdict(verdict=ruled(make, claim), reason="No.", by=ada)


def test_what_was_said_does_not_move_under_an_announced_verdict(
    claim: Claim, make: Maker, ada: User, announcing: None
) -> None:
    ruled(make, claim)

    with pytest.raises(rules.WordsOfADecidedClaim):
        editorial.revise_claim(
            claim=claim, facts=replace(make.facts, criteria="A ceremony counts."), by=ada, reason="x"
        )


def test_a_delayed_verdict_is_seen_by_nobody_and_taken_back_without_a_word(
    client: Client, claim: Claim, make: Maker, ada: User, delaying: None
) -> None:
    verdict = ruled(make, claim)
    assert "It was given up." not in page(client, claim)

    editorial.take_back_verdict(verdict=verdict, by=ada)

    assert "It was given up." not in page(client, claim)
    assert editorial.release_due(now=A_MOMENT) == 0


def test_a_signed_verdict_waits_from_its_signature(
    claim: Claim, make: Maker, dora: User, announcing: None, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    verdict = ruled(make, claim)
    assert editorial.release_due(now=TOMORROW) == 0
    with time_machine.travel(TOMORROW, tick=False):
        signed = editorial.countersign(verdict=verdict, by=dora)

    assert signed.due_at == TOMORROW + timedelta(hours=24)
    assert editorial.release_due(now=TOMORROW + timedelta(hours=24)) == 1


def test_a_replaced_verdict_is_a_correction_once_the_new_one_takes_effect(
    claim: Claim, make: Maker, settings: Settings
) -> None:
    ruled(make, claim)
    settings.ANNOUNCE_HOURS = 24
    claim.refresh_from_db()
    make.ruled(claim, "pending")
    assert not Correction.objects.exists()

    editorial.release_due(now=TOMORROW)

    assert Correction.objects.public().get().kind == "decided"


def test_a_publication_waits_and_is_seen_by_nobody(client: Client, make: Maker, delaying: None) -> None:
    claim = make.published()
    assert (claim.state, claim.publish_at) == (Claim.State.DRAFT, A_MOMENT)
    assert client.get(claim.get_absolute_url()).status_code == 404

    assert [editorial.release_due(now=now) for now in (NOW, A_MOMENT, A_MOMENT)] == [0, 1, 0]

    claim.refresh_from_db()
    assert (claim.state, claim.published_at, claim.published_by) == ("published", A_MOMENT, make.editor)
    assert list(record.verify()) == []


def test_a_publication_is_taken_back_until_then(make: Maker, delaying: None) -> None:
    claim = make.published()

    editorial.take_back_publication(claim=claim, by=make.editor)

    assert editorial.release_due(now=A_MOMENT) == 0
    assert actions(f"claim:{claim.pk}")[-2:] == ["publication_set", "publication_taken_back"]


def test_a_draft_changed_while_its_publication_waits_is_not_published_unseen(
    make: Maker, ben: User, delaying: None
) -> None:
    claim = make.published()

    editorial.revise_claim(claim=claim, facts=replace(make.facts, criteria="Trains cross it."), by=ben)

    claim.refresh_from_db()
    assert claim.publish_at is None
    assert editorial.release_due(now=A_MOMENT) == 0


def test_nothing_due_costs_two_queries(
    make: Maker, announcing: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        ruled(make, make.published())

    with django_assert_num_queries(2):
        editorial.release_due(now=timezone.now())


def test_a_withdrawn_claims_announced_verdict_never_takes_effect(
    claim: Claim, make: Maker, dora: User, announcing: None
) -> None:
    ruled(make, claim)
    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    assert editorial.release_due(now=TOMORROW) == 0


@pytest.mark.parametrize("state", ["announced", "unsigned"])
def test_what_waits_about_a_claim_is_given_up_when_it_is_withdrawn(
    client: Client, claim: Claim, make: Maker, dora: User, settings: Settings, state: str
) -> None:
    settings.FOUR_EYES, settings.ANNOUNCE_HOURS = state == "unsigned", 24
    if state == "unsigned":
        facts = replace(make.facts, criteria="Trains cross it.")
        editorial.revise_claim(claim=claim, facts=facts, reason="A slip.", by=make.editor)
    verdict = ruled(make, claim)

    editorial.withdraw_claim(claim=claim, reason="It was never said.", by=dora)

    verdict.refresh_from_db()
    assert (verdict.taken_back_by, verdict.taken_back_reason) == (dora, "It was never said.")
    assert not Verdict.objects.waiting().exists()
    assert not Correction.objects.waiting().exists()
    assert editorial.release_due(now=TOMORROW) == 0
    html = page(client, claim)
    assert "Announced verdict: Missed" not in html
    assert ("Announced verdict taken back: Missed" in html) == (state == "announced")
    assert list(record.verify()) == []


def test_a_withdrawn_claim_of_before_shows_no_announced_verdict(
    client: Client, claim: Claim, make: Maker, announcing: None
) -> None:
    ruled(make, claim)
    Claim.objects.update(state="withdrawn", withdrawn_reason="It was never said.")

    assert "Announced verdict" not in page(client, claim)
    assert not Verdict.objects.waiting().exists()


def test_evidence_under_a_verdict_that_was_taken_back_can_be_reviewed_anew(
    claim: Claim, make: Maker, ada: User, announcing: None
) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=claim.said_on)
    evidence = verdict.evidence.get()
    with pytest.raises(rules.EvidenceInUse):
        editorial.reject_evidence(evidence=evidence, by=ada)

    editorial.take_back_verdict(verdict=verdict, reason="The source erred.", by=ada)

    assert editorial.reject_evidence(evidence=evidence, by=ada).status == "rejected"
    assert list(record.verify()) == []


def test_a_claim_is_public_at_its_hour_and_no_sooner(client: Client, make: Maker) -> None:
    claim = editorial.publish_claim(claim=make.draft(), by=make.editor, at=TOMORROW)
    assert client.get(claim.get_absolute_url()).status_code == 404

    assert [editorial.release_due(now=now) for now in (NOW, TOMORROW, TOMORROW)] == [0, 1, 0]

    claim.refresh_from_db()
    assert (claim.state, claim.published_at, claim.published_by) == ("published", TOMORROW, make.editor)
    assert list(record.verify()) == []


def test_an_hour_is_set_once_and_may_be_set_anew(make: Maker) -> None:
    draft = make.draft()
    for at in (TOMORROW, TOMORROW, TOMORROW + timedelta(hours=1)):
        claim = editorial.publish_claim(claim=draft, by=make.editor, at=at)
    assert claim.publish_at == TOMORROW + timedelta(hours=1)
    assert actions(f"claim:{draft.pk}").count("publication_set") == 2


@pytest.mark.parametrize("minutes", [0, 5])
def test_who_publishes_now_does_not_wait_for_the_hour(make: Maker, settings: Settings, minutes: int) -> None:
    settings.PUBLICATION_DELAY_MINUTES = minutes
    draft = editorial.publish_claim(claim=make.draft(), by=make.editor, at=TOMORROW)

    claim = editorial.publish_claim(claim=draft, by=make.editor)

    assert claim.publish_at == (A_MOMENT if minutes else None)
    assert claim.is_public == (not minutes)


def test_an_hour_is_no_sooner_than_a_publication_may_be(make: Maker, delaying: None) -> None:
    claim = editorial.publish_claim(claim=make.draft(), by=make.editor, at=NOW + timedelta(minutes=1))
    assert claim.publish_at == A_MOMENT


@pytest.mark.parametrize("at", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=367)])
def test_an_hour_gone_by_or_far_away_is_refused(make: Maker, at: datetime) -> None:
    with pytest.raises(rules.PublicationOutOfReach):
        editorial.publish_claim(claim=make.draft(), by=make.editor, at=at)


@pytest.mark.parametrize("lost", ["account", "role"])
def test_nobody_publishes_by_an_account_that_may_no_more(
    as_dora: Client, make: Maker, dora: User, ada: User, lost: str
) -> None:
    claim = editorial.publish_claim(claim=make.draft(), by=ada, at=TOMORROW)
    if lost == "account":
        User.objects.filter(pk=ada.pk).update(is_active=False)
    else:
        ada.groups.clear()

    assert [editorial.release_due(now=TOMORROW) for _ in range(2)] == [1, 0]

    claim.refresh_from_db()
    assert (claim.state, claim.publish_at, claim.publish_by) == ("draft", None, None)
    assert actions(f"claim:{claim.pk}")[-1] == "publication_lapsed"
    address = f"/admin/claims/claim/{claim.pk}/change/"
    today = as_dora.get("/admin/").content.decode()
    assert "Publications given up" in today
    assert f'href="{address}"' in today
    assert "may publish no more. Publish it yourself" in as_dora.get(address).content.decode()
    assert list(record.verify()) == []

    editorial.publish_claim(claim=claim, by=dora)
    assert "Publications given up" not in as_dora.get("/admin/").content.decode()
