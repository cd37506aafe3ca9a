"""Readers' own calendars subscribe to deadlines: the events read by a library, and the lines by the format's rules."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
import vobject
from django.test import Client
from icalendar import Calendar, Event
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Claim, Claimant, Topic, User
from tests.conftest import NOW
from tests.makers import Maker

SITE = "/en/feeds/deadlines.ics"


def events(client: Client, path: str = SITE) -> list[Event]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return [each for each in Calendar.from_ical(answer.content).walk("VEVENT") if isinstance(each, Event)]


def titles(client: Client, path: str = SITE) -> list[str]:
    return [str(each["summary"]) for each in events(client, path)]


def test_a_deadline_is_an_all_day_event_on_its_day(client: Client, claim: Claim) -> None:
    (event,) = events(client)

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event["uid"] == f"claim-{claim.pk}-deadline@localhost"
    assert event["summary"] == f"Deadline: Mara Lindt – {claim.statement}"
    assert (event["status"], event["transp"]) == ("CONFIRMED", "TRANSPARENT")
    assert event["url"] == f"http://localhost:8000{claim.get_absolute_url()}"
    for told in (claim.horizon, claim.quote, claim.criteria):
        assert told in str(event["description"])


def test_each_language_has_its_words_and_the_same_uids(client: Client, claim: Claim) -> None:
    (english,), (german,) = events(client), events(client, "/de/feeds/deadlines.ics")

    assert english["uid"] == german["uid"]
    assert german["summary"] == f"Frist: Mara Lindt – {claim.statement}"


def test_what_happens_to_a_claim_moves_its_event_and_counts_on(
    client: Client, claim: Claim, make: Maker, ada: User, dora: User
) -> None:
    met = events(client)

    def after(days: int) -> None:
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            if days == 1:
                facts = replace(make.facts, horizon="bis Ende 2027")
                editorial.revise_claim(reason="A slip.", claim=claim, facts=facts, by=ada)
            elif days == 2:
                make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
            else:
                editorial.withdraw_claim(claim=claim, reason="Never said so.", by=dora)
            claim.refresh_from_db()
            met.extend(events(client))

    for days in (1, 2, 3):
        after(days)

    assert {str(each["uid"]) for each in met} == {f"claim-{claim.pk}-deadline@localhost"}
    assert [each.decoded("dtstart").year for each in met] == [2026, 2027, 2027, 2027]
    assert [each["status"] for each in met] == ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [str(each["summary"]).partition(":")[0] for each in met] == [
        "Deadline",
        "Deadline",
        "Confirmed",
        "Withdrawn",
    ]
    for before, later in pairwise(met):
        assert later.decoded("sequence") == before.decoded("sequence") + 1
        assert later.decoded("last-modified") > before.decoded("last-modified")


def test_another_library_reads_the_same_of_all_that_happens_to_claims(
    client: Client, make: Maker, ada: User, dora: User
) -> None:
    moved, decided, withdrawn = (
        make.published(statement=f"Die Brücke {number}, fertig; ganz.") for number in range(3)
    )
    chosen = f"{SITE}?claim={moved.pk}&claim={decided.pk}&claim={withdrawn.pk}"
    before = by_another(client, chosen)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        facts = replace(make.facts, horizon="bis Ende 2027", statement=moved.statement)
        editorial.revise_claim(reason="A slip.", claim=moved, facts=facts, by=ada)
        make.ruled(decided, "confirmed", happened_on=date(2026, 6, 1))
        editorial.withdraw_claim(claim=withdrawn, reason="Never said so.", by=dora)
        after = by_another(client, chosen)

    uids = [f"claim-{claim.pk}-deadline@localhost" for claim in (moved, decided, withdrawn)]
    assert before.keys() == after.keys() == set(uids)
    for uid, number in zip(uids, range(3), strict=True):
        was, became = before[uid], after[uid]
        assert was.summary.value == f"Deadline: Mara Lindt – Die Brücke {number}, fertig; ganz."
        assert type(was.dtstart.value) is type(was.dtend.value) is date
        assert was.dtend.value - was.dtstart.value == timedelta(days=1)
        assert int(became.sequence.value) == int(was.sequence.value) + 1
        assert became.last_modified.value > was.last_modified.value
    assert [after[uid].dtstart.value.year for uid in uids] == [2027, 2026, 2026]
    assert [after[uid].status.value for uid in uids] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [after[uid].summary.value.partition(":")[0] for uid in uids] == [
        "Deadline",
        "Confirmed",
        "Withdrawn",
    ]


def by_another(client: Client, path: str) -> dict[str, Any]:
    """The events by their UID, as a library reads them that is not the one that writes them."""
    calendar = vobject.readOne(client.get(path).content.decode())
    return {event.uid.value: event for event in calendar.vevent_list}


def test_a_topic_and_a_claimant_have_their_own(client: Client, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    other = editorial.save_claimant(claimant=Claimant(name="Orla Pemberwick"), by=ada)
    make.published(topics=(topic,), statement="Of the topic.")
    make.published(claimant=other, statement="Of Orla.")

    assert titles(client, "/en/feeds/topics/energy/deadlines.ics") == ["Deadline: Mara Lindt – Of the topic."]
    assert titles(client, "/en/feeds/claimants/orla-pemberwick/deadlines.ics") == [
        "Deadline: Orla Pemberwick – Of Orla."
    ]
    assert client.get("/en/feeds/claimants/nobody/deadlines.ics").status_code == 404


def test_one_address_has_the_claims_that_were_chosen(client: Client, make: Maker) -> None:
    first, _second, third = (make.published(statement=f"Number {number}.") for number in range(3))
    draft = make.draft()

    chosen = f"{SITE}?claim={first.pk}&claim={third.pk}&claim={draft.pk}&claim=999999"
    assert titles(client, chosen) == ["Deadline: Mara Lindt – Number 0.", "Deadline: Mara Lindt – Number 2."]


def test_a_deadline_long_past_stays_only_where_it_was_chosen(client: Client, claim: Claim) -> None:
    with time_machine.travel(NOW + timedelta(days=1000), tick=False):
        assert titles(client) == []
        assert len(titles(client, f"{SITE}?claim={claim.pk}")) == 1


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("claim=7&claim=seven", "claim: “seven” is no claim's number."),
        ("claim=", "claim: “” is no claim's number."),
        ("claim=²", "claim: “²” is no claim's number."),
        ("&".join(["claim=1"] * 101), "claim: At most 100 claims can be chosen."),
    ],
)
def test_a_choice_that_is_not_understood_is_named(client: Client, db: None, query: str, fault: str) -> None:
    answer = client.get(f"{SITE}?{query}")
    assert (answer.status_code, answer.content.decode().strip()) == (400, fault)


def test_what_is_held_back_is_in_no_calendar(client: Client, claim: Claim, dora: User) -> None:
    editorial.hold(thing=claim, office="Chief", reason="A court asks.", by=dora)

    assert titles(client) == titles(client, f"{SITE}?claim={claim.pk}") == []


def test_who_has_the_calendar_already_gets_no_second_one(client: Client, claim: Claim) -> None:
    first = client.get(SITE)
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        second = client.get(SITE, headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 304
    assert first["X-Robots-Tag"] == "noindex"


def test_the_lines_keep_to_the_format_whatever_the_text(client: Client, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(
        statement=f"A; b, c\\d \x0b end {'ä€😀' * 60}", quote="one\r\ntwo\nBEGIN:VEVENT"
    )
    content = client.get(SITE).content
    lines = content.removesuffix(b"\r\n").split(b"\r\n")

    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert "\x0b" not in content.decode()
    assert lines.count(b"BEGIN:VEVENT") == 1
    assert titles(client)[0].startswith("Deadline: Mara Lindt – A; b, c\\d  end")


def test_pages_name_the_calendar_and_link_it(client: Client, claim: Claim) -> None:
    page = client.get(claim.get_absolute_url()).content.decode()
    of_claimant = client.get("/en/claimants/mara-lindt/").content.decode()

    assert f'type="text/calendar" title="Foresaid: Deadlines" href="{SITE}"' in page
    assert f'<a href="{SITE}?claim={claim.pk}">' in page
    assert of_claimant.count("/en/feeds/claimants/mara-lindt/deadlines.ics") == 2


@pytest.mark.parametrize("place", ["", "topics/energy/", "claimants/mara-lindt/"])
def test_a_calendar_takes_a_fixed_number_of_queries(
    client: Client,
    make: Maker,
    ada: User,
    place: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    for _number in range(4):
        make.ruled(make.published(topics=(topic,)), "confirmed", happened_on=date(2026, 6, 1))

    with django_assert_max_num_queries(9):
        assert len(titles(client, f"/en/feeds/{place}deadlines.ics")) == 4
