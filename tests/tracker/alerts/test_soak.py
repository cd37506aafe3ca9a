"""Ten years in seconds: the days around each rung of some claims. All days of more claims: make soak."""

from dataclasses import replace

import pytest
from pytest_django import Settings

from tests.makers import Maker
from tests.soak import Soaked, soak
from tracker.models import Channel


@pytest.mark.masses
@pytest.mark.django_db
def test_each_step_of_ten_years_arrives_once_and_on_its_day_whatever_dies(
    make: Maker, desk: Channel, settings: Settings
) -> None:
    settings.ALERT_MOST_AN_HOUR = 100_000
    Channel.objects.filter(pk=desk.pk).update(wants_weekly=False)
    done = soak(make, claims=6, seed=1, deaths=15, every_day=False)
    assert list(done.faults()) == []
    assert len(done.owed) > 25
    assert done.deaths > 5
    assert_oracle_sees(done)


def assert_oracle_sees(done: Soaked) -> None:
    """What it would be worth nothing without: a missing alert, one on the wrong day, and a copy under another id."""
    first, *others = done.arrived
    assert list(
        replace(done, arrived=[each for each in others if each.message_id != first.message_id]).faults()
    )
    late = replace(first, message_id="<other>")
    assert list(replace(done, arrived=[*done.arrived, late]).faults())
