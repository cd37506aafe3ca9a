from datetime import datetime, timedelta

import pytest

from tests.conftest import NOW
from tracker.admin import labels
from tracker.models import Poll

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, "never"),
        (NOW - 59 * SECOND, "just now"),
        (NOW - 60 * SECOND, "1\xa0minute ago"),
        (NOW - timedelta(days=3, hours=5), "3\xa0days ago"),
    ],
)
def test_what_is_past_is_said_in_the_largest_unit(moment: datetime | None, words: str) -> None:
    assert labels.ago(moment, NOW) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (-SECOND, "now"),
        (0 * SECOND, "now"),
        (59 * SECOND, "in less than a minute"),
        (timedelta(hours=2, minutes=9), "in 2\xa0hours"),
    ],
)
def test_what_is_to_come_is_said_in_the_largest_unit(ahead: timedelta, words: str) -> None:
    assert labels.until(NOW + ahead, NOW) == words


def test_every_result_of_a_poll_has_its_colour() -> None:
    assert set(labels.POLL_LABELS) == set(Poll.Result)
