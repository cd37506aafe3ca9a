"""Dates as feeds write them: German names and zones that feedparser does not know, and bounds on the years."""

import calendar
import re
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januar", "jän", "jänner", "january"),
            ("feb", "februar", "feber", "february"),
            ("mär", "mrz", "märz", "maerz", "mar", "march"),
            ("apr", "april"),
            ("mai", "may"),
            ("jun", "juni", "june"),
            ("jul", "juli", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("okt", "oktober", "oct", "october"),
            ("nov", "november"),
            ("dez", "dezember", "dec", "december"),
        ),
        start=1,
    )
    for name in names
}
# Hours from UTC. A lone letter is a military zone, which mail has used both ways round: taken for UTC (RFC 5322, 4.3).
_ZONES: Final[dict[str, float]] = {
    **dict.fromkeys(("utc", "ut", "gmt", "wet"), 0), **dict.fromkeys("abcdefghiklmnopqrstuvwxyz", 0),
    **dict.fromkeys(("mez", "cet", "bst", "west", "wat", "met"), 1),
    **dict.fromkeys(("mesz", "cest", "mest", "eet", "sast", "cat", "oez"), 2),
    **dict.fromkeys(("eest", "msk", "eat", "trt", "idt", "oesz"), 3),
    "irst": 3.5, "gst": 4, "pkt": 5, "ist": 5.5, "npt": 5.75,
    **dict.fromkeys(("wib", "ict"), 7), **dict.fromkeys(("awst", "sgt", "hkt", "pht", "myt"), 8),
    **dict.fromkeys(("jst", "kst"), 9), "acst": 9.5, "aest": 10, "acdt": 10.5, "aedt": 11, "nzst": 12, "nzdt": 13,
    "ndt": -2.5, "nst": -3.5, **dict.fromkeys(("brt", "art", "adt", "uyt", "clst"), -3),
    **dict.fromkeys(("ast", "edt", "clt"), -4), **dict.fromkeys(("est", "cdt", "cot", "pet"), -5),
    **dict.fromkeys(("cst", "mdt"), -6), **dict.fromkeys(("mst", "pdt"), -7),
    **dict.fromkeys(("pst", "akdt"), -8), "akst": -9, "hst": -10,
}  # fmt: skip

_WEEKDAY = r"(?:[^\W\d]{2,10}\.?,?\s+)?"  # Mo., Dienstag,
_NAMED_MONTH = r"(?P<month>[^\W\d]{3,9})\.?"
_TIME = r"""(?P<hour>\d{1,2})
    (?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,:]\d{1,9})?)?|(?=\s*(?:[ap]\.?m\b|Uhr)))
    (?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*Uhr)?"""
_ZONE = r"(?:\s*(?P<zone>[a-z]{1,5}(?:[+\u2212-]\d{1,2}(?::?\d{2})?)?|[+\u2212-]\d{2}(?::?\d{2})?))?"
# What stands between day and time; and the zone's name once more, in brackets.
_REST = rf"(?:(?:,?\s+|T|\s*[,|–-]\s*)(?:(?:um|at)\s+)?{_TIME}{_ZONE}(?:\s*\([\w\s/:+-]{{1,40}}\))?)?"


def _whole(day: str) -> re.Pattern[str]:
    """A day in this form, with or without weekday, time and zone, and nothing else: what is read half is no date."""
    return re.compile(rf"\s*{_WEEKDAY}{day}\s*", re.VERBOSE | re.IGNORECASE)


# The commonest first. The order of 03/04/2026 is known only where one of the numbers is no month.
_FORMS: Final = (
    _whole(
        rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?[\s-]*{_NAMED_MONTH},?[\s-]*(?P<year>\d{{4}}|\d\d){_REST}"
    ),
    _whole(rf"(?P<year>\d{{4}})(?P<mark>[-/.]?)(?P<month>\d{{2}})(?P=mark)(?P<day>\d{{2}}){_REST}"),
    _whole(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}}|\d\d){_REST}"),
    _whole(rf"{_NAMED_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_REST}"),
    _whole(rf"{_NAMED_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}{_ZONE}\s+(?P<year>\d{{4}})"),  # asctime, date(1)
    _whole(
        rf"(?P<first>\d{{1,2}})(?P<mark>[/-])(?P<second_number>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}){_REST}"
    ),
    _whole(
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)" + _ZONE
    ),
)
_LONGEST: Final = 100

