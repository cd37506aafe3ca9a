"""How an article is read: fields, passages, and the way back to its words."""

from tests.tracker.match.cases import english, german
from tracker.match.articles import PASSAGE, Reading


def test_the_title_counts_more_than_the_summary_and_that_more_than_the_text() -> None:
    strengths = Reading(english("cranes", "ferries", summary="harbours")).whole.strengths

    assert strengths["crane"] > strengths["harbour"] > strengths["ferry"]


def test_the_strongest_field_decides() -> None:
    assert Reading(english("cranes", "cranes", summary="cranes")).whole.strengths["crane"] == 1


def test_a_part_counts_less_than_a_whole_word() -> None:
    strengths = Reading(german("Routineaufgaben")).whole.strengths

    assert 0 < strengths["aufgab"] < strengths["routineaufgabe"]


def test_a_long_text_is_read_in_passages_that_each_have_the_title() -> None:
    reading = Reading(english("cranes", "ferry " + "word " * (PASSAGE * 3) + "harbour"))

    assert len(reading.passages) > 3
    assert all("crane" in passage.strengths for passage in reading.passages)
    assert not any({"ferry", "harbour"} <= passage.strengths.keys() for passage in reading.passages)


def test_every_word_is_in_some_passage() -> None:
    reading = Reading(english("", " ".join(f"word{number}x" for number in range(PASSAGE * 4 + 3))))

    assert {
        key for passage in reading.passages for key in passage.strengths
    } == reading.whole.strengths.keys()


def test_an_empty_article_has_one_empty_passage() -> None:
    (passage,) = Reading(english()).passages

    assert passage.length == passage.neutral == 0


def test_names_and_numbers_read_the_same_in_every_language() -> None:
    assert Reading(english("", "Today the cranes of Emden cost 3 euro")).whole.neutral == 2


def test_a_key_leads_back_to_the_word_as_it_stands() -> None:
    reading = Reading(german("Büro-Jobs", "Aufgaben im Büro"))

    assert reading.surfaces["büro"] == "Büro"
    assert reading.surfaces["aufgab"] == "Aufgaben"
