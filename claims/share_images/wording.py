"""What stands on a picture, in the language of the page: of a claim, a claimant, the site. No query for what is given.

The caller hands over what readers may see, and nothing else.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language, gettext, ngettext, pgettext

from claims.models import Claim, Claimant
from claims.scoreboard import TrackRecord
from claims.search import LATE, OUTCOMES

# Another number makes another address of every picture: to be raised when they are drawn in another way.
DESIGN: Final = 1
DIGITS: Final = 20
SEGMENTS: Final = ("confirmed", "partly", "late", "missed")


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A part of a record's bar: how many claims, under which name, in which colour of the site."""

    kind: str
    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareImage:
    """All that is on a picture. `kind` is what `badge` is coloured by; `place` the start of its address."""

    place: str
    language: str
    title: str
    byline: str
    badge: str = ""
    kind: str = ""
    aside: str = ""
    segments: tuple[RecordPart, ...] = ()
    site_name: str
    accent: str

    @property
    def version(self) -> str:
        """The same as long as all that it shows is the same."""
        return hashlib.sha256(repr((DESIGN, self)).encode()).hexdigest()[:DIGITS]

    @property
    def address(self) -> str:
        """Its path, which changes with what it shows."""
        return f"{self.place}{self.version}.png"

    @property
    def alternative(self) -> str:
        """The same in words, for who does not see it."""
        told = (self.title, self.byline, self.badge, self.aside)
        counts = (f"{each.label}: {each.number}" for each in self.segments)
        return " · ".join(each for each in (*told, *counts) if each)


def of_site() -> ShareImage:
    """The picture of every page that has none of its own."""
    return ShareImage(
        place=reverse("claims:share_site", args=["-"]).removesuffix("-.png"),
        language=_language(),
        title=settings.SITE_NAME,
        byline=gettext("Who said what would happen by when, and what came of it."),
        site_name=settings.SITE_NAME,
        accent=settings.ACCENT_COLOUR,
    )


def of_claim(claim: Claim, today: date) -> ShareImage:
    """A public claim's, from its claimant and its verdicts. Of a withdrawn one there is none: ask for a public one."""
    assert claim.opens_on  # the database: whatever was published has a window
    assert claim.closes_on
    told = claim.told_statement
    is_overdue, outcome = claim.is_overdue(today), LATE if claim.days_late else claim.outcome
    said_on = f"{pgettext('date follows', 'Said on')} {_day(claim.said_on)}"
    window = " – ".join(dict.fromkeys((_day(claim.opens_on), _day(claim.closes_on))))
    return ShareImage(
        place=reverse("claims:share_claim", args=[claim.pk, "-"]).removesuffix("-.png"),
        language=told.language or _language(),
        title=told.text,
        byline=f"{claim.claimant.name}. {said_on}{f' ({told.mark})' if told.mark else ''}",
        badge=gettext("Awaiting a verdict") if is_overdue else str(dict(OUTCOMES)[outcome]),
        kind="overdue" if is_overdue else outcome,
        aside=f"{gettext('The window')}: {window}",
        site_name=settings.SITE_NAME,
        accent=settings.ACCENT_COLOUR,
    )


def of_claimant(claimant: Claimant, track: TrackRecord, today: date) -> ShareImage:
    """A claimant's, with the record by the newsroom's own rule."""
    labels = dict(OUTCOMES)
    segments = (RecordPart(kind, str(labels[kind]), getattr(track, kind)) for kind in SEGMENTS)
    return ShareImage(
        place=reverse("claims:share_claimant", args=[claimant.slug, "-"]).removesuffix("-.png"),
        language=_language(),
        title=claimant.name,
        byline=claimant.offices_on(today) or claimant.told_description.text,
        aside=_rate(track),
        segments=tuple(segment for segment in segments if segment.number),
        site_name=settings.SITE_NAME,
        accent=settings.ACCENT_COLOUR,
    )


def _rate(track: TrackRecord) -> str:
    if not track.n:
        return gettext("No claim with a closed window is decided yet, so there is no rate.")
    if track.rule == "strict":
        one, many = (
            "%(confirmed)s of %(n)s decided claim confirmed",
            ("%(confirmed)s of %(n)s decided claims confirmed"),
        )
        return ngettext(one, many, track.n) % {"confirmed": track.confirmed, "n": track.n}
    one, many = (
        "%(right)s of %(n)s decided claim counts as right",
        ("%(right)s of %(n)s decided claims count as right"),
    )
    return ngettext(one, many, track.n) % {
        "right": formats.number_format(track.right, decimal_pos=None),
        "n": track.n,
    }


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _day(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