# Outside these years it is a mistake of the feed, and near the ends of the calendar a change of zone would overflow.
_FIRST_YEAR, _LAST_YEAR = 1970, 2199


def written_date(text: str) -> time.struct_time | None:
    """Read a date as feeds write it, numeric or in German or English words; None for what is not read to its end.

    So "2026-11" is none, nor is "27 Nov 2026 around noon". A date handler as feedparser wants them: the result is in
    UTC. A missing zone is taken for UTC, as feedparser does; an unknown one makes it no date.
    """
    if len(text) > _LONGEST:
        return None
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _read(match.groupdict())
    return None


def day_in(text: str, zone: ZoneInfo) -> date | None:
    """The day of a date as pages write it, in this zone if it names a moment: 23:30 in London is tomorrow in Berlin.

    A day without a time, or a time without a zone, is the day as written. None for what is not read to its end.
    """
    match = next((found for form in _FORMS if (found := form.fullmatch(text[: _LONGEST + 1]))), None)
    if match is None:
        return None
    is_moment = bool(match.groupdict().get("zone"))
    read = moment(_read(match.groupdict()))
    return (read.astimezone(zone) if is_moment else read).date() if read else None


def _read(parts: Mapping[str, str | None]) -> time.struct_time | None:
    offset, day, hour = _offset(parts.get("zone")), _day(parts), _hour(parts)
    if offset is None or day is None or hour is None:
        return None
    minute, second = int(parts.get("minute") or 0), min(int(parts.get("second") or 0), 59)
    try:
        # "24:00" is the end of the day
        read = datetime(day.year, day.month, day.day, hour % 24, minute, second, tzinfo=timezone(offset))
        return (read + timedelta(days=hour // 24)).astimezone(UTC).timetuple()
    except (ValueError, OverflowError):
        return None


def _day(parts: Mapping[str, str | None]) -> date | None:
    written = parts.get("month") or ""
    year, day = int(parts["year"] or 0), int(parts.get("day") or 0)
    month = int(written) if written.isdecimal() else _MONTHS.get(written.lower(), 0)
    if len(parts["year"] or "") == 2:
        year += 2000 if year < 70 else 1900
    if first := int(parts.get("first") or 0):
        second = int(parts.get("second_number") or 0)
        if min(first, second) <= 12 < max(first, second):
            day, month = max(first, second), min(first, second)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hour(parts: Mapping[str, str | None]) -> int | None:
    """The hour from 0 to 24; None where "PM" or "24" stands with what cannot be meant."""
    hour, half = int(parts.get("hour") or 0), (parts.get("half") or "").lower()
    if half:
        return hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else None
    is_midnight = not int(parts.get("minute") or 0) and not int(parts.get("second") or 0)
    return hour if hour < 24 or (hour == 24 and is_midnight) else None


def moment(parsed: object) -> datetime | None:
    """Return feedparser's nine numbers as an aware UTC time; None if they are none or absurd."""
    if not isinstance(parsed, time.struct_time) or not _FIRST_YEAR <= parsed.tm_year <= _LAST_YEAR:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _offset(zone: str | None) -> timedelta | None:
    """From UTC: "+0100", "-03:30", "CET", "GMT+2"; None for a zone that is not known."""
    if not zone:
        return timedelta()
    name, sign, digits = (
        re.split(r"([+\u2212-])", zone.lower(), maxsplit=1) if not zone.isalpha() else (zone.lower(), "", "")
    )
    hours = _ZONES.get(name) if name else 0.0
    if hours is None or (sign and hours):
        return None
    digits = digits.replace(":", "")
    shift = timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:] or 0))
    offset = timedelta(hours=hours) + (shift if sign == "+" else -shift)
    return offset if abs(offset) < timedelta(hours=24) else None
