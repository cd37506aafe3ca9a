"""Numbers and dates as they are written."""

import pytest

from claims.horizon.words.english import ENGLISH
from claims.horizon.words.german import GERMAN
from claims.horizon.words.lexicon import Tag
from claims.horizon.words.tokens import Written, tokenize


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2027-05-01", Written(year=2027, month=5, day=1)),
        ("1.5.2027", Written(year=2027, month=5, day=1)),
        ("01.05.27", Written(year=2027, month=5, day=1)),
        ("5/1/2027", Written(year=2027, month=5, day=1, swapped=True)),
        ("31/12/2027", Written(year=2027, month=12, day=31)),
        ("11/2027", Written(year=2027, month=11)),
        ("2027-05", Written(year=2027, month=5)),
        ("2026/27", Written(year=2026, last_year=2027)),
        ("Q3", Written(quarter=3)),
        ("3Q27", Written(year=2027, quarter=3)),
        ("2027H2", Written(year=2027, half=2)),
        ("2030s", Written(decade=2030)),
        ("FY27", Written(year=2027, fiscal=True)),
        ("'27", Written(year=2027)),
    ],
)
def test_a_written_date_is_one_token(text: str, written: Written) -> None:
    (token,) = tokenize(text, ENGLISH)

    assert token.written == written


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("1,500", 1500), ("1.5", 1.5), ("2,5", 2.5), ("zwölf", 12), ("anderthalb", 1.5)],
)
def test_a_number_is_read(text: str, number: float) -> None:
    (token,) = tokenize(text, GERMAN)

    assert token.senses[Tag.NUMBER] == number


def test_a_dot_makes_an_ordinal_only_where_the_language_says_so() -> None:
    german, english = tokenize("am 4.", GERMAN), tokenize("on 4.", ENGLISH)

    assert german[1].senses[Tag.ORDINAL] == 4
    assert [token.words for token in english] == ["on", "4", "."]


def test_a_number_too_long_to_be_a_count_means_nothing() -> None:
    (token,) = tokenize("9" * 5000, ENGLISH)

    assert token.senses == {}


def test_tokens_know_their_place() -> None:
    text = "Bis\u00a0Ende – 2027"

    assert [text[token.start : token.end] for token in tokenize(text, GERMAN)] == ["Bis", "Ende", "–", "2027"]
