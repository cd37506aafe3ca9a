"""One day in a calendar, as its format asks for it."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar, Event

from claims.syndication import ical

STAMP = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)


def event(day: date) -> Event:
    return ical.all_day(uid="1@x", sequence=3, stamp=STAMP, day=day, summary="A\x0b day", text="Words")


def test_a_day_lasts_until_the_next_and_takes_nobodys_time() -> None:
    made = event(date(2026, 12, 31))
    assert (made.decoded("dtstart"), made.decoded("dtend")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (made["transp"], made["summary"], made.decoded("sequence")) == ("TRANSPARENT", "A day", 3)


@pytest.mark.parametrize("day", [date.max])
def test_the_last_day_that_there_is_has_no_end(day: date) -> None:
    assert "dtend" not in event(day)


def test_a_calendar_says_who_made_it_and_when_to_ask_again() -> None:
    made = Calendar.from_ical(ical.frame("Fristen\x00").to_ical())
    assert (made["version"], made["x-wr-calname"], made["x-published-ttl"]) == ("2.0", "Fristen", "PT1H")
    assert str(made["prodid"]).startswith("-//Foresaid//")
