"""How often "will", "expected" and "could" came true, counted by the rule in force, and never made into a number."""

import re
from datetime import date

import pytest
from django.test import Client

from claims import editorial, firmness, kept_board, scoreboard
from claims.counting import CountingRule
from claims.firmness import FirmnessRecord
from claims.models import Claim, Claimant, Topic, User
from tests.makers import Maker

CLOSED = (date(2026, 3, 2), date(2026, 6, 10))
IN_TIME, LATE = date(2026, 6, 1), date(2026, 6, 15)


def text_of(client: Client, path: str) -> str:
    html = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def records(rule: CountingRule = CountingRule.STRICT) -> dict[str, FirmnessRecord]:
    found = firmness.by_firmness(kept_board.of_board(None, rule), rule=rule)
    return {str(each.firmness): each for each in found}


@pytest.fixture
def said(make: Maker) -> None:
    """Of two said as certain one came true in time; of two said as possible one late; one more still runs."""
    make.ruled(make.published(by_hand=CLOSED, firmness="will"), "confirmed", happened_on=IN_TIME)
    make.ruled(make.published(by_hand=CLOSED, firmness="will"), "missed")
    make.ruled(make.published(by_hand=CLOSED, firmness="could"), "missed", happened_on=LATE)
    make.ruled(make.published(by_hand=CLOSED, firmness="could"), "missed")
    make.published(firmness="could")


@pytest.mark.usefixtures("said")
def test_each_firmness_is_counted_by_itself_with_its_interval() -> None:
    found = records()

    assert list(found) == ["will", "expected", "could"]
    assert (found["will"].track.confirmed, found["will"].track.n) == (1, 2)
    assert found["will"].track.interval == scoreboard.wilson(1, 2)
    assert (found["expected"].track.total, found["expected"].track.rate) == (0, None)
    assert (found["could"].track.n, found["could"].track.running) == (2, 1)


@pytest.mark.usefixtures("said")
def test_firmness_is_counted_as_the_rule_in_force_says(client: Client) -> None:
    assert records(CountingRule.LATE)["could"].track.rate == 0.5
    assert "Could: said as possible 0% 0 of 2 decided claims confirmed" in text_of(client, "/en/")
    assert "Could: said as possible 50% 1 of 2 decided claims count as right" in text_of(
        client, "/en/?count=late"
    )


@pytest.mark.usefixtures("said")
def test_the_segments_of_all_firmnesses_are_those_of_the_whole(today: date) -> None:
    whole = scoreboard.track_record(Claim.objects.all(), today=today)
    assert firmness.together(records().values(), CountingRule.STRICT) == whole

    assert whole.total == 5


@pytest.mark.usefixtures("said")
@pytest.mark.parametrize("path", ["/en/", "/en/about/", "/en/claimants/mara-lindt/"])
def test_pages_say_what_came_of_each_firmness_and_that_no_word_is_a_number(client: Client, path: str) -> None:
    text = text_of(client, path)

    assert "Will: said as certain 50% 1 of 2 decided claims confirmed 95% interval: 9% to 91%" in text
    assert "No word stands for a number" in text


def test_without_claims_no_page_speaks_of_firmness(client: Client, db: None) -> None:
    assert "said as certain" not in text_of(client, "/en/")
    assert "said as possible 50%" not in text_of(client, "/en/about/")


@pytest.mark.usefixtures("said")
def test_each_number_leads_to_its_claims(client: Client, make: Maker, ada: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Odd One"), by=ada)
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    make.ruled(make.published(by_hand=CLOSED, firmness="will", claimant=other, topics=(topic,)), "missed")

    for page, query, number in [
        ("/en/", "?firmness=will", "3 claims"),
        ("/en/claimants/odd-one/", "?claimant=odd-one&amp;firmness=will", "1 claim"),
        ("/en/?topic=energy", "?topic=energy&amp;firmness=will", "1 claim"),
    ]:
        assert f'href="/en/claims/{query}"' in client.get(page).content.decode()
        assert f" {number} " in text_of(client, "/en/claims/" + query.replace("&amp;", "&"))
