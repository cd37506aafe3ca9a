"""A form that adds something adds it once, at every form of the desk that adds."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from claims.models import Claim, Claimant, Invitation, SentForm, Tenure, Topic, User
from tests.claims.conftest import Fields
from tests.conftest import NOW
from tests.races import needs_postgresql, overlap
from tracker import clearing
from tracker.models import Channel, Feed, TopicLadder

KEY = re.compile(r'name="form_key" value="([\w-]+)"')
ADD_CLAIMANT = "/admin/claims/claimant/add/"
PASSWORDS = {"password1": "a long battery staple", "password2": "a long battery staple"}


def topic() -> int:
    return Topic.objects.get_or_create(name="Energy", slug="energy")[0].pk


def editors() -> int:
    return Group.objects.get(name="editor").pk


FORMS: list[tuple[type[Model], Callable[[], dict[str, Any]]]] = [
    (Claimant, lambda: {"name": "Hedda Vossberg", "kind": "person"}),
    (Topic, lambda: {"name": "Harbours"}),
    (Tenure, lambda: {"claimant": Claimant.objects.get().pk, "office": "Minister"}),
    (User, lambda: {"username": "eve", "language": "en", "is_staff": "on", **PASSWORDS}),
    (Invitation, lambda: {"email": "eve@example.org", "groups": [editors()], "language": "en"}),
    (
        Channel,
        lambda: {
            "name": "Desk",
            "kind": "email",
            "address": "desk@example.org",
            "language": "en",
            "rhythm": "instant",
            "digest_at": "08:00",
        },
    ),
    (TopicLadder, lambda: {"topic": topic(), "before": "30, 7", "every": 7, "chief_after": 14}),
    (Feed, lambda: {"url": "https://paper.example/rss", "title": "P", "language": "en", "track": "1"}),
]


def page_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def key_on(client: Client, page: str) -> str:
    found = KEY.search(client.get(page).content.decode())
    assert found, page
    return found[1]


def test_every_form_of_the_desk_that_adds_carries_a_key(admin_client: Client, admin_user: User) -> None:
    admin_client.get("/admin/")  # loads the pages
    request = RequestFactory().get("/")
    request.user = admin_user
    pages = [
        page_of(model) for model, each in admin.site._registry.items() if each.has_add_permission(request)
    ]
    assert {page_of(model) for model, _typed in FORMS} <= set(pages)
    for page in pages:
        if page != page_of(Feed):  # its form comes with what was found at the address
            assert key_on(admin_client, page) != key_on(admin_client, page)


@pytest.mark.parametrize(("model", "typed"), FORMS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_form_sent_twice_adds_one_row_and_the_second_is_led_to_it(
    admin_client: Client, claimant: Claimant, model: type[Model], typed: Callable[[], dict[str, Any]]
) -> None:
    form = {**typed(), "form_key": "k" * 32}
    before = set(model._default_manager.values_list("pk", flat=True))
    first = admin_client.post(page_of(model), form)
    second = admin_client.post(page_of(model), form, follow=True)
    anew = admin_client.post(page_of(model), {**form, "form_key": "n" * 32}, follow=True)
    added = set(model._default_manager.values_list("pk", flat=True)) - before
    assert len(added) == 1
    assert first.status_code in {200, 302}
    if first.status_code == 302:
        assert second.redirect_chain[0][0] == first["Location"]
    for answer in (second, anew):
        assert answer.status_code == 200
        assert "saved at the first press already" in answer.content.decode()
        assert f"/{added.copy().pop()}/change/" in answer.content.decode()


def test_one_claim_comes_of_a_double_click_and_of_back_and_a_second_press(
    as_ada: Client, fields: Fields
) -> None:
    page = page_of(Claim)
    form = {**fields, "form_key": key_on(as_ada, page)}
    first, second = as_ada.post(page, form), as_ada.post(page, form)
    back = as_ada.post(page, {**fields, "form_key": key_on(as_ada, page), "_publish": "1"})
    assert first["Location"] == second["Location"] == back["Location"]
    assert Claim.objects.count() == 1


def test_back_and_other_words_are_said_to_be_a_second_claim_before_they_make_one(
    as_ada: Client, fields: Fields
) -> None:
    page = page_of(Claim)
    form = {**fields, "form_key": key_on(as_ada, page)}
    as_ada.post(page, form)
    other = {**form, "statement": "The bridge over the Elbe will be open to trams by the end of 2026."}
    told = as_ada.post(page, other)
    assert "This form was saved already" in str(told.context["adminform"].form.errors)
    assert "open to trams" in told.content.decode()
    assert Claim.objects.count() == 1
    found = KEY.search(told.content.decode())
    assert found
    as_ada.post(page, {**other, "form_key": found[1]})
    assert Claim.objects.count() == 2


def test_a_refused_form_may_be_sent_again(as_ada: Client) -> None:
    form = {"name": "", "kind": "person", "form_key": "k" * 32}
    assert as_ada.post(ADD_CLAIMANT, form).status_code == 200
    assert not SentForm.objects.exists()
    assert as_ada.post(ADD_CLAIMANT, {**form, "name": "Hedda Vossberg"}).status_code == 302
    assert Claimant.objects.count() == 1


def test_what_was_deleted_may_be_added_again_with_the_same_words(admin_client: Client) -> None:
    model, typed = FORMS[5]
    form = {**typed(), "form_key": "k" * 32}
    admin_client.post(page_of(model), form)
    model._default_manager.all().delete()
    admin_client.post(page_of(model), {**form, "form_key": "n" * 32})
    assert model._default_manager.count() == 1


def test_the_same_words_are_new_after_a_while_and_from_somebody_else(as_ben: Client, as_ada: Client) -> None:
    page, form = ADD_CLAIMANT, {"name": "Hedda Vossberg", "kind": "person"}
    as_ada.post(page, {**form, "form_key": "a" * 32})
    assert as_ben.post(page, {**form, "form_key": "b" * 32}).status_code == 200  # it exists, says the form
    with time_machine.travel(NOW + timedelta(hours=1)):
        assert as_ada.post(page, {**form, "form_key": "c" * 32}).status_code == 200


def test_no_password_can_be_read_or_guessed_from_what_is_kept(admin_client: Client) -> None:
    model, typed = FORMS[3]
    admin_client.post(page_of(model), {**typed(), "form_key": "k" * 32})
    kept = SentForm.objects.values_list("content", "result", "name", "address").get()
    assert not any("battery" in value for value in kept)


def test_kept_forms_go_after_some_days(ada: User) -> None:
    SentForm.objects.create(key="old", by=ada, at=NOW - timedelta(days=15))
    SentForm.objects.create(key="new", by=ada, at=NOW - timedelta(days=13))
    assert clearing.old_forms(NOW) == 1
    assert SentForm.objects.get().key == "new"


@needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_sendings_at_one_moment_add_one_channel(transactional_db: None) -> None:
    boss = User.objects.create_superuser("boss", "boss@example.org", "correct horse")
    model, typed = FORMS[5]
    form = {**typed(), "form_key": "k" * 32}

    def send() -> None:
        client = Client()
        client.force_login(boss)
        assert client.post(page_of(model), form).status_code == 302

    assert overlap(send, send) is None
    assert model._default_manager.count() == 1
