"""iCalendar (RFC 5545): a calendar, and one day in it. For readers' calendars and for the desk's own."""

from datetime import date, datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from claims.syndication.texts import printable


def frame(name: str) -> Calendar:
    """An empty calendar of this name, that programs are to ask for anew every hour."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Foresaid//{settings.VERSION}//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", printable(name))
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def all_day(*, uid: str, sequence: int, stamp: datetime, day: date, summary: str, text: str) -> Event:
    """One day, that takes nobody's time. `sequence` only ever grows for one `uid`: a moved day moves the event."""
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    if day < date.max:  # without an end it lasts for its one day (RFC 5545, 3.6.1)
        event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", printable(summary))
    event.add("description", printable(text))
    return event
