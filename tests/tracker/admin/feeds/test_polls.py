"""The tracker's own rows at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User


@pytest.mark.parametrize("name", ["article", "poll", "alert"])
def test_nobody_writes_the_trackers_own_rows(client: Client, dora: User, name: str) -> None:
    client.force_login(dora)

    assert client.get(reverse(f"admin:tracker_{name}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:tracker_{name}_add")).status_code == 403
