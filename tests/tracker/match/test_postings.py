"""Which claims an article's words lead to."""

from tests.tracker.match.cases import HARBOUR, SWIMMING, english
from tracker.match.articles import Reading
from tracker.match.claims import outline, weigh
from tracker.match.postings import Postings
from tracker.match.rarity import Rarity
from tracker.match.shapes import StandingQuery


def postings(*queries: StandingQuery) -> Postings:
    return Postings([weigh(outline(query), Rarity()) for query in queries], 0.5)


def test_a_common_word_does_not_lead_to_a_claim() -> None:
    listed = postings(HARBOUR)

    assert list(listed.within(Reading(english("The end of 2027")))) == []
    assert "#2027" not in listed._within, "short lists are what keeps many claims cheap"


def test_several_telling_words_lead_to_a_claim() -> None:
    assert list(postings(HARBOUR).within(Reading(english("Cranes and crews in Emden, containers")))) == [1]


def test_an_article_in_another_language_is_led_by_what_is_spelt_alike() -> None:
    assert list(postings(SWIMMING).across(Reading(english("Kassel grows")))) == [2]
    assert list(postings(SWIMMING).across(Reading(english("Cologne grows")))) == []


def test_the_claimant_alone_leads_nowhere_across_languages() -> None:
    assert list(postings(SWIMMING).across(Reading(english("Tamme Weidner resigns")))) == []
