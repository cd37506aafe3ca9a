from datetime import timedelta

import pytest

from tests.conftest import NOW
from tracker.models import Channel
from tracker.models.leases import unleased


@pytest.mark.parametrize(
    ("seconds_left", "is_free"),
    [(None, True), (-1, True), (0, True), (1, False)],
    ids=["never held", "run out", "ends now", "held"],
)
def test_a_row_is_free_unless_somebody_holds_it(db: None, seconds_left: int | None, *, is_free: bool) -> None:
    until = None if seconds_left is None else NOW + timedelta(seconds=seconds_left)
    Channel.objects.create(name="Desk", address="desk@example.org", leased_until=until)

    assert Channel.objects.filter(unleased(NOW)).exists() is is_free
