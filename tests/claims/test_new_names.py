"""A claimant or topic that is not on record is created in the field that chooses it, or not at all."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import record
from claims.models import Claim, Claimant, RecordEntry, Topic, User
from tests.claims.conftest import Fields
from tracker.models import TopicLadder

ADD = "/admin/claims/claim/add/"


def errors(answer: Any) -> str:
    return str(answer.context["adminform"].form.errors)


def test_a_new_claimant_and_topic_are_logged_with_the_claim(as_ada: Client, fields: Fields) -> None:
    new = {"claimant": "new-body:Nordkraft  AG", "topics": ["new-topic:Öffentlicher Verkehr"]}
    as_ada.post(ADD, fields | new)
    claim = Claim.objects.get()
    assert (claim.claimant.name, claim.claimant.kind) == ("Nordkraft AG", "body")
    assert [topic.slug for topic in claim.topics.all()] == ["oeffentlicher-verkehr"]
    assert RecordEntry.objects.get(chain=f"claimant:{claim.claimant_id}").by_name == "ada"
    assert list(record.verify()) == []


def test_a_refused_claim_leaves_no_new_claimant_and_keeps_its_name(as_ada: Client, fields: Fields) -> None:
    new = {"claimant": "new-person:Hedda Vossberg", "topics": ["new-topic:Rail"], "horizon": ""}
    answer = as_ada.post(ADD, fields | new)
    assert answer.status_code == 200
    assert not Claimant.objects.filter(name="Hedda Vossberg").exists()
    assert not Topic.objects.exists()
    shown = answer.content.decode()
    assert '<option value="new-person:Hedda Vossberg" selected' in shown
    assert '<option value="new-topic:Rail" selected' in shown
    as_ada.post(ADD, fields | new | {"horizon": "bis Ende 2026"})
    assert Claim.objects.get().claimant.name == "Hedda Vossberg"


def test_a_topic_that_exists_in_another_spelling_is_refused_at_its_field(
    as_ada: Client, fields: Fields
) -> None:
    Topic.objects.create(name="Rail", slug="rail")
    answer = as_ada.post(ADD, fields | {"topics": ["new-topic:RAIL"]})
    assert "RAIL: This topic exists, in another spelling." in errors(answer)
    assert not Claim.objects.exists()


@pytest.mark.parametrize("sent", ["new-topic:Rail", "new-person:", "new-god:Thor", "new-person", "9" * 30])
def test_nothing_else_is_taken_for_a_claimant(as_ada: Client, fields: Fields, sent: str) -> None:
    before = Claimant.objects.count()
    assert as_ada.post(ADD, fields | {"claimant": sent}).status_code == 200
    assert (Claimant.objects.count(), Topic.objects.count(), Claim.objects.count()) == (before, 0, 0)


def test_who_may_add_no_topic_is_offered_none_and_adds_none(as_ben: Client, fields: Fields) -> None:
    page = as_ben.get(ADD).content.decode()
    assert 'data-creates="person body"' in page
    assert 'data-creates="topic"' not in page
    as_ben.post(ADD, fields | {"topics": ["new-topic:Rail"]})
    assert not Topic.objects.exists()


def test_the_steps_of_a_new_topic_are_set_up_in_one_form(as_dora: Client, dora: User) -> None:
    form = {"topic": "new-topic:Rail", "before": "30", "every": 7, "chief_after": 14}
    as_dora.post("/admin/tracker/topicladder/add/", form)
    assert TopicLadder.objects.get().topic.name == "Rail"


@pytest.mark.parametrize("field", ["claimant", "restates", "topics"])
def test_what_is_no_number_of_a_row_is_refused_and_no_page_breaks(
    as_ada: Client, fields: Fields, field: str
) -> None:
    answer = as_ada.post(ADD, fields | {field: "' or 1"})
    assert field in answer.context["adminform"].form.errors


def test_a_changed_claim_takes_a_new_topic_too(as_ada: Client, claim: Claim, stored: Fields) -> None:
    page = reverse("admin:claims_claim_change", args=[claim.pk])
    as_ada.post(page, stored | {"topics": ["new-topic:Rail"]})
    assert [topic.name for topic in claim.topics.all()] == ["Rail"]


def test_no_field_opens_a_window_of_its_own(as_dora: Client, claim: Claim) -> None:
    for page in (ADD, "/admin/tracker/channel/add/", "/admin/tracker/topicladder/add/"):
        assert "related-widget-wrapper" not in as_dora.get(page).content.decode()


def test_a_claimant_in_nearly_the_same_letters_is_found_in_the_field(
    as_ada: Client, claimant: Claimant
) -> None:
    query = {"app_label": "claims", "model_name": "claim", "field_name": "claimant", "term": "Mára-Lindt"}
    found = as_ada.get("/admin/autocomplete/", query).json()["results"]
    assert [each["text"] for each in found] == ["Mara Lindt"]
