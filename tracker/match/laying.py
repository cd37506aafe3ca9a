"""Lays many claims out at once: what is learnt of all their words weighs each of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.match.articles import Reading
from tracker.match.claims import Outline, outline
from tracker.match.compiled import Compiled, Draft
from tracker.match.rarity import Rarity
from tracker.match.shapes import StandingQuery, Terms
from tracker.match.terms import look_for
from tracker.words import language_code


@dataclass(frozen=True, slots=True)
class Condition:
    """What an article has to be for a query besides alike."""

    language: str
    terms: Terms

    def holds(self, reading: Reading) -> bool:
        """Whether an article is in the language and says what the editor asks."""
        return self.language in {"", reading.language} and not look_for(self.terms, reading).obstacles


class LaidOut(NamedTuple):
    """Claims in one language, and the conditions of those rows that have any."""

    claims: Compiled
    conditions: Mapping[int, Condition]


@dataclass(slots=True)
class Drafted:
    """Claims in one language that are not weighed yet."""

    draft: Draft = field(default_factory=Draft)
    conditions: dict[int, Condition] = field(default_factory=dict)

    def add(self, cut: Outline) -> None:
        """Take up one claim."""
        if cut.query.terms != Terms() or cut.query.article_language:
            self.conditions[len(self.draft)] = Condition(cut.query.article_language, cut.query.terms)
        self.draft.add(cut)

    def weighed(self, rarity: Rarity) -> LaidOut:
        """Lay the claims out."""
        return LaidOut(self.draft.weighed(rarity), self.conditions)


def lay_out(queries: Iterable[StandingQuery], background: Rarity) -> tuple[list[LaidOut], Rarity]:
    """Lay claims out by language, and give what is known of words when theirs are learnt too.

    They are taken up one by one: of each no more is kept than goes into the arrays.
    """
    rarity = background.copy()
    by_language: defaultdict[str, Drafted] = defaultdict(Drafted)
    for query in queries:
        cut = outline(query)
        rarity.learn(cut.keys)
        by_language[language_code(query.language)].add(cut)
    return [drafted.weighed(rarity) for drafted in by_language.values()], rarity


def weigh(outlines: Sequence[Outline], rarity: Rarity) -> LaidOut:
    """Lay a few claims in one language out by what is known already."""
    drafted = Drafted()
    for cut in outlines:
        drafted.add(cut)
    return drafted.weighed(rarity)
