"""Dates in the words of German and English feeds."""

import time
from datetime import UTC, datetime, timedelta, timezone

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
        ("12 Mai 26", "2026-05-12 00:00"),
        ("27.11.2026, 14:30 Uhr", "2026-11-27 14:30"),
        ("27. November 2026, 14 Uhr", "2026-11-27 14:00"),
        ("27. November 2026 um 14.30 Uhr", "2026-11-27 14:30"),
        ("Freitag, 27.11.2026 - 14:30", "2026-11-27 14:30"),
        ("2026/11/27 10:00:00", "2026-11-27 10:00"),
        ("2026.11.27 10:00", "2026-11-27 10:00"),
        ("20261127T100000Z", "2026-11-27 10:00"),
        ("2026-11-27T24:00:00Z", "2026-11-28 00:00"),
        ("2026-11-27T10:00:00,5+05:30", "2026-11-27 04:30"),
        ("November 27th, 2026 at 8:28 p.m. EST", "2026-11-28 01:28"),
        ("Fri, Nov 27 2026 12:28:28 AM", "2026-11-27 00:28:28"),
        ("11/27/2026 8 PM", "2026-11-27 20:00"),
        ("27/11/2026", "2026-11-27 00:00"),
        ("Fri Nov 27 10:00:00 CET 2026", "2026-11-27 09:00"),
        ("Friday, 27-Nov-26 10:00:00 GMT", "2026-11-27 10:00"),
        ("Fri, 27 Nov 2026 10:00:00 +0100 (CET)", "2026-11-27 09:00"),
        ("Fri, 27 Nov 2026 10:00:00 GMT+2", "2026-11-27 08:00"),
        ("Fri, 27 Nov 2026 10:00:00 AEDT", "2026-11-26 23:00"),
        ("Fri, 27 Nov 2026 10:00:00 Z", "2026-11-27 10:00"),
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
        "12 Mai 2026 25:00",
        "12 Mai 2026 08:00 XYZ",
        "12 Mai 2026 08:00 +9900",
        "12 Mai 2026 08:00 CET+1",
        "2026",
        "2026-11",
        "03/04/2026",
        "13:00 PM 12 Mai 2026",
        "12 Mai 2026 13:00 PM",
        "12 Mai 2026 24:01",
        "12 Mai 2026 around noon",
        "2026-11-27T10:00:00Z and more",
        f"{' ' * 100}2026-11-27",
    ],
)
def test_what_is_not_read_to_its_end_is_no_date(text: str) -> None:
    assert written_date(text) is None


DAYS = st.integers(631_152_000, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
FORMS = (
    "%a, %d %b %Y %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%d.%m.%Y %H:%M:%S",
    "%B %d, %Y %I:%M:%S %p",
)


@given(DAYS, st.sampled_from(FORMS), st.integers(-720, 840))
def test_every_moment_is_read_in_every_form(day: datetime, form: str, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    written = f"{day.strftime(form)} {day.replace(tzinfo=zone).strftime('%z')}"
    assert moment(written_date(written)) == day.replace(tzinfo=zone)


@given(DAYS, st.sampled_from(FORMS), st.integers(1, 8))
def test_a_date_that_lost_its_end_is_itself_or_none(day: datetime, form: str, cut: int) -> None:
    read = moment(written_date(day.strftime(form)[:-cut]))
    assert read is None or read.date() == day.date()


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
