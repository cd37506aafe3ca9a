import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_working_installation_says_ok(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
