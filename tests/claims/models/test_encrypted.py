"""A column that lies encrypted in the database."""

import pytest
from django.db import connection

from tracker.models import Channel

pytestmark = pytest.mark.django_db


def test_what_is_read_is_what_was_written_and_the_database_holds_it_not() -> None:
    Channel.objects.create(name="Desk", address="desk@example.org", secret="slack://TokenA/TokenB")

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM tracker_channel")
        (stored,) = cursor.fetchone()

    assert "TokenA" not in stored
    assert Channel.objects.get().secret == "slack://TokenA/TokenB"


def test_an_empty_column_is_found_as_empty() -> None:
    Channel.objects.create(name="Desk", address="desk@example.org", secret="")

    assert Channel.objects.filter(secret="").exists()
