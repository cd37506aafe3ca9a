"""Builds claim tables from queries: outlines first, then rarity over all of them, then arrays."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from tracker.match.arrays import Floats, starts_of, sums_of
from tracker.match.claims import UNTRANSLATED, Concept, Outline, outline
from tracker.match.keys import number_of
from tracker.match.own import CROWD, still_own
from tracker.match.postings import PostingsBuilder
from tracker.match.rarity import Rarity
from tracker.match.shapes import ClaimQuery, SearchTerms
from tracker.match.table import (
    IS_CLAIMANT,
    IS_EVERYDAY,
    IS_FOREIGN,
    IS_NAME,
    IS_NEUTRAL,
    IS_PART,
    IS_RELATED,
    ClaimTable,
)
from tracker.match.terms import Condition
from tracker.match.translating import Translator
from tracker.words import WordKind, language_code

# A claim without a window counts as open from the beginning to the end of time.
FIRST_DAY, LAST_DAY = 1, 3_652_059

# So much of an article's words a dictionary can connect with a claim in the other language.
TRANSLATABLE = 0.6


def build_tables(
    queries: Iterable[ClaimQuery],
    background: Rarity,
    *,
    translator: Translator = UNTRANSLATED,
    refuse: Callable[[ClaimQuery, Exception], None] | None = None,
) -> tuple[list[ClaimTable], Rarity]:
    """Build one table for each language, and give `background` with the claims' own words learnt too.

    Of each claim no more is kept meanwhile than goes into the arrays. A claim that raises anything is left out and
    given to `refuse`; without that the exception comes through.
    """
    rarity = background.copy()
    by_language: defaultdict[str, TableBuilder] = defaultdict(TableBuilder)
    for query in queries:
        try:
            cut = outline(query, translator)
        except Exception as fault:
            if refuse is None:
                raise
            refuse(query, fault)
            continue
        rarity.learn(cut.keys)
        by_language[language_code(query.language)].add(cut)
    return [builder.table(rarity) for builder in by_language.values()], rarity


def table_of(outlines: Sequence[Outline], rarity: Rarity) -> ClaimTable:
    """Build a table of a few claims in one language, weighed by what is known of rarity already."""
    builder = TableBuilder()
    for cut in outlines:
        builder.add(cut)
    return builder.table(rarity)


class TableBuilder:
    """Collects claims in one language before their words are weighed: flat, a few bytes for each word."""

    def __init__(self) -> None:
        self._language = 0
        self._ids, self._said, self._opens, self._closes, self._countries = (array("q") for _ in range(5))
        self._concepts_of_claims, self._keys_of_concepts = array("i"), array("i")
        self._concept_keys: list[str] = []
        self._emphasis, self._own, self._bits = array("f"), array("f"), array("B")
        self._key_number, self._key_factor, self._key_is = array("q"), array("f"), array("B")
        self._stems, self._spellings = PostingsBuilder(), PostingsBuilder()
        self._is_translated = False
        self._surface, self._surface_lengths = bytearray(), array("i")
        self._conditions: dict[int, Condition] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, cut: Outline) -> None:
        """Take up a claim."""
        query = cut.query
        if query.terms != SearchTerms() or query.article_language:
            self._conditions[len(self)] = Condition(query.article_language, query.terms)
        self._language = number_of(language_code(query.language))
        self._ids.append(query.claim_id)
        self._countries.append(cut.countries)
        for days, day, instead in (
            (self._said, query.said_on, FIRST_DAY),
            (self._opens, query.opens_on, FIRST_DAY),
            (self._closes, query.closes_on, LAST_DAY),
        ):
            days.append(day.toordinal() if day else instead)
        self._concepts_of_claims.append(len(cut.concepts))
        for concept in cut.concepts:
            self._add_concept(concept)

    def _add_concept(self, concept: Concept) -> None:
        self._concept_keys.append(concept.key)
        surface = concept.surface.encode(errors="replace")
        self._surface += surface
        self._surface_lengths.append(len(surface))
        self._emphasis.append(concept.emphasis)
        self._own.append(concept.own)
        self._bits.append(_bits(concept))
        before = len(self._key_number)
        for key, factor, bits in _keys_of(concept):
            self._key_number.append(key)
            self._key_factor.append(factor)
            self._key_is.append(bits)
        self._keys_of_concepts.append(len(self._key_number) - before)
        self._is_translated |= bool(concept.foreign.handles)
        self._stems.add(concept.stems)
        self._spellings.add({**concept.foreign.handles, **concept.spellings})

    def table(self, rarity: Rarity) -> ClaimTable:
        """Weigh the claims by the rarity of their words."""
        rarities = np.fromiter(map(rarity.weight, self._concept_keys), np.float32, len(self._concept_keys))
        weights = np.array(self._emphasis) * rarities
        vocabulary, key_place = np.unique(np.array(self._key_number), return_inverse=True)
        concept_start = starts_of(self._concepts_of_claims)
        rows = np.repeat(np.arange(len(self)), np.diff(concept_start))
        bits = np.array(self._bits)
        said = weights * (bits & IS_CLAIMANT == 0)
        own = still_own(np.array(self._own), self._concept_keys, rarity)
        is_subject = (bits & IS_CLAIMANT == 0) | (np.array(self._own) == 1.0)
        total = sums_of(rows, said, len(self))
        neutral = sums_of(rows, said * (bits & IS_NEUTRAL != 0), len(self))
        return ClaimTable(
            language=self._language,
            ids=np.array(self._ids),
            said_on=np.array(self._said, np.int32),
            opens_on=np.array(self._opens, np.int32),
            closes_on=np.array(self._closes, np.int32),
            countries=np.array(self._countries),
            total=total,
            neutral=neutral,
            concept_start=concept_start,
            concept_weight=weights,
            concept_is=bits,
            concept_own=own,
            own=np.minimum(1.0, sums_of(rows, own * is_subject, len(self))),
            reach=TRANSLATABLE if self._is_translated else 0.0,
            key_start=starts_of(self._keys_of_concepts),
            key_place=key_place.astype(np.int32),
            key_factor=self._factors(rarity),
            key_is=np.array(self._key_is),
            vocabulary=vocabulary,
            stems=self._stems.postings(rows, weights, own, total),
            spellings=self._spellings.postings(rows, weights, own, neutral),
            surface=np.frombuffer(bytes(self._surface), np.uint8),
            surface_start=starts_of(self._surface_lengths),
            conditions=self._conditions,
        )

    def _factors(self, rarity: Rarity) -> Floats:
        """Give how much of its concept each key stands for; related words the less, the more texts are known."""
        factors = np.array(self._key_factor)
        is_related = np.array(self._key_is) & IS_RELATED != 0
        return np.where(is_related, factors * np.float32(CROWD / (CROWD + rarity.texts)), factors)


def _keys_of(concept: Concept) -> Iterator[tuple[int, float, int]]:
    """Give the keys of a concept as number, share of the concept, and what it is as bits; its best key first."""
    ways = ((concept.wholes, 0), (concept.parts, IS_PART))
    for is_best in (True, False):
        for factors, bits in ways:
            for key, factor in factors.items():
                if (key == concept.key) is is_best:
                    yield number_of(key), factor, bits
    for factors, bits in (
        (concept.related, IS_RELATED),
        (concept.foreign.wholes, IS_FOREIGN),
        (concept.foreign.parts, IS_FOREIGN | IS_PART),
    ):
        for key, factor in factors.items():
            yield number_of(key), factor, bits


def _bits(concept: Concept) -> int:
    return (
        IS_NAME * (concept.kind is WordKind.NAME)
        + IS_CLAIMANT * concept.is_claimant
        + IS_NEUTRAL * concept.is_neutral
        + IS_EVERYDAY * concept.is_everyday
    )
