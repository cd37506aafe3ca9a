"""The method page is made from the settings and rules in force."""

import re

import pytest
from django.test import Client
from django.utils.html import escape
from django.utils.translation import override
from pytest_django import Settings

from claims import worked_example
from claims.counting import CountingRule
from claims.horizon import Rule
from claims.templatetags.claims_pages import percent

pytestmark = pytest.mark.django_db


def text_of(client: Client, language: str = "en") -> str:
    html = client.get(f"/{language}/about/").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COUNTING_RULE", "half", "What counts as right Partly counts half"),
        ("RANKING_MINIMUM", 12, "Claims needed to be compared 12"),
        ("FOUR_EYES", True, "Two people sign every verdict and correction yes"),
        ("ANNOUNCE_HOURS", 24, "A verdict is announced before it takes effect for 24 hours"),
        ("PUBLICATION_DELAY_MINUTES", 1, "can be taken back for 1 minute"),
        ("REPLY_DAYS", 30, "A reply is shown for 30 days"),
        ("TIME_ZONE", "Europe/Vienna", "Days are those of Europe/Vienna"),
    ],
)
def test_what_the_newsroom_chose_stands_on_its_page(
    client: Client, settings: Settings, name: str, value: object, said: str
) -> None:
    before = text_of(client)
    setattr(settings, name, value)

    assert said not in before
    assert said in text_of(client)


@pytest.mark.parametrize("rule", CountingRule)
def test_the_example_is_counted_by_the_rule_in_force(
    client: Client, settings: Settings, rule: CountingRule
) -> None:
    settings.COUNTING_RULE = rule.value
    followed = worked_example.board(rule, minimum=settings.RANKING_MINIMUM).followed
    assert followed.track.rate is not None

    assert followed.place is not None
    assert f"count as right: {percent(followed.track.rate)}" in text_of(client)
    assert f"= {percent(followed.place.estimate.rate)}, with an interval from" in text_of(client)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_rule_of_windows_and_of_counting_is_explained(client: Client, language: str) -> None:
    html = " ".join(client.get(f"/{language}/about/").content.decode().split())

    with override(language):
        assert [rule for rule in CountingRule if escape(str(rule.explanation)) not in html] == []
        assert html.count("<dt>") >= len(Rule) + len(CountingRule) + 7


def test_in_german_the_example_is_said_and_counted_in_german(client: Client) -> None:
    text = text_of(client, "de")

    assert "dass etwas „in den nächsten 12 bis 18 Monaten“ geschehen wird" in text
    assert "vom 10. März 2027 bis zum 10. September 2027" in text
    assert "× 6,1)" in text
