"""How an article is read: fields, passages, and the way back to its words."""

from collections import Counter

import pytest

from tests.tracker.match.cases import english, german
from tracker.match import articles
from tracker.match.articles import PASSAGE, SHORT_TEXT, TEXT, WHOLE, CutArticle
from tracker.words import Word, family_of


def test_the_title_counts_more_than_the_summary_and_that_more_than_the_text() -> None:
    strengths = CutArticle(english("cranes", "ferries", summary="harbours")).strengths(0)

    assert strengths["crane"] > strengths["harbour"] > strengths["ferry"]


def test_the_strongest_field_decides() -> None:
    assert CutArticle(english("cranes", "cranes", summary="cranes")).strengths(0)["crane"] == 1


def test_a_part_counts_less_than_a_whole_word() -> None:
    strengths = CutArticle(german("Routineaufgaben")).strengths(0)

    assert 0 < strengths["aufgab"] < strengths["routineaufgabe"]


def test_a_text_that_is_hardly_longer_than_a_passage_is_read_at_once() -> None:
    read = [len(CutArticle(english("cranes", "word " * words))) for words in (SHORT_TEXT, SHORT_TEXT + 1)]

    assert read == [1, 4]  # with the whole


def test_a_long_text_is_read_in_passages_that_each_have_the_title() -> None:
    article = CutArticle(english("cranes", "ferry " + "word " * (PASSAGE * 3) + "harbour"))

    *passages, whole = [article.strengths(number) for number in range(len(article))]
    assert len(passages) > 3
    assert all("crane" in passage for passage in passages)
    assert not any({"ferry", "harbour"} <= passage.keys() for passage in passages)
    assert whole["ferry"] == WHOLE < passages[0]["ferry"] == TEXT


def test_every_word_is_in_some_passage() -> None:
    article = CutArticle(english("", " ".join(f"word{number}x" for number in range(PASSAGE * 4 + 3))))

    found = {key for number in range(len(article)) for key in article.strengths(number)}
    assert {key for key in found if not key.endswith("*")} >= {
        f"word{number}x" for number in range(PASSAGE * 4 + 3)
    }


def test_an_empty_article_has_one_empty_passage() -> None:
    article = CutArticle(english())

    assert len(article) == 1
    assert list(article.lengths) == [(0, 0)]


def test_names_and_numbers_read_the_same_in_every_language() -> None:
    ((_length, neutral),) = CutArticle(english("", "Today the cranes of Emden cost 3 euro")).lengths

    assert neutral == 2


def test_a_key_leads_back_to_the_word_as_it_stands() -> None:
    article = CutArticle(german("Büro-Jobs", "Aufgaben im Büro"))

    assert article.surfaces["büro"] == "Büro"
    assert article.surfaces["aufgab"] == "Aufgaben"


def test_a_word_is_found_at_all_its_places_in_any_form() -> None:
    document = english("Crane", "Cranes, then a crane.")

    spans = CutArticle(document).spans("crane")

    assert [getattr(document, span.field)[span.start : span.end] for span in spans] == [
        "Cranes",
        "crane",
        "Crane",
    ]


def test_a_long_summary_is_gone_through_once_and_not_for_every_passage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[str] = Counter()

    def counted(word: Word) -> tuple[str, ...]:
        asked[word.surface] += 1
        return family_of(word)

    monkeypatch.setattr(articles, "family_of", counted)
    cut = CutArticle(english("", "tunnel " * 3000, summary="bridges"))
    for number in range(len(cut)):
        cut.strengths(number)
    assert asked["bridges"] == 1
