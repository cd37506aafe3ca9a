"""How text is cut into words: lemmas, compounds, names and numbers, in German and English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.words import Kind, Word, family_of, fold, name_keys, words_of


def only(text: str, language: str) -> Word:
    (word,) = words_of(text, language)
    return word


def share(one: Word, other: Word) -> bool:
    return bool({*one.keys, *one.parts} & {*other.keys, *other.parts})


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "versprach", "verspricht"),
        ("de", "Krankenhäuser", "Krankenhaus"),
        ("de", "Leser:innen", "Leser"),
        ("de", "automatisieren", "Automatisierung"),
        ("en", "cities", "city"),
        ("en", "automated", "automation"),
        ("en", "company’s", "companies"),
    ],
)
def test_forms_of_one_word_share_their_first_key(language: str, one: str, other: str) -> None:
    assert only(one, language).keys[0] == only(other, language).keys[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Routineaufgaben", "Aufgaben"), ("Büroberufe", "Büro-Jobs"), ("Wirtschaftswachstum", "Wachstum")],
)
def test_a_german_compound_shares_its_parts(one: str, other: str) -> None:
    assert share(only(one, "de"), only(other, "de"))


def test_an_english_hyphen_joins_parts() -> None:
    assert share(only("white-collar", "en"), only("collar", "en"))


def test_a_word_in_camel_case_has_parts() -> None:
    assert {"deep", "mind"} <= set(only("DeepMind", "en").parts)


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Und dann wurde es sehr"), ("en", "And then it wasn’t")]
)
def test_stop_words_are_left_out(language: str, text: str) -> None:
    assert words_of(text, language) == []


def test_words_of_an_unknown_language_are_taken_as_written() -> None:
    assert [word.keys[0] for word in words_of("Les prix baissent", "fr")] == ["les", "prix", "baissent"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Gestern sprach Jorinde Harms über Kräne.", "Jorinde"),
        ("de", "Die Zahlen von Microsoft sinken.", "Microsoft"),
        ("de", "Gestern hat die Deutsche Bank geschlossen.", "Bank"),
        ("de", "Die EZB senkt die Zinsen.", "EZB"),
        ("en", "The port of Emden grows.", "Emden"),
    ],
)
def test_names_are_told_from_words(language: str, text: str, name: str) -> None:
    names = {word.surface for word in words_of(text, language) if word.kind is Kind.NAME}

    assert name in names
    assert not names & {"Zahlen", "Zinsen", "Kräne", "grows"}


def test_a_headline_in_title_case_is_not_all_names() -> None:
    words = words_of("Ferry Workers Begin Long Strike Over Night Pay", "en")

    assert {word.kind for word in words} == {Kind.WORD}


def test_a_genitive_and_an_accent_are_no_part_of_a_name() -> None:
    assert fold("Dvořák’s") == fold("Dvorak")
    assert set(name_keys("Suleyman")) <= set(only("Suleymans", "de").keys)


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("de", "18 Monate", "#18month"),
        ("en", "eighteen months", "#18month"),
        ("de", "1.500", "#1500"),
        ("en", "1,500", "#1500"),
        ("de", "1,5 Milliarden Euro", "#1500000000euro"),
        ("en", "€1.5 billion", "#1500000000euro"),
        ("de", "zwei Prozent", "#2percent"),
        ("en", "2%", "#2percent"),
        ("de", "12 bis 18 Monate", "#12month"),
        ("en", "12-18 months", "#18month"),
    ],
)
def test_a_number_is_read_with_its_unit(language: str, text: str, key: str) -> None:
    assert key in {key for word in words_of(text, language) for key in word.keys}


@pytest.mark.parametrize("text", ["2%", "2 %", "1,5 Millionen Euro", "18 Monate"])
def test_a_number_stands_as_it_does_in_the_text(text: str) -> None:
    assert words_of(text, "de")[0].surface == text


def test_addresses_are_not_words() -> None:
    assert [word.surface for word in words_of("cranes https://example.org/emden-port", "en")] == ["cranes"]


def test_words_of_one_family_share_a_key() -> None:
    assert family_of(only("immigrants", "en")) == family_of(only("immigration", "en")) != ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["de", "en", "en-GB", "xx", ""]))
def test_no_text_breaks_the_cutting(text: str, language: str) -> None:
    for word in words_of(text, language):
        assert word.keys
        assert all(word.keys)
