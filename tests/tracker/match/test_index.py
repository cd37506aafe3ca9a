"""What the matcher offers, what it keeps back, and the words it gives for either."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.match import Document, Index, Obstacle, Rarity, StandingQuery

HARBOUR = StandingQuery(
    claim_id=1,
    statement="The port of Emden will run its container cranes without crews.",
    quote="By the end of 2027 our cranes in Emden will move containers with no crew on board.",
    claimant="Jorinde Harms",
    aliases=("Emden Port Authority",),
    language="en",
    said_on=date(2026, 2, 12),
    opens_on=date(2026, 2, 12),
    closes_on=date(2027, 12, 31),
)
SWIMMING = StandingQuery(
    claim_id=2,
    statement="Die Stadt Kassel eröffnet ihr neues Hallenbad und senkt die Eintrittspreise um 20 Prozent.",
    quote="",
    claimant="Tamme Weidner",
    aliases=(),
    language="de",
    said_on=date(2026, 1, 5),
    opens_on=None,
    closes_on=date(2026, 12, 31),
)


def english(title: str = "", text: str = "", *, summary: str = "", on: date | None = None) -> Document:
    return Document(title, summary, text, "en", on)


def german(title: str = "", text: str = "", *, summary: str = "", on: date | None = None) -> Document:
    return Document(title, summary, text, "de", on)


def ids(index: Index, document: Document) -> list[int]:
    return [match.claim_id for match in index.match(document)]


def test_an_article_about_a_claim_is_offered_for_it_alone() -> None:
    index = Index([HARBOUR, SWIMMING])

    found = ids(index, english("Container cranes at Emden port now work without crews"))

    assert found == [1]


def test_a_german_article_is_offered_for_a_german_claim() -> None:
    index = Index([HARBOUR, SWIMMING])

    found = ids(index, german("Kasseler Hallenbad eröffnet: Eintrittspreise in Kassel sinken um 20 Prozent"))

    assert found == [2]


def test_nothing_is_offered_that_was_published_before_the_claim_was_said() -> None:
    index = Index([HARBOUR])
    title = "Container cranes at Emden port now work without crews"

    assert ids(index, english(title, on=date(2026, 2, 11))) == []
    assert ids(index, english(title, on=date(2026, 2, 12))) == [1]


def test_a_name_alone_is_no_match() -> None:
    index = Index([HARBOUR], floor=0.01)

    assert ids(index, english("Jorinde Harms of Emden")) == []


def test_a_removed_claim_is_not_offered() -> None:
    index = Index([HARBOUR])

    index.remove(1)

    assert ids(index, english("Container cranes at Emden port now work without crews")) == []


def test_the_words_of_a_match_stand_in_the_article_heaviest_first() -> None:
    title = "Container cranes at Emden port now work without crews"

    (match,) = Index([HARBOUR]).match(english(title))

    weights = [word.weight for word in match.words]
    assert {"Container", "cranes", "crews"} <= {word.word for word in match.words}
    assert weights == sorted(weights, reverse=True)


def test_an_explanation_names_what_is_missing() -> None:
    explanation = Index([HARBOUR]).explain(english("A new container restaurant in Emden"), 1)

    assert explanation.obstacle is Obstacle.BELOW_FLOOR
    assert {"cranes", "crews"} <= {word.word for word in explanation.missing}
    assert explanation.score < explanation.floor


def test_rarity_learnt_from_articles_makes_common_words_light() -> None:
    rarity = Rarity()
    for _ in range(500):
        rarity.learn(["port", "crane"])

    assert rarity.weight("port") < rarity.weight("emden")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(["de", "en", "fr", ""]))
def test_no_text_breaks_the_matcher(title: str, text: str, language: str) -> None:
    index = Index([replace(HARBOUR, claim_id=3, statement=title, language=language), SWIMMING], floor=0.01)

    matches = index.match(Document(title, text, text, language, None))

    assert all(math.isfinite(match.score) and 0 <= match.score <= 1 for match in matches)


def test_explaining_an_unknown_claim_is_an_error() -> None:
    with pytest.raises(KeyError):
        Index([]).explain(english("x"), 7)
