"""The corrections page and the notice on a claim, as readers see them in both languages."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from claims import editorial, views
from claims.models import Claim, Claimant, Correction, User
from tests.makers import Maker

REASON = "The minister's office sent us the tape."


@pytest.fixture
def moved(claim: Claim, make: Maker, ada: User) -> Claim:
    facts = replace(make.facts, horizon="bis Ende 2027", criteria="Cars and trains cross it.")
    return editorial.revise_claim(claim=claim, facts=facts, by=ada, reason=REASON)


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_claim_says_what_was_changed_when_and_why(client: Client, moved: Claim) -> None:
    html = page(client, moved.get_absolute_url())

    assert "Changed on" in html
    assert "<del>bis Ende 2026</del> <ins>bis Ende 2027</ins>" in html
    assert "The minister&#x27;s office sent us the tape." in html


def test_the_sentence_on_criteria_is_true(client: Client, claim: Claim, make: Maker, ada: User) -> None:
    assert "Written down before publication." in page(client, claim.get_absolute_url())

    facts = replace(make.facts, criteria="A ceremony counts.")
    editorial.revise_claim(claim=claim, facts=facts, by=ada, reason=REASON)

    html = page(client, claim.get_absolute_url())
    assert "Written down before publication." not in html
    assert "Changed after publication, on" in html


def test_the_page_lists_corrections_newest_first_in_both_languages(
    client: Client, moved: Claim, make: Maker, dora: User
) -> None:
    editorial.withdraw_claim(claim=make.published(), reason="Logged twice.", by=dora)

    english, german = page(client, "/en/corrections/"), page(client, "/de/corrections/")

    assert english.index("Logged twice.") < english.index(REASON.replace("'", "&#x27;"))
    assert "<h1>Berichtigungen</h1>" in german
    assert "Geändert am" in german


def test_corrections_are_found_by_claim_and_by_kind(
    client: Client, moved: Claim, make: Maker, dora: User
) -> None:
    editorial.withdraw_claim(claim=make.published(), reason="Logged twice.", by=dora)

    by_claim = page(client, f"/en/corrections/?claim={moved.pk}")
    by_kind = page(client, "/en/corrections/?kind=withdrawn")

    assert "Logged twice." not in by_claim
    assert "sent us the tape" in by_claim
    assert "Logged twice." in by_kind
    assert "sent us the tape" not in by_kind


@pytest.mark.parametrize(
    "query", ["kind=nonsense", "claim=99999", "claim=x", "after=x", "after=2026-06-17~1~0"]
)
def test_a_wrong_question_is_answered_and_named(client: Client, moved: Claim, query: str) -> None:
    html = page(client, f"/en/corrections/?{query}")

    assert "Part of the address was not understood" in html
    assert "sent us the tape" in html


def test_pages_lead_forth_and_back_by_key_through_corrections_holds_and_forgettings(
    client: Client, make: Maker, dora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "CORRECTIONS_PER_PAGE", 2)
    for number in range(3):  # all of them at one moment
        editorial.withdraw_claim(claim=make.published(), reason=f"Withdrawn {number}.", by=dora)
        editorial.hold(thing=make.published(), reason="Asked for.", office=f"Court {number}", by=dora)
    shown, asked = [], ""
    while True:
        found = client.get(f"/en/corrections/?{asked}").context
        shown.append([(which, pk) for pk, which, _moment in found["page"].rows])
        if not found["page"].next:
            break
        asked = urlencode({"after": found["page"].next})

    back = found["page"].previous
    middle = client.get("/en/corrections/", {"before": back}).context["page"]

    assert [len(rows) for rows in shown] == [2, 2, 2]
    assert len({row for rows in shown for row in rows}) == 6
    assert [(which, pk) for pk, which, _moment in middle.rows] == shown[1]
    assert middle.previous


def test_a_change_that_waits_is_told_nowhere(
    client: Client, claim: Claim, make: Maker, ada: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    facts = replace(make.facts, statement="Trains cross it in secret.")
    editorial.revise_claim(claim=claim, facts=facts, by=ada, reason=REASON)

    for path in (claim.get_absolute_url(), "/en/corrections/", "/en/claims/"):
        html = page(client, path)
        assert "in secret" not in html
        assert "sent us the tape" not in html
    assert "Not public" in page(client, claim.get_absolute_url())


def test_an_exchanged_claimant_is_told_by_name(client: Client, claim: Claim, make: Maker, ada: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Jo Berg"), by=ada)
    editorial.revise_claim(claim=claim, facts=replace(make.facts, claimant=other), by=ada, reason=REASON)

    assert "<del>Mara Lindt</del> <ins>Jo Berg</ins>" in page(client, "/en/corrections/")


def test_the_page_takes_a_constant_number_of_queries(
    client: Client, make: Maker, ada: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        claim = make.published()
        make.ruled(claim, "missed", can_no_longer_happen=True)
        make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
        other = editorial.save_claimant(claimant=Claimant(name=f"Person {number}"), by=ada)
        facts = replace(make.facts, claimant=other)
        editorial.revise_claim(claim=make.published(), facts=facts, by=ada, reason=REASON)
    assert Correction.objects.public().count() == 10

    with django_assert_max_num_queries(5):
        page(client, "/en/corrections/")
