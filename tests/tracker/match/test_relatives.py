"""Words that tell of the same event."""

from dataclasses import replace

import numpy as np
import pytest

from tests.tracker.match.cases import HARBOUR, english
from tracker.match import ArticleText, Index, Rarity
from tracker.match.building import build_tables
from tracker.match.own import CROWD
from tracker.match.relatives import WORTH, handles_to, relatives_of
from tracker.match.table import IS_RELATED
from tracker.words import words_of


@pytest.mark.parametrize(
    ("word", "related", "language"),
    [
        ("taxes", "levies", "en"),
        ("ships", "deliveries", "en"),
        ("flats", "homes", "en"),
        ("Impfstoffe", "Spritze", "de"),
        ("stillgelegt", "abschalten", "de"),
        ("Ladesäulen", "Ladenetzes", "de"),
        ("verspätet", "Pünktlichkeit", "de"),
    ],
)
def test_outlets_call_one_event_by_either_word(word: str, related: str, language: str) -> None:
    (there,), (here,) = words_of(related, language), words_of(word, language)

    relatives = relatives_of(here.keys, language)

    assert set(there.keys) & set(relatives)
    assert set(there.stems) & set(handles_to(relatives))
    assert set(relatives.values()) == {WORTH}


def test_a_word_is_not_its_own_relative_and_most_have_none() -> None:
    assert "tax" not in relatives_of(("tax",), "en")
    assert relatives_of(("zebra",), "en") == relatives_of(("tax",), "fr") == {}


def test_an_article_in_other_words_is_offered_and_the_reason_shows_both() -> None:
    claim = replace(HARBOUR, statement="Quandmoor council raises the tax on flats.", quote="")

    (match,) = Index.of([claim]).match(english("Quandmoor: higher levy on homes"))

    assert {"tax ~ levy", "flats ~ homes"} <= {word.word for word in match.words}


def test_among_many_texts_a_related_word_counts_less() -> None:
    factors = []
    for texts in (0, CROWD - 1):
        (table,), _ = build_tables([HARBOUR], Rarity(texts))
        factors.append(table.key_factor[table.key_is & IS_RELATED != 0].max())

    assert np.isclose(factors[1], factors[0] / 2, rtol=0.01)


DE, EN = "de", "en"
TOLD_IN_OTHER_WORDS = [
    (
        DE,
        "Die Klinik Ostertal bekommt eine neue Notaufnahme.",
        "Bau der Unfallklinik Ostertal verzögert sich",
    ),
    (DE, "Der Radwegebau in Weidenbrück verdoppelt sich.", "Weidenbrück hat doppelt so viele Radwege"),
    (DE, "Die Regio-Bahn Nordmark wird pünktlicher.", "Nordmark-Bahn: Jeder vierte Zug kam unpünktlich an"),
    (DE, "Die Arbeitslosenquote in Nordland sinkt.", "Nordland: So wenige ohne Job wie nie, der Anteil fiel"),
    (DE, "Die Fährlinie nach Sandrum fährt elektrisch.", "Das neue Schiff nach Sandrum fährt mit Akku"),
    (EN, "Brackwater builds 400 affordable homes.", "Brackwater completes 412 low-cost dwellings"),
    (EN, "Quillon launches its electric pickup.", "First Quillon battery trucks reach dealers"),
    (EN, "Hip operations in Corvale wait less long.", "Corvale patients queue for joint replacement"),
    (EN, "Lumenhand ships its household robot to customers.", "Lumenhand starts deliveries of its machine"),
]


@pytest.mark.parametrize(("language", "statement", "title"), TOLD_IN_OTHER_WORDS)
def test_what_happened_is_found_in_the_words_of_another_outlet(
    language: str, statement: str, title: str
) -> None:
    claim = replace(HARBOUR, statement=statement, quote="", claimant="", aliases=(), language=language)

    assert Index.of([claim]).match(
        ArticleText(title=title, summary="", text="", language=language, published_on=None)
    )
