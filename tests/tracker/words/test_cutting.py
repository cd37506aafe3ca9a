"""How text is cut into words: lemmas, compounds, names and numbers, in German and English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.words import Word, WordKind, family_of, fold, name_keys, words_of


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
        ("de", "Lehrerinnen", "Lehrer"),
        ("de", "zurückgehen", "Rückgang"),
        ("de", "freigegeben", "Freigabe"),
        ("de", "kanadisch", "Kanada"),
        ("de", "Uni", "Universität"),
        ("de", "Selbstbedienungskassen", "Selbstbedienungskasse"),
        ("en", "cities", "city"),
        ("en", "automated", "automation"),
        ("en", "company’s", "companies"),
        ("en", "photograph", "picture"),
    ],
)
def test_forms_of_one_word_share_their_first_key(language: str, one: str, other: str) -> None:
    assert only(one, language).keys[0] == only(other, language).keys[0]


def test_a_people_shares_its_countrys_key() -> None:
    assert share(only("Canadians", "en"), only("Canada", "en"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Routineaufgaben", "Aufgaben"),
        ("Büroberufe", "Büro-Jobs"),
        ("Wirtschaftswachstum", "Wachstum"),
        ("E-Busse", "Bus"),
        ("Einweg-E-Zigaretten", "E-Zigarette"),
        ("Ökostromausbau", "Ökostrom"),
        ("Radwegebau", "Radweg"),
        ("Ausbau", "bauen"),
        ("Neubau", "gebaut"),
        ("unpünktlich", "pünktlicher"),
        ("Unsicherheit", "Sicherheit"),
    ],
)
def test_a_german_compound_shares_its_parts(one: str, other: str) -> None:
    assert share(only(one, "de"), only(other, "de"))


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("Der Konzern spaltet seine Sparte bis 2027 ab.", "Abspaltung"),
        ("Das Werk baut in Ulm mehr Stellen ab als geplant", "Abbau"),
        ("Die Stadt gibt den Tunnel frei und feiert", "Freigabe"),
        ("„Nimmt die Uni ihn auf?“", "Aufnahme"),
    ],
)
def test_a_german_verb_has_the_particle_that_closes_its_clause(sentence: str, noun: str) -> None:
    keys = [word.keys[0] for word in words_of(sentence, "de")]

    assert only(noun, "de").keys[0] in keys


def test_a_verb_without_its_particle_is_a_part_and_the_particle_no_word() -> None:
    verb, loans = words_of("Er zahlt Kredite zurück", "de")

    assert (verb.surface, verb.lemma, verb.parts) == ("zahlt", "zurückzahlen", ("zahl",))
    assert loans.surface == "Kredite"


def test_neither_a_possessive_nor_a_preposition_is_a_verb_with_a_particle() -> None:
    lemmas = {
        word.lemma for word in words_of("Sie sagt wegen seiner Grippe ab. Sein Zug kommt um zehn an", "de")
    }

    assert lemmas == {"absagen", "grippe", "zug", "ankommen", "#10"}


def test_a_german_compound_of_no_dictionary_is_no_name() -> None:
    assert only("Büroassistenten", "de").kind is WordKind.WORD


def test_an_everyday_noun_beside_a_name_is_none() -> None:
    town, name = words_of("für die Stadt Kassel", "de")

    assert (town.kind, name.kind) == (WordKind.WORD, WordKind.NAME)


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
    names = {word.surface for word in words_of(text, language) if word.kind is WordKind.NAME}

    assert name in names
    assert not names & {"Zahlen", "Zinsen", "Kräne", "grows"}


def test_a_headline_in_title_case_is_not_all_names() -> None:
    words = words_of("Ferry Workers Begin Long Strike Over Night Pay", "en")

    assert {word.kind for word in words} == {WordKind.WORD}


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


def test_the_unit_of_a_number_is_no_word_of_its_own() -> None:
    assert [word.surface for word in words_of("Gold kostet 5 Tausend Dollar", "de")] == [
        "Gold",
        "kostet",
        "5 Tausend Dollar",
    ]


@pytest.mark.parametrize(("language", "text"), [("de", "300-MW-Anlage"), ("en", "300 megawatts")])
def test_a_unit_may_be_joined_to_its_number(language: str, text: str) -> None:
    assert words_of(text, language)[0].keys == ("#300mw",)


@pytest.mark.parametrize("town", ["Bergheim", "Nordhausen", "Eisenhüttenstadt", "Königsfeld"])
def test_a_german_town_is_a_name_without_the_parts_that_it_seems_to_have(town: str) -> None:
    (word,) = [word for word in words_of(f"Das Werk in {town} öffnet", "de") if word.surface == town]

    assert (word.kind, word.parts) == (WordKind.NAME, ())


def test_an_unknown_german_compound_is_no_name() -> None:
    (word,) = words_of("Batteriewerke", "de")

    assert (word.kind, word.parts) == (WordKind.WORD, ("batteri", "werk"))
