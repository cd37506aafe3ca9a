"""Dates, shares and rules in the reader's language."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from claims.horizon import Rule
from claims.models import Claim
from claims.scoreboard import TrackRecord
from claims.templatetags import claims_pages


@pytest.mark.parametrize(("language", "words"), [("en", "12 February 2027"), ("de", "12. Februar 2027")])
def test_a_day_is_written_as_its_readers_write_it(language: str, words: str) -> None:
    with translation.override(language):
        assert claims_pages.day(date(2027, 2, 12)) == f'<time datetime="2027-02-12">{words}</time>'


def test_the_day_of_a_time_is_the_newsrooms_day() -> None:
    late_in_utc = datetime(2026, 6, 16, 23, 0, tzinfo=UTC)  # 01:00 on the 17th in Berlin

    assert "17 June 2026" in claims_pages.day(late_in_utc)
    assert "17 June 2026, 01:00" in claims_pages.moment(late_in_utc)


def test_no_day_is_no_text() -> None:
    assert claims_pages.day(None) == ""
    assert claims_pages.moment(None) == ""


@pytest.mark.parametrize(("share", "words"), [(0.0, "0%"), (7 / 12, "58%"), (1.0, "100%")])
def test_a_share_is_whole_per_cent(share: float, words: str) -> None:
    assert claims_pages.percent(share) == words


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_is_explained(rule: Rule) -> None:
    assert claims_pages.rule_explanation(str(rule)) == rule.explanation


def test_a_window_set_by_hand_says_so() -> None:
    assert "editor" in claims_pages.rule_explanation(Claim.BY_HAND)


def test_a_rule_of_an_older_version_is_left_unexplained() -> None:
    assert claims_pages.rule_explanation("a rule that is gone") == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//host/x", ""])
def test_only_web_addresses_become_links(address: str) -> None:
    assert not claims_pages.is_web_address(address)
    assert claims_pages.is_web_address("https://news.example/1")


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_bar_has_no_decimal_comma_in_any_language(language: str) -> None:
    with translation.override(language):
        drawn = claims_pages.track_bar(TrackRecord(confirmed=1, partly=1, missed=1))
        page = Template("{% load claims_pages %}{% track_bar track %}").render(
            Context({"track": TrackRecord(confirmed=1, partly=1, missed=1)})
        )

    assert [segment["x"] for segment in drawn["segments"]] == ["0.00%", "33.33%", "66.67%"]
    assert "33,33" not in page
    assert 'x="33.33%"' in page


def test_the_whisker_is_on_the_bars_scale() -> None:
    track = TrackRecord(confirmed=5, missed=5)

    whisker = claims_pages.track_bar(track)["whisker"]

    assert whisker == {"low": "23.66%", "high": "76.34%", "rate": "50.00%"}


def test_without_decided_claims_the_bar_is_empty() -> None:
    drawn = claims_pages.track_bar(TrackRecord(running=3))

    assert drawn["segments"] == []
    assert drawn["whisker"] is None


@pytest.mark.parametrize(
    ("path", "translated"),
    [
        ("/en/claims/?outcome=missed", "/de/claims/?outcome=missed"),
        ("/en/nothing/here/", "/de/"),
        ("/de/nothing/here/", "/de/nothing/here/"),
    ],
)
def test_the_language_switch_keeps_the_page(path: str, translated: str, rf: RequestFactory) -> None:
    tag = Template("{% load claims_pages %}{% this_page_in 'de' %}")

    assert tag.render(Context({"request": rf.get(path)})) == translated
