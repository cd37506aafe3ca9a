from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from claims.days import DayField, read_day


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "20.11.2026",
        "20. 11. 2026",
        "20/11/2026",
        "11/20/2026",
        "20 November 2026",
        "20. November 2026",
        "20. Nov. 2026",
        "20th November 2026",
        "November 20, 2026",
        "Freitag, 20. November 2026",
        "Friday, 20 November 2026",
        "  20   November  2026 ",
    ],
)
def test_a_day_is_taken_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("12. Februar 2026", 2),
        ("12. März 2026", 3),
        ("12. Maerz 2026", 3),
        ("12 May 2026", 5),
        ("12. Mai 2026", 5),
        ("12. Okt. 2026", 10),
        ("12. Dezember 2026", 12),
    ],
)
def test_months_are_known_in_both_languages(text: str, month: int) -> None:
    assert read_day(text) == date(2026, month, 12)


@pytest.mark.parametrize(
    "text", ["2/3/2027", "31. Februar 2026", "next week", "2026", "20.11.26", "20 Foo 2026"]
)
def test_what_names_no_day_or_two_is_refused_with_two_forms_that_work(text: str) -> None:
    with pytest.raises(ValidationError, match="20 November 2026 or 2026-11-20") as refusal:
        DayField().clean(text)
    assert text in str(refusal.value)


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    read_day(text)
