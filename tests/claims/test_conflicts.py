"""What `ignore_conflicts` passes over: rows that are there already, and on no database anything else."""

import pytest
from django.db import IntegrityError, transaction

from tracker.models import Feed, Heartbeat, Host


@pytest.mark.django_db
def test_a_row_that_is_there_already_is_passed_over_and_stays_as_it_is() -> None:
    Host.objects.create(domain="publisher.example", cool_downs=3)
    Host.objects.bulk_create(
        [Host(domain="publisher.example"), Host(domain="other.example")], ignore_conflicts=True
    )
    assert dict(Host.objects.values_list("domain", "cool_downs")) == {
        "publisher.example": 3,
        "other.example": 0,
    }


@pytest.mark.django_db
def test_a_row_without_what_it_must_have_is_a_fault() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Heartbeat.objects.bulk_create([Heartbeat(part=Heartbeat.Part.DISPATCH)], ignore_conflicts=True)


@pytest.mark.django_db
def test_what_is_written_over_still_is() -> None:
    Feed.objects.create(url="https://publisher.example/feed", title="Old")
    Feed.objects.bulk_create(
        [Feed(url="https://publisher.example/feed", title="New")],
        update_conflicts=True,
        update_fields=["title"],
        unique_fields=["url"],
    )
    assert Feed.objects.get().title == "New"
