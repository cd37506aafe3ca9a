from datetime import date

from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims.models import Claim, RecordEntry
from tests.makers import Maker


def test_the_log_is_searched_by_chain(as_ben: Client, claim: Claim) -> None:
    response = as_ben.get("/admin/claims/recordentry/", {"q": f"claim:{claim.pk}"})

    actions = [entry.action for entry in response.context["cl"].result_list]
    assert actions == ["published", "appeared", "logged"]


def test_an_entry_shows_what_changed_before_and_after(as_ben: Client, claim: Claim) -> None:
    entry = RecordEntry.objects.get(chain=f"claim:{claim.pk}", action="published")

    page = as_ben.get(reverse("admin:claims_recordentry_change", args=[entry.pk])).content.decode()

    assert '<th scope="row">Editorial state</th><td>draft</td><td>published</td>' in page


def test_a_hostile_value_in_the_log_stays_text(as_ben: Client, claim: Claim, make: Maker) -> None:
    evidence = make.suggested(claim, title="<script>alert(1)</script>")
    entry = RecordEntry.objects.get(subject=f"evidence:{evidence.pk}")

    page = as_ben.get(reverse("admin:claims_recordentry_change", args=[entry.pk])).content.decode()

    assert "<script>alert" not in page


def test_verdicts_that_wait_for_a_second_person_are_found(
    as_ada: Client, claim: Claim, make: Maker, settings: Settings
) -> None:
    in_effect = make.ruled(make.published(), "missed", can_no_longer_happen=True)
    settings.FOUR_EYES = True
    waiting = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    def found(query: str) -> list[object]:
        return list(as_ada.get(f"/admin/claims/verdict/{query}").context["cl"].result_list)

    assert found("?signed=waiting") == [waiting]
    assert found("?signed=effect") == [in_effect]
    assert set(found("")) == {waiting, in_effect}


def test_the_log_speaks_the_desks_language(client: Client, claim: Claim, make: Maker) -> None:
    client.force_login(make.editor)
    page = client.get(reverse("admin:claims_recordentry_changelist"), headers={"Accept-Language": "de"})
    text = page.content.decode()
    assert "Vorhersage veröffentlicht" in text
    assert f"Fundstelle {claim.appearances.get().pk}" in text
