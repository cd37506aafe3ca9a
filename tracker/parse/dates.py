"""Dates as feeds write them: German names and zones that feedparser does not know, and bounds on the years."""

import calendar
import re
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

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
_ZONES: Final = {"mez": 1, "cet": 1, "mesz": 2, "cest": 2, "utc": 0, "gmt": 0, "z": 0}

_WRITTEN: Final = re.compile(
    r"""^\s*(?:[^\W\d]{2,10}\.?,?\s+)?                                   # Mo., Dienstag,
        (?P<day>\d{1,2})\.?[\s-]+(?P<month>[^\W\d]{3,9})\.?[\s-]+(?P<year>\d{4})
        (?:[,\s]+(?:um\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\s*Uhr)?)?
        (?:\s*(?P<zone>[A-Za-z]{1,4}|[+-]\d{2}:?\d{2}))?\s*$""",
    re.VERBOSE,
)

# Outside these years it is a mistake of the feed, and near the ends of the calendar a change of zone would overflow.
_FIRST_YEAR, _LAST_YEAR = 1970, 2199


def written_date(text: str) -> time.struct_time | None:
    """Read "Mo, 12 Mai 2026 08:00:00 MESZ" and its like, in German or English; None for anything else.

    A date handler as feedparser wants them: the result is in UTC. A missing zone is taken for UTC, as feedparser does.
    """
    match = _WRITTEN.match(text[:100])
    month = _MONTHS.get(match["month"].lower()) if match else None
    if match is None or month is None:
        return None
    offset = _offset(match["zone"] or "utc")
    if offset is None:
        return None
    day, year = int(match["day"]), int(match["year"])
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=timezone(offset))
        return moment.astimezone(UTC).timetuple()
    except (ValueError, OverflowError):
        return None


def moment(parsed: object) -> datetime | None:
    """Return feedparser's nine numbers as an aware UTC time; None if they are none or absurd."""
    if not isinstance(parsed, time.struct_time) or not _FIRST_YEAR <= parsed.tm_year <= _LAST_YEAR:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _offset(zone: str) -> timedelta | None:
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return None if offset >= timedelta(hours=24) else offset if zone[0] == "+" else -offset
    hours = _ZONES.get(zone.lower())
    return None if hours is None else timedelta(hours=hours)
