"""How often what was said firmly, and what was said less firmly, came true. Reads only.

Firmness is a word that an editor read from the quote. It is counted and never turned into a number: "expected" stands
for no probability, so no claimant is scored by how well words and outcomes agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from claims.counting import CountingRule
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from claims.scoreboard import TrackRecord, track_records_by


@dataclass(frozen=True, slots=True)
class FirmnessRecord:
    """The claims that were said this firmly. `query` finds them in the list."""

    firmness: Claim.Firmness
    track: TrackRecord
    query: str


def by_firmness(
    claims: ClaimQuerySet, *, today: date, rule: CountingRule, **asked: str
) -> list[FirmnessRecord]:
    """The firmest first, each counted by the rule; empty while there are no claims. `asked` is what the list is to be
    narrowed by beside: a topic, a claimant. One query.
    """
    tracks = track_records_by("firmness", claims, today=today, rule=rule)
    narrowed = {name: value for name, value in asked.items() if value}
    return [
        FirmnessRecord(each, tracks.get(each, TrackRecord(rule=rule)), _query(narrowed, each))
        for each in Claim.Firmness
        if tracks
    ]


def together(records: Iterable[FirmnessRecord], rule: CountingRule) -> TrackRecord:
    """The record of all these claims: each has one firmness."""
    return sum((each.track for each in records), TrackRecord(rule=rule))


def _query(narrowed: dict[str, str], firmness: str) -> str:
    return "?" + urlencode({**narrowed, "firmness": firmness})
