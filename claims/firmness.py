"""How often what was said firmly, and what was said less firmly, came true. Pure.

Firmness is a word that an editor read from the quote. It is counted and never turned into a number: "expected" stands
for no probability, so no claimant is scored by how well words and outcomes agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from claims.counting import CountingRule
from claims.models import Claim
from claims.scoreboard import TrackRecord


@dataclass(frozen=True, slots=True)
class FirmnessRecord:
    """The claims that were said this firmly. `query` finds them in the list."""

    firmness: Claim.Firmness
    track: TrackRecord
    query: str


def by_firmness(
    tracks: Mapping[str, TrackRecord], *, rule: CountingRule, **asked: str
) -> list[FirmnessRecord]:
    """The firmest first; empty while there are no claims. `tracks` are those of `kept_board`, `asked` is what the list
    is to be narrowed by beside: a topic, a claimant.
    """
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
