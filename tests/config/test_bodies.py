"""What is too large is refused before it is read, and says so."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation, TooManyFieldsSent
from django.test import Client, RequestFactory
from django.urls import reverse

from claims.models import Topic, User
from config import bodies

pytestmark = pytest.mark.django_db
TOO_MUCH = 2_700_000


class Unread(BytesIO):
    """A body that nobody may read."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("it was read")


@pytest.mark.parametrize(
    ("content_type", "length", "status"),
    [
        ("application/x-www-form-urlencoded", 2_700_000, 413),
        ("multipart/form-data; boundary=x", 150_000_000, 413),
        ("application/json", 2_700_000, 413),
        ("application/x-www-form-urlencoded", 100, 403),  # no token
    ],
)
def test_what_announces_too_much_is_refused_unread(content_type: str, length: int, status: int) -> None:
    body: dict[str, Any] = {"wsgi.input": Unread() if status == 413 else BytesIO(b"x" * length)}
    answer = Client(enforce_csrf_checks=True).generic(
        "POST",
        "/account/login/",
        content_type=content_type,
        CONTENT_LENGTH=str(length),
        **body,
    )
    assert answer.status_code == status
    assert ("too much at once" in answer.content.decode()) is (status == 413)


@pytest.mark.parametrize("enclosed", [True, False])
def test_pasted_text_that_is_too_much_gets_a_page_that_says_so(
    client: Client, ada: User, enclosed: bool
) -> None:
    client.force_login(ada)
    before = Topic.objects.count()
    fields = {"name": "x" * TOO_MUCH}
    address = reverse("admin:claims_topic_add")
    client.cookies["django_language"] = "de"
    answer = (
        client.post(address, fields)
        if enclosed
        else client.post(address, f"name={fields['name']}", content_type="application/x-www-form-urlencoded")
    )
    assert (answer.status_code, Topic.objects.count()) == (413, before)
    assert "Das ist zu viel auf einmal" in answer.content.decode()


def test_a_program_is_told_as_the_api_tells_its_faults(client: Client) -> None:
    answer = client.post("/api/v1/claims", b" " * TOO_MUCH, content_type="application/json")
    assert (answer.status_code, answer["content-type"]) == (413, "application/problem+json")
    assert answer.json()["title"] == "Too large"


def test_a_length_that_is_no_number_counts_as_none() -> None:
    request = RequestFactory().get("/")
    for said in ("", "many", "-1"):
        request.META["CONTENT_LENGTH"] = said
        assert bodies.announced(request) == 0


@pytest.mark.parametrize(("fault", "status"), [(TooManyFieldsSent(), 413), (SuspiciousOperation("odd"), 400)])
def test_other_refusals_stay_as_they_are(fault: Exception, status: int) -> None:
    assert bodies.bad(RequestFactory().post("/"), fault).status_code == status
