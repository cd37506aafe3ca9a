"""Dates in the words of German and English feeds."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.parse.dates import moment, written_date


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Mo, 12 Mai 2026 08:00:00 MESZ", "2026-05-12 06:00"),
        ("Do, 01 Jän 2026 00:30:00 +0100", "2025-12-31 23:30"),
        ("3. März 2026, 14:05 Uhr", "2026-03-03 14:05"),
        ("Dienstag, 24. Dezember 2026 um 18:00 Uhr MEZ", "2026-12-24 17:00"),
        ("1. Okt. 2026", "2026-10-01 00:00"),
        ("12-Sep-2026 08:00", "2026-09-12 08:00"),
        ("Fri, 12 June 2026 08:00:00 CEST", "2026-06-12 06:00"),
        ("12 Jun 2026 08:00 -03:30", "2026-06-12 11:30"),
    ],
)
def test_a_written_date_is_read_in_both_languages(text: str, utc: str) -> None:
    assert moment(written_date(text)) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gestern",
        "32. Mai 2026",
        "12 Foo 2026",
        "12 Mai 26",
        "12 Mai 2026 25:00",
        "12 Mai 2026 08:00 XYZ",
        "12 Mai 2026 08:00 +9900",
    ],
)
def test_what_is_no_such_date_is_left_to_others(text: str) -> None:
    assert written_date(text) is None


@pytest.mark.parametrize("year", [1, 1969, 2200, 9999])
def test_an_absurd_year_is_no_moment(year: int) -> None:
    assert moment(time.struct_time((year, 6, 1, 0, 0, 0, 0, 1, 0))) is None


@pytest.mark.parametrize("parsed", [None, "2026", (2026, 1, 1)])
def test_what_is_no_date_is_no_moment(parsed: object) -> None:
    assert moment(parsed) is None


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert isinstance(written_date(f"12. {text}"), time.struct_time | None)


@given(st.tuples(*[st.integers(-(10**6), 10**6)] * 9))
def test_any_numbers_are_a_moment_or_none(numbers: tuple[int, ...]) -> None:
    assert isinstance(moment(time.struct_time(numbers)), datetime | None)
