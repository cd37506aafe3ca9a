"""Units of rates and measures, which name no time."""

from datetime import date

import pytest

from claims.horizon import LANGUAGES
from claims.horizon.reading import TokenStream
from claims.horizon.times.rates import is_rate
from claims.horizon.words.tokens import tokenize


@pytest.mark.parametrize(
    ("language", "text", "at", "rate"),
    [
        ("en", "every year", 1, True),
        ("en", "every summer", 1, True),
        ("en", "two a year", 2, True),
        ("en", "40 plants a year", 3, True),
        ("en", "twice a year", 2, True),
        ("en", "by a quarter", 2, True),
        ("en", "by about a full quarter", 4, True),
        ("en", "next year", 1, False),
        ("en", "in a year", 2, False),
        ("en", "by the year 2030", 2, False),
        ("en", "this summer", 1, False),
        ("de", "zweimal im Jahr", 2, True),
        ("de", "alle zwei Jahre", 2, True),
        ("de", "fünf Prozent im Jahr bis 2030", 3, True),
        ("de", "um ein Viertel", 2, False),
        ("de", "um ein Quartal", 2, True),
        ("de", "einmal im Jahr 2030", 2, False),
        ("de", "zum ersten Mal am Sonntag", 4, False),
    ],
)
def test_a_unit_of_a_rate_or_measure_is_told_from_a_time(
    language: str, text: str, at: int, rate: bool
) -> None:
    words = LANGUAGES[language]
    ts = TokenStream(text, tokenize(text, words), date(2026, 2, 12), words, running=False)

    assert is_rate(ts, at) is rate
