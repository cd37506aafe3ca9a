"""What holds for every page of the record: nothing is deleted, and refusals keep what was typed."""

import re
from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse

from claims import editorial, models, record
from claims.desk import person
from claims.models import Claim, User
from tests.claims.admin.test_claims import change
from tests.claims.conftest import Fields
from tests.conftest import NOW
from tests.makers import Maker

RECORD = [
    models.Claim,
    models.Claimant,
    models.Topic,
    models.Evidence,
    models.Verdict,
    models.RecordEntry,
    models.Checkpoint,
]


@pytest.mark.parametrize("model", [*RECORD, User])
def test_not_even_the_superuser_deletes(admin_client: Client, admin_user: User, model: type) -> None:
    request = RequestFactory().get("/")
    request.user = admin_user

    assert not admin.site._registry[model].has_delete_permission(request)
    assert "delete_selected" not in admin.site._registry[model].get_actions(request)


@pytest.mark.parametrize("model", [models.Evidence, models.Verdict, models.RecordEntry, models.Checkpoint])
def test_what_is_only_to_look_at_takes_no_changes(admin_user: User, model: type) -> None:
    request = RequestFactory().get("/")
    request.user = admin_user

    assert not admin.site._registry[model].has_add_permission(request)
    assert not admin.site._registry[model].has_change_permission(request)


@pytest.mark.parametrize("model", [models.DailyTally, models.Appearance])
def test_what_has_no_page_is_hidden(model: type) -> None:
    assert model not in admin.site._registry


@pytest.mark.parametrize("model", [*RECORD, User])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_list_and_row_opens_in_both_languages(
    admin_client: Client, claim: Claim, make: Maker, model: type[models.Claim], language: str
) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    make.suggested(claim)
    editorial.save_topic(topic=models.Topic(name="Bridges"), by=make.editor)
    record.make_checkpoint(day=NOW.date(), now=NOW + timedelta(hours=1))
    name = f"admin:claims_{model._meta.model_name}"
    headers = {"accept-language": language}

    assert admin_client.get(reverse(f"{name}_changelist"), headers=headers).status_code == 200
    row = model.objects.order_by("pk")[0]
    assert admin_client.get(reverse(f"{name}_change", args=[row.pk]), headers=headers).status_code == 200


def test_around_a_form_with_faults_stands_the_row_as_it_is_stored(
    as_ada: Client, claim: Claim, stored: Fields
) -> None:
    by_hand = {"by_hand": "on", "opens_on": "2026-04-01", "closes_on": "2026-06-18"}

    answer = as_ada.post(change(claim), stored | by_hand | {"statement": ""})

    assert answer.context["adminform"].form.errors
    assert answer.context["claim"].closes_on == claim.closes_on
    assert answer.context["days_left"] == "closes in 197 days"


@pytest.mark.parametrize(
    ("page", "field"),
    [("/admin/claims/claim/add/", "assigned_to"), ("/admin/tracker/channel/add/", "owner")],
)
def test_a_form_that_asks_for_a_person_offers_colleagues(
    as_dora: Client, ada: User, cleo: User, dora: User, page: str, field: str
) -> None:
    form = as_dora.get(page).context["adminform"].form

    assert list(form.fields[field].queryset) == [ada, dora]


def test_no_page_to_look_at_leads_to_an_account_that_few_may_open(
    client: Client, ada: User, ben: User, claim: Claim, make: Maker
) -> None:
    editorial.hand_on_claim(claim=claim, to=ada, by=ada)
    source = editorial.Source(
        publisher="Post",
        published_on=date(2026, 3, 2),
        address="https://post.example/a",
        text="It will open.",
    )
    editorial.add_appearance(claim=claim, source=source, by=ada)
    rows = [claim, make.accepted(claim), make.ruled(claim, "missed", can_no_longer_happen=True)]
    client.force_login(ben)

    for row in [*rows, models.SourceText.objects.get()]:
        address = reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])
        page = client.get(address).content.decode()
        assert ">ada<" in re.sub(r"\s+", "", page)
        assert "/admin/claims/user/" not in page


def test_only_a_person_has_a_desk() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    with pytest.raises(AssertionError):
        person(request)
