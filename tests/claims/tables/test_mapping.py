import pytest
from django.utils import translation

from claims.models import Claim, Claimant, Language
from claims.tables.columns import headings
from claims.tables.mapping import ALSO, choice_named, mapped
from claims.tables.reading import UnreadableTable

GERMAN = ["Sprecher", "Aussage", "Zitat", "Gesagt am", "Frist", "Medium", "Veröffentlicht am", "Maßstab"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_fact_of_an_exported_table_is_found_again(language: str) -> None:
    with translation.override(language):
        found = mapped(headings())
    assert set(found.places) == set(ALSO) - {"kind"}
    assert found.ignored


def test_german_headings_are_understood_whatever_the_reader_speaks() -> None:
    found = mapped(GERMAN)
    assert (found.places["claimant"], found.places["horizon"], found.places["criteria"]) == (0, 4, 7)


def test_headings_may_be_spelt_as_programs_do() -> None:
    assert mapped(["said_on", *(each for each in GERMAN if each != "Gesagt am")]).places["said_on"] == 0


def test_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(UnreadableTable, match="missing: Quote, Horizon"):
        mapped([each for each in GERMAN if each not in {"Zitat", "Frist"}])


def test_two_columns_for_one_fact_are_named() -> None:
    with pytest.raises(UnreadableTable, match="“Frist” and “Deadline”"):
        mapped([*GERMAN, "Deadline"])


def test_what_is_not_understood_is_named_and_a_short_row_has_empty_cells() -> None:
    found = mapped([*GERMAN, "Farbe", ""])
    assert found.ignored == ("Farbe",)
    assert found.facts_of(["Mara Lindt"])["quote"] == ""


@pytest.mark.parametrize(
    ("choices", "text", "value"),
    [
        (Language, "Deutsch", "de"),
        (Language, "german", "de"),
        (Language, "EN", "en"),
        (Claim.Firmness, "will", "will"),
        (Claim.Firmness, "could: said as possible", "could"),
        (Claimant.Kind, "Body", "body"),
        (Language, "Klingon", "Klingon"),
    ],
)
def test_a_choice_is_named_by_value_or_label(choices: type, text: str, value: str) -> None:
    assert choice_named(choices, text) == value
