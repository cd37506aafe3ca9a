"""The year that a name is followed by. Said on 12 February 2026."""

from datetime import date

import pytest

from claims.horizon import LANGUAGES
from claims.horizon.reading import TokenStream
from claims.horizon.times.years import YearAfter, year_after
from claims.horizon.words.tokens import tokenize


def after_may(text: str, language: str) -> YearAfter | None:
    """The year behind the "Mai" or "May" that the text begins with."""
    words = LANGUAGES[language]
    return year_after(TokenStream(text, tokenize(text, words), date(2026, 2, 12), words, running=False), 1)


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [
        ("en", "May 2027", YearAfter(2027, 2)),
        ("en", "May of next year", YearAfter(2027, 4)),
        ("en", "May of the year after next", YearAfter(2028, 6)),
        ("en", "May of the year", YearAfter(None, 4)),
        ("en", "May 2026/27", YearAfter(2026, 2, 2027)),
        ("en", "May FY27", YearAfter(2027, 2, fiscal=True)),
        ("en", "May of fiscal 2027", YearAfter(2027, 4, fiscal=True)),
        ("en", "May 28", None),
        ("en", "May soon", None),
        ("de", "Mai 28", YearAfter(2028, 2)),
        ("de", "Mai 28.", YearAfter(2028, 2)),
        ("de", "Mai 28 fertig", YearAfter(2028, 2)),
        ("de", "Mai 28 Werke", None),
        ("de", "Mai 28 neue Werke", None),
        ("de", "Mai 28. fertig", None),
        ("de", "Mai 28 Prozent", None),
        ("de", "Mai 8", None),
        ("de", "Mai 99", None),
        ("de", "Mai des Geschäftsjahres 2026/27", YearAfter(2026, 4, 2027, fiscal=True)),
    ],
)
def test_a_year_is_read_with_what_is_known_of_it(language: str, text: str, year: YearAfter | None) -> None:
    assert after_may(text, language) == year
