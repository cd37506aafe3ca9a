"""Whether two reports tell of one claim, or one moves the other's deadline. Pure; which claims there are is for others.

Outlets word one claim differently, also in another language, and disagree on the time. So the verdict rests on four
things: who said it, when, what was said apart from names and times, and when it would fall due. It is only an offer:
an editor decides.

Why so: docs/decisions/0020-likeness-offers-and-never-decides.md
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from tracker.words import Word, WordKind, fold, name_keys, words_of

# One statement is in all papers within days; who says the like weeks later says it anew.
SAME_OCCASION: Final = timedelta(days=14)
# Deadlines that differ by less than this share of the time until them are one deadline, read differently.
SAME_DEADLINE: Final = 0.1
LEAST_DEADLINE_DAYS: Final = 7
# How much of the shorter wording the longer one has.
ENOUGH_SAID: Final = 0.35
# The same of two reports that name no common person.
ENOUGH_WITHOUT_A_NAME: Final = 0.7
# How near the deadlines of two reports in different languages must be where they share a person and a day.
NEAR_DEADLINE: Final = 0.5
OFFERED: Final = 3
WEIGHTS: Final = {WordKind.NAME: 2.0, WordKind.NUMBER: 1.5, WordKind.WORD: 1.0}
EVERYDAY: Final = 0.3


class Kinship(StrEnum):
    """What a report is to a claim on record."""

    APPEARANCE = "appearance"
    RESTATEMENT = "restatement"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as one place reports it: `wordings` are (text, language) pairs, `names` those of the claimant."""

    wordings: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    horizon: str
    said_on: date
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class Kin:
    """A known claim that a report may be of, by its place among the known; `nearness` is from 0 to 1."""

    place: int
    kinship: Kinship
    nearness: float


def kin_of(report: Said, known: Iterable[Said]) -> list[Kin]:
    """The known claims that a report may tell of again or move, nearest first, three at most."""
    found = (
        Kin(place, *bond) for place, claim in enumerate(known) if (bond := _bond(report, claim)) is not None
    )
    return sorted(found, key=lambda kin: -kin.nearness)[:OFFERED]


def _bond(report: Said, claim: Said) -> tuple[Kinship, float] | None:
    person = _same_person(report.names, claim.names)
    if person is False:
        return None
    said, one_language = _shared(report, claim)
    deadline = _nearness_of_deadlines(report, claim)
    is_same_occasion = abs(report.said_on - claim.said_on) <= SAME_OCCASION
    if said < (ENOUGH_SAID if person else ENOUGH_WITHOUT_A_NAME):
        is_told_abroad = bool(person) and not one_language and is_same_occasion and deadline >= NEAR_DEADLINE
        if not is_told_abroad:
            return None
    nearness = (said + deadline + is_same_occasion + bool(person)) / 4
    is_moved = not is_same_occasion and report.said_on > claim.said_on and not _one_deadline(report, claim)
    return (Kinship.RESTATEMENT if is_moved else Kinship.APPEARANCE), nearness


def _same_person(some: tuple[str, ...], others: tuple[str, ...]) -> bool | None:
    """Whether both name one person or body; None where one of them names nobody."""
    ours, theirs = ({key for name in names if (key := _last_name(name))} for names in (some, others))
    return bool(ours & theirs) if ours and theirs else None


def _last_name(name: str) -> str:
    keys = name_keys(name)
    return keys[-1] if keys else ""


def _one_deadline(report: Said, claim: Said) -> bool:
    if report.closes_on is None or claim.closes_on is None:
        return report.closes_on == claim.closes_on
    apart = abs((report.closes_on - claim.closes_on).days)
    return apart <= max(LEAST_DEADLINE_DAYS, SAME_DEADLINE * (claim.closes_on - claim.said_on).days)


def _nearness_of_deadlines(report: Said, claim: Said) -> float:
    """1 for one day, 0 where they lie further apart than half of the time until the later."""
    if report.closes_on is None or claim.closes_on is None:
        return 0.0
    apart = abs((report.closes_on - claim.closes_on).days)
    ahead = max((report.closes_on - report.said_on).days, (claim.closes_on - claim.said_on).days, 1)
    return max(0.0, 1 - 2 * apart / ahead)


def _shared(report: Said, claim: Said) -> tuple[float, bool]:
    """How much of the shorter wording the other has, from 0 to 1, and whether the two share a language.

    Across languages only names and numbers are compared: they are written alike.
    """
    pairs = [(ours, theirs) for ours in report.wordings for theirs in claim.wordings]
    alike = [pair for pair in pairs if _code(pair[0]) == _code(pair[1])]
    left_out = _keys_of_names(report, claim)
    shares = [
        _overlap(
            _content(ours, report.horizon, left_out, in_common=bool(alike)),
            _content(theirs, claim.horizon, left_out, in_common=bool(alike)),
        )
        for ours, theirs in alike or pairs
    ]
    return max(shares, default=0.0), bool(alike)


def _code(wording: tuple[str, str]) -> str:
    return wording[1][:2].lower()


def _keys_of_names(*reports: Said) -> set[str]:
    return {key for said in reports for name in said.names for key in name_keys(name)}


def _content(
    wording: tuple[str, str], horizon: str, left_out: set[str], *, in_common: bool
) -> list[tuple[frozenset[str], float]]:
    """What a wording says apart from who and when: each word's keys, and its weight."""
    text, language = wording
    return [
        (frozenset((*word.keys, *word.parts)), _weight(word))
        for word in _words(text.replace(horizon, " ") if horizon else text, language)
        if fold(word.surface) not in left_out and (in_common or word.kind is not WordKind.WORD)
    ]


@lru_cache(maxsize=4000)
def _words(text: str, language: str) -> tuple[Word, ...]:
    """Each wording is compared with many others."""
    return tuple(words_of(text, language))


def _weight(word: Word) -> float:
    return EVERYDAY if word.everyday else WEIGHTS[word.kind]


def _overlap(ours: list[tuple[frozenset[str], float]], theirs: list[tuple[frozenset[str], float]]) -> float:
    """The weight of what both say, as a share of the lighter one's."""
    lighter, heavier = sorted((ours, theirs), key=lambda words: sum(weight for _keys, weight in words))
    whole = sum(weight for _keys, weight in lighter)
    there = frozenset[str]().union(*(keys for keys, _weight in heavier))
    # A single word in common is chance, not a claim.
    common = [weight for keys, weight in lighter if keys & there]
    return sum(common) / whole if whole and (len(common) > 1 or max(common, default=0) > 1) else 0.0
