"""The desk's page of a forgetting that waits for its second person."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims import editorial
from claims.editorial import ToForget
from claims.models import Claim, Forgetting, User

WHY = {"reason": "Article 17 of the GDPR.", "office": "Data protection officer"}
SIGN = 'value="sign"'


@pytest.fixture
def waiting(claim: Claim, dora: User, settings: Settings) -> Forgetting:
    settings.FOUR_EYES = True
    return editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=dora, **WHY)


def page_of(forgetting: Forgetting) -> str:
    return reverse("admin:claims_forgetting_change", args=[forgetting.pk])


def test_the_second_person_signs_from_its_page(as_ada: Client, as_dora: Client, waiting: Forgetting) -> None:
    own = as_dora.get(page_of(waiting)).content.decode()
    assert SIGN in as_ada.get(page_of(waiting)).content.decode()

    address = reverse("admin:claims_forgetting_decide", args=[waiting.pk])
    answer = as_ada.post(address, {"decision": "sign"}, follow=True).content.decode()

    assert "It is forgotten, for good." in answer
    assert SIGN not in own
    assert "Another person has to countersign." in own


def test_where_nobody_else_may_sign_the_page_and_the_refusal_say_who_is_missing(
    as_dora: Client, ada: User, waiting: Forgetting
) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)

    page = as_dora.get(page_of(waiting)).content.decode()
    address = reverse("admin:claims_forgetting_decide", args=[waiting.pk])
    refused = as_dora.post(address, {"decision": "sign"})

    assert refused.status_code == 409
    for text in (page, refused.content.decode()):
        assert "a second chief or editor is missing" in text
    assert SIGN not in page
    assert 'value="drop"' in page
