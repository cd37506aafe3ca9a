"""Which counting rule a reader asked for, and what they are told of each."""

import re
from datetime import date

import pytest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from claims import editorial, rule_choice
from claims.counting import CountingRule
from claims.models import Claimant, User
from tests.makers import Maker

CLOSED = (date(2026, 3, 2), date(2026, 6, 10))
LATE = date(2026, 6, 15)


def text_of(client: Client, path: str) -> str:
    html = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def slow(make: Maker, ada: User, settings: Settings) -> Claimant:
    """Somebody with whom everything comes true late, among others of whom half comes true in time."""
    settings.RANKING_MINIMUM = 2
    slow = editorial.save_claimant(claimant=Claimant(name="Slow Body"), by=ada)
    for _each in range(12):
        make.ruled(make.published(claimant=slow, by_hand=CLOSED), "missed", happened_on=LATE)
    for outcome, happened_on in [("confirmed", date(2026, 6, 1)), ("missed", None)] * 9:
        make.ruled(make.published(by_hand=CLOSED), outcome, happened_on=happened_on)
    return slow


def test_without_a_query_the_newsrooms_own_rule_holds(rf: RequestFactory, settings: Settings) -> None:
    settings.COUNTING_RULE = "half"

    assert rule_choice.rule_asked_for(rf.get("/en/")) == (CountingRule.HALF, [])
    assert rule_choice.query_of(CountingRule.HALF) == ""
    assert rule_choice.query_of(CountingRule.STRICT, topic="energy") == "?topic=energy&count=strict"


def test_a_rule_that_there_is_not_is_left_out_and_named(rf: RequestFactory) -> None:
    rule, faults = rule_choice.rule_asked_for(rf.get("/en/?count=kind"))

    assert rule == CountingRule.STRICT
    assert faults == [("Counting rule", "“kind” is no counting rule.")]


def test_the_board_follows_the_rule_and_says_who_stands_elsewhere(client: Client, slow: Claimant) -> None:
    strict, late = text_of(client, "/en/"), text_of(client, "/en/?count=late")

    assert "Slow Body" in strict.partition("Less often right than most")[2]
    assert "estimated; 12 of 12 decided claims count as right" in late
    assert "these stand in another group than by the newsroom's own: Slow Body" in late
    assert "Slow Body (Less often right than most → More often right than most)" in " ".join(late.split())
    assert "12 late" in strict


def test_where_nobody_moves_the_board_says_so(client: Client, slow: Claimant) -> None:
    text = text_of(client, "/en/?count=half")

    assert "By this rule nobody stands in another group" in text


@pytest.mark.parametrize(("language", "own"), [("en", "the newsroom's own"), ("de", "die der Redaktion")])
def test_every_rule_says_what_it_does_and_how_the_board_changes(
    client: Client, slow: Claimant, language: str, own: str
) -> None:
    text = text_of(client, f"/{language}/")

    for rule in CountingRule:
        assert f"count={rule}" in client.get(f"/{language}/").content.decode() or rule == CountingRule.STRICT
    assert own in text
    assert re.search(r"31\s?%.*69\s?%.*31\s?%", text.partition(own)[2])


def test_a_claimants_rate_follows_the_rule(client: Client, slow: Claimant) -> None:
    path = slow.get_absolute_url()

    assert "0% 0 of 12 decided claims confirmed" in text_of(client, path)
    assert "100% 12 of 12 decided claims count as right" in text_of(client, f"{path}?count=late")
    assert "Came true late 12" in text_of(client, path)


def test_the_list_finds_late_beside_missed(client: Client, slow: Claimant) -> None:
    late, missed = (text_of(client, f"/en/claims/?outcome={outcome}") for outcome in ("late", "missed"))

    assert "came true 5 days late" in late
    assert "Mara Lindt, " not in late
    assert "days late" not in missed


def test_a_rule_costs_no_query_more(
    client: Client, slow: Claimant, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for rule in CountingRule:
        with django_assert_max_num_queries(12):
            client.get(f"/en/?count={rule}")
