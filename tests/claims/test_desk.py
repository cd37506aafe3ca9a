"""What holds for every page of the record: nothing is deleted, and refusals keep what was typed."""

import re
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import editorial, models, record
from claims.desk import ModelAdmin, person
from claims.models import Claim, Claimant, User
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
    models.TreeHead,
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
    record.number_entries(now=NOW)
    models.Checkpoint.objects.create(
        number=1, day=NOW.date(), made_at=NOW, last_entry_id=1, chains=1, hash="c" * 64
    )
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


import_module(settings.ROOT_URLCONF)  # finds the admin's pages
EVERY_ADMIN = sorted(admin.site._registry.values(), key=str)
OPEN_ENDED = ("regex", "iregex", "contains", "startswith", "gt", "in", "exact")


@pytest.mark.parametrize("model_admin", EVERY_ADMIN, ids=str)
def test_every_page_of_the_admin_is_of_our_base(model_admin: admin.ModelAdmin[Any]) -> None:
    assert isinstance(model_admin, ModelAdmin)


@pytest.mark.parametrize("model_admin", EVERY_ADMIN, ids=str)
def test_no_list_can_be_asked_for_what_its_filters_do_not_name(model_admin: admin.ModelAdmin[Any]) -> None:
    """Every column and every column of a relation, by each look-up that tells something letter by letter."""
    named = {entry for entry in model_admin.list_filter if isinstance(entry, str)}
    fields = [field for field in model_admin.model._meta.get_fields() if hasattr(field, "column")]
    paths = [field.name for field in fields if field.name not in named] + ["pk"]
    paths += [f"{field.name}__pk" for field in fields if field.related_model]
    asked = [(path, lookup) for path in paths for lookup in OPEN_ENDED]
    asked += [(path, lookup) for path in named for lookup in OPEN_ENDED if lookup != "exact"]
    for path, lookup in asked:
        assert not model_admin.lookup_allowed(f"{path}__{lookup}", "^w", RequestFactory().get("/")), path


@pytest.mark.parametrize(
    "address",
    [
        "tracker/channel/?secret__regex=^whsec_1",
        "tracker/channel/?old_secret__startswith=whsec",
        "tracker/alert/?channel__secret__regex=^whsec_1",
        r"claims/claim/?statement__regex=(\w%2B\s?)%2B!$",
        "claims/claim/?created_by__password__startswith=pbkdf2",
        "claims/evidence/?claim__created_by__password__regex=^p",
        "claims/claim/?pk__in=1,2,3",
    ],
)
def test_a_look_up_that_no_filter_names_is_refused_on_a_page_of_ours(dora: User, address: str) -> None:
    browser = Client()
    browser.force_login(dora)
    page = browser.get(f"/admin/{address}")
    assert page.status_code == 400
    assert "no such filter" in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "claims/claim/?state__exact=draft",
        "claims/claim/?window=overdue",
        "claims/claim/?assigned=me&evidence=waiting&topics__id__exact=1&language__exact=de",
        "claims/verdict/?signed=waiting",
        "tracker/feed/?health=look",
        "tracker/alert/?channel__id__exact=1",
        "tracker/article/?feed__id__exact=1",
        "claims/user/?is_active__exact=1&groups__id__exact=1",
    ],
)
def test_what_the_desks_own_links_ask_for_is_answered(dora: User, address: str) -> None:
    browser = Client()
    browser.force_login(dora)
    assert browser.get(f"/admin/{address}").status_code == 200


def test_a_row_that_is_looked_at_is_read_once_and_after_the_length_of_its_log(
    as_ada: Client, claimant: Claimant
) -> None:
    with CaptureQueriesContext(connection) as asked:
        as_ada.get(f"/admin/claims/claimant/{claimant.pk}/change/")
    questions = [query["sql"] for query in asked.captured_queries]
    reads = [
        place
        for place, sql in enumerate(questions)
        if sql.startswith('SELECT "claims_claimant"."id"')
        and f'"claims_claimant"."id" = {claimant.pk} ' in sql
    ]
    (length,) = (place for place, sql in enumerate(questions) if "MAX(" in sql and "recordentry" in sql)
    assert len(reads) == 1
    assert length < reads[0]
