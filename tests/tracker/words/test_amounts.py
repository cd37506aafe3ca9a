"""What digits, magnitudes and units are worth, in both languages."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.words import words_of
from tracker.words.amounts import Amount, value_of
from tracker.words.vocabulary import CURRENCY_CODES, MAGNITUDES, UNITS


def amounts_of(text: str, language: str) -> list[Amount]:
    return [word.amount for word in words_of(text, language) if word.amount]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("de", "2 Milliarden Euro", 2e9, "euro"),
        ("de", "3 Mio. €", 3e6, "euro"),
        ("de", "3 Mio €", 3e6, "euro"),
        ("de", "3 Millionen Euro", 3e6, "euro"),
        ("de", "15 Euro", 15, "euro"),
        ("de", "15 Euro.", 15, "euro"),
        ("de", "400 Euro", 400, "euro"),
        ("de", "€ 400", 400, "euro"),
        ("de", "EUR 400", 400, "euro"),
        ("de", "400 EUR", 400, "euro"),
        ("de", "1.234.567,89 Euro", 1234567.89, "euro"),
        ("de", "6 000 Euro", 6000, "euro"),
        ("de", "6\u202f000\u00a0€", 6000, "euro"),
        ("de", "6’000 Franken", 6000, "franc"),
        ("de", "CHF 12.50", 12.5, "franc"),
        ("de", "3 Milliarden Schweizer Franken", 3e9, "franc"),
        ("de", "1,5 Mrd. US-Dollar", 1.5e9, "dollar"),
        ("de", "US$ 400", 400, "dollar"),
        ("de", "das 20-Milliarden-Dollar-Geschäft", 2e10, "dollar"),
        ("de", "das 49-Euro-Ticket", 49, "euro"),
        ("de", "eine Million Euro", 1e6, "euro"),
        ("de", "eine halbe Million Euro", 5e5, "euro"),
        ("de", "anderthalb Milliarden Euro", 1.5e9, "euro"),
        ("de", "2½ Milliarden Euro", 2.5e9, "euro"),
        ("de", "zwölf Prozent", 12, "percent"),
        ("de", "12%", 12, "percent"),
        ("de", "500.000 Tonnen", 5e5, "tonne"),
        ("de", "500.000 t", 5e5, "tonne"),
        ("de", "mindestens 6.000 Wohnungen", 6000, ""),
        ("en", "$1.5bn", 1.5e9, "dollar"),
        ("en", "$1.5 billion", 1.5e9, "dollar"),
        ("en", "€3", 3, "euro"),
        ("en", "€3m", 3e6, "euro"),
        ("en", "€ 400", 400, "euro"),
        ("en", "84 euros", 84, "euro"),
        ("en", "84 Euro", 84, "euro"),
        ("en", "12.50 francs", 12.5, "franc"),
        ("en", "12,50 euros", 12.5, "euro"),
        ("en", "£1,500.50", 1500.5, "pound"),
        ("en", "two million pounds", 2e6, "pound"),
        ("en", "half a billion dollars", 5e8, "dollar"),
        ("en", "a million yen", 1e6, "yen"),
        ("en", "¥400bn", 4e11, "yen"),
        ("en", "500 Swedish crowns", 500, "crown"),
        ("en", "40 percent", 40, "percent"),
        ("en", "5 metric tons", 5, "tonne"),
        ("en", "an 18-month delay", 18, "month"),
        ("en", "$12 per barrel", 12, "dollar"),
        ("en", "100k", 1e5, ""),
    ],
)
def test_an_amount_is_read_with_its_unit(language: str, text: str, value: float, unit: str) -> None:
    assert amounts_of(text, language) == [Amount(pytest.approx(value), unit)]  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("word", "unit"), [*UNITS.items(), *CURRENCY_CODES.items()])
def test_every_unit_is_read_behind_its_number(word: str, unit: str, language: str) -> None:
    assert amounts_of(f"400 {word}", language) == [Amount(400, unit)]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("sign", [word for word in UNITS if not word.isalpha() and word not in "%¢"])
def test_a_sign_of_money_is_read_on_either_side(sign: str, language: str) -> None:
    texts = (f"{sign}400", f"{sign} 400", f"400{sign}", f"400 {sign}")
    assert [amounts_of(text, language) for text in texts] == [[Amount(400, UNITS[sign])]] * 4


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_magnitude_multiplies(language: str) -> None:
    for word, factor in MAGNITUDES[language].items():
        assert amounts_of(f"3 {word} Euro", language) == [Amount(3 * factor, "euro")]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "2 bis 3 Milliarden Euro", [2e9, 3e9]),
        ("de", "800 bis 2 Milliarden Euro", [800, 2e9]),
        ("en", "€2–3bn", [2e9, 3e9]),
        ("en", "$3 to $5", [3, 5]),
    ],
)
def test_both_ends_of_a_range_are_of_one_unit(language: str, text: str, values: list[float]) -> None:
    found = amounts_of(text, language)
    assert [amount.value for amount in found] == values
    assert len({amount.unit for amount in found}) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "5 percent, 3 people"), ("en", "the next day 3 people"), ("de", "12 %, 3 Leute")],
)
def test_the_unit_of_another_number_is_not_taken(language: str, text: str) -> None:
    assert amounts_of(text, language)[-1] == Amount(3, "")


@pytest.mark.parametrize("text", ["31.12.2026", "2026.12.31", "1.2.3", "3,4,5", "12.11,5.2"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_dates_and_versions_are_no_amounts(text: str, language: str) -> None:
    assert not amounts_of(text, language)


def test_no_number_is_beyond_all_numbers() -> None:
    (amount,) = amounts_of("9" * 10_000 + " billion" * 1000, "en")
    assert isfinite(amount.value)


@given(st.from_regex(r"\A\d+([.,' \u202f]\d+)*[½¼]?\Z"), st.sampled_from(["de", "en", "fr"]))
def test_any_digits_have_a_value_or_none(digits: str, language: str) -> None:
    value = value_of(digits, language)
    assert value is None or value >= 0
