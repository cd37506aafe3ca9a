"""An editor's calendar program reads the deadlines under a private address."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from claims import editorial
from claims.models import Claim, User
from tests.makers import Maker
from tracker.alerts import calendars


def events(address: str) -> list[tuple[str, date, int]]:
    """Uid, day and sequence of what a calendar program gets there, without signing in."""
    answer = Client().get(address.removeprefix(settings.SITE_URL))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(each["uid"]), each.decoded("dtstart"), each.decoded("sequence")) for each in found]


def status(address: str) -> int:
    return Client().get(address.removeprefix(settings.SITE_URL)).status_code


def test_a_pending_claim_is_an_all_day_event_on_the_day_its_window_closes(claim: Claim, ada: User) -> None:
    address = calendars.make_address(ada, only_own=False)
    assert events(address) == [(f"claim-{claim.pk}-closes@localhost", date(2026, 12, 31), 1)]


def test_a_window_yet_to_open_is_an_event_too(make: Maker, ada: User) -> None:
    make.published(by_hand=(date(2026, 9, 1), date(2026, 10, 1)))
    days = [day for _uid, day, _sequence in events(calendars.make_address(ada, only_own=False))]
    assert days == [date(2026, 10, 1), date(2026, 9, 1)]


def test_a_moved_deadline_moves_its_event(claim: Claim, make: Maker, ada: User) -> None:
    address = calendars.make_address(ada, only_own=False)
    before = events(address)[0]
    editorial.revise_claim(
        reason="A slip.", claim=claim, facts=replace(make.facts, horizon="bis Ende 2027"), by=ada
    )
    after = events(address)[0]
    assert (before[0], after[1], after[2]) == (after[0], date(2027, 12, 31), before[2] + 1)


def test_a_deadline_at_the_calendars_end_stops_nobodys_calendar(claim: Claim, make: Maker, ada: User) -> None:
    last = date(2999, 12, 31)  # that the database takes
    Claim.objects.filter(pk=claim.pk).update(closes_on=last)
    make.published()

    assert [day for _uid, day, _sequence in events(calendars.make_address(ada, only_own=False))] == [
        date(2026, 12, 31),
        last,
    ]


def test_drafts_and_decided_claims_are_left_out(make: Maker, claim: Claim, ada: User) -> None:
    make.draft()
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    assert events(calendars.make_address(ada, only_own=False)) == []


def test_an_editor_may_want_only_what_is_assigned_to_them(make: Maker, ada: User, ben: User) -> None:
    make.published()
    own = make.published(assigned_to=ben)
    uids = [uid for uid, _day, _sequence in events(calendars.make_address(ben, only_own=True))]
    assert uids == [f"claim-{own.pk}-closes@localhost"]


@pytest.mark.parametrize("ending", ["revoked", "made anew", "left the newsroom", "lost the role"])
def test_an_address_ends(ending: str, claim: Claim, ben: User) -> None:
    address = calendars.make_address(ben, only_own=False)
    assert status(address) == 200
    if ending == "revoked":
        calendars.revoke(ben)
    elif ending == "made anew":
        calendars.make_address(ben, only_own=False)
    elif ending == "left the newsroom":
        User.objects.filter(pk=ben.pk).update(is_active=False)
    else:
        ben.groups.clear()
    assert status(address) == 404


def test_a_guessed_address_is_not_found(client: Client, db: None) -> None:
    assert client.get("/calendar/guess.ics").status_code == 404
