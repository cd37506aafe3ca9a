"""The index of all open claims: every article is scored against all of them at once. Keeps nothing but the claims."""

import math
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from tracker.match.articles import CutArticle
from tracker.match.asking import ClaimsApart
from tracker.match.batches import Batch, batch_of
from tracker.match.building import build_tables, table_of
from tracker.match.circumstances import Wording
from tracker.match.claims import UNTRANSLATED, Outline, outline
from tracker.match.explaining import ComparedClaim, explanation_of, matched_words
from tracker.match.formula import COLLECTED_RAW, LOWEST, PERHAPS, floor_for, raw_of, shown
from tracker.match.kept import KeptArticle, unpacked
from tracker.match.keys import number_of
from tracker.match.ranking import Hit, Segment, any_strong, company, ranked, rated
from tracker.match.rarity import Rarity
from tracker.match.scoring import collect, compare
from tracker.match.shapes import ArticleText, ClaimQuery, Explanation, Match, MatchLevel
from tracker.match.table import ClaimTable
from tracker.match.translating import Translator
from tracker.words import language_code

# When more than this share of the base has changed, all is better laid out anew, and rarity learnt with it.
WORN = 0.05

# So many articles are laid out at once: enough to be quick, few enough to stay small.
ARTICLES_AT_ONCE = 500

# No floor is above this.
MOST = 0.95

# Nobody reviews one article for more claims than that.
MOST_CLAIMS = 50


class Index:
    """All open claims as standing queries. Not safe to change from two threads at once.

    It stands on claims that were laid out at once. One that is added later is laid out beside them before the next
    article, which costs the more the more were added, but not the more there are; when `is_worn` says that these are
    many, lay all out anew. `rarity` is what was known of words then. A `floor` that is given is the least score that is
    kept, below 1; otherwise it follows from how many claims are open, moved by `shift`.
    """

    def __init__(
        self,
        tables: Iterable[ClaimTable] = (),
        rarity: Rarity | None = None,
        *,
        floor: float | None = None,
        shift: float = 0.0,
        translator: Translator = UNTRANSLATED,
    ) -> None:
        self._translator = translator
        self._segments = [Segment(table) for table in tables]
        self._rarity = rarity or Rarity()
        self._given_floor = floor
        self._shift = shift
        self._fresh: dict[int, tuple[Outline, ...]] = {}

    @classmethod
    def of(
        cls,
        queries: Iterable[ClaimQuery],
        *,
        rarity: Rarity | None = None,
        floor: float | None = None,
        translator: Translator = UNTRANSLATED,
    ) -> "Index":
        """Lay claims out and stand on them; what is known of words beside them is in `rarity`."""
        return cls(
            *build_tables(queries, rarity or Rarity(), translator=translator),
            floor=floor,
            translator=translator,
        )

    def __len__(self) -> int:
        return len(self._fresh) + len(
            {int(claim) for segment in self._segments for claim in segment.claims.ids[segment.is_alive]}
        )

    @property
    def floor(self) -> float:
        """The least score that is offered: as given, or else by how many claims are open."""
        if self._given_floor is not None:
            return self._given_floor
        return min(MOST, max(LOWEST, floor_for(self._rows) + self._shift))

    @property
    def _perhaps(self) -> float:
        return max(LOWEST, self.floor - PERHAPS) if self._given_floor is None else self._given_floor

    @property
    def _least(self) -> float:
        return min(COLLECTED_RAW, raw_of(self._perhaps))

    @property
    def _rows(self) -> int:
        return sum(len(segment.claims) for segment in self._segments) + len(self._fresh)

    @property
    def changes(self) -> int:
        """How many queries came or went since the base was laid out."""
        newer = sum(len(segment.claims) for segment in self._segments if not segment.is_base)
        gone = sum(int((~segment.is_alive).sum()) for segment in self._segments if segment.is_base)
        return newer + gone + len(self._fresh)

    @property
    def is_worn(self) -> bool:
        """Whether so much has changed since the base was laid out that all should be laid out anew."""
        return self.changes > WORN * sum(len(segment.claims) for segment in self._segments if segment.is_base)

    def add(self, *articles: ClaimQuery) -> None:
        """Take up a claim, in one or more languages, or its new wording when it is known already."""
        by_claim: defaultdict[int, list[Outline]] = defaultdict(list)
        for article in articles:
            by_claim[article.claim_id].append(outline(article, self._translator))
        for claim_id, outlines in by_claim.items():
            self.remove(claim_id)
            self._fresh[claim_id] = tuple(outlines)

    def remove(self, claim_id: int) -> None:
        """Drop a claim; dropping an unknown one does nothing."""
        self._fresh.pop(claim_id, None)
        for segment in self._segments:
            segment.drop(claim_id)

    def settle(self) -> None:
        """Lay out what was added lately."""
        by_language: defaultdict[str, list[Outline]] = defaultdict(list)
        for cut in (cut for cuts in self._fresh.values() for cut in cuts):
            by_language[language_code(cut.query.language)].append(cut)
        self._fresh.clear()
        for outlines in by_language.values():
            self._lay_beside(outlines)

    def match(self, document: ArticleText) -> list[Match]:
        """Give the claims that `document` may bear on, the 50 best at most, best first; ties by claim id."""
        (matches,) = self.match_all([document])
        return matches

    def match_all(self, documents: Iterable[ArticleText]) -> list[list[Match]]:
        """Match many articles: much cheaper than one by one. Only what is to be offered."""
        return [
            [match for match in matches if match.level is MatchLevel.OFFERED]
            for matches in self.sort_all(documents)
        ]

    def sort_all(self, documents: Iterable[ArticleText]) -> list[list[Match]]:
        """Match many articles, and give what says a claim again and what only perhaps is evidence too."""
        return [matches for batch in self.read(documents) for matches in self.match_read(batch)]

    def read(self, documents: Iterable[ArticleText]) -> Iterator[tuple[list[CutArticle], Batch]]:
        """Cut articles into words and lay them out, some hundreds at a time."""
        waiting = iter(documents)
        while articles := [CutArticle(document) for document in islice(waiting, ARTICLES_AT_ONCE)]:
            yield articles, batch_of(articles)

    def match_read(
        self, read: tuple[list[CutArticle], Batch], among: Container[int] | None = None
    ) -> list[list[Match]]:
        """Match articles that were read."""
        self.settle()
        articles, batch = read
        hits = self._hits(batch, len(articles))
        return [
            self._matches(batch, article, of_article, among)
            for article, of_article in zip(articles, hits, strict=True)
        ]

    def match_cut(
        self, articles: Sequence[CutArticle], among: Container[int] | None = None
    ) -> list[list[Match]]:
        """Match articles that are cut into words already, and give what `sort_all` gives.

        `among` leaves only these claims, by their ids, as they stand beside all others.
        """
        starts = range(0, len(articles), ARTICLES_AT_ONCE)
        parts = (list(articles[start : start + ARTICLES_AT_ONCE]) for start in starts)
        return [matches for some in parts for matches in self.match_read((some, batch_of(some)), among)]

    def match_kept(
        self, articles: Sequence[KeptArticle], cut: Callable[[int], CutArticle], among: Container[int]
    ) -> list[list[Match]]:
        """Match articles whose words were kept, and give what `match_cut` gives of them.

        An article is cut, by its place, only if one of the claims is found in it that its company does not outweigh.
        """
        self.settle()
        return [
            matches
            for start in range(0, len(articles), ARTICLES_AT_ONCE)
            for matches in self._match_kept(articles[start : start + ARTICLES_AT_ONCE], start, cut, among)
        ]

    def _match_kept(
        self,
        articles: Sequence[KeptArticle],
        first: int,
        cut: Callable[[int], CutArticle],
        among: Container[int],
    ) -> Iterator[list[Match]]:
        batch = unpacked(articles)
        hits: list[list[Hit]] = [[] for _ in articles]
        for hit in self._collected(batch, self._least):
            hits[hit.found.article].append(hit)
        for place, article in enumerate(articles):
            found = ranked(hit for hit in hits[place] if hit.is_for(article))
            is_strong = any_strong(found, among, perhaps=self._perhaps)
            yield self._matches(batch, cut(first + place), hits[place], among) if is_strong else []

    def asking(self, queries: Iterable[ClaimQuery]) -> list[ClaimsApart]:
        """Lay claims out apart from the others, weighed as the index weighs them, to look for articles that were kept.

        One group for each language. `least` of each is what an article has to score for one of its claims.
        """
        by_language: defaultdict[str, list[Outline]] = defaultdict(list)
        for query in queries:
            by_language[language_code(query.language)].append(outline(query, self._translator))
        return [
            ClaimsApart(tuple(outlines), table_of(outlines, self._rarity), raw_of(self._perhaps))
            for outlines in by_language.values()
        ]

    def explain(self, query: ClaimQuery, document: ArticleText) -> Explanation:
        """Say why `document` does or doesn't match a claim, as it stands in `query`, beside the others."""
        self.settle()
        article = CutArticle(document)
        batch = batch_of([article])
        cut = outline(query, self._translator)
        claim = Segment(table_of([cut], self._rarity), [cut])
        found = compare(batch, claim.claims, 0)
        others = self._collected(batch, self._least)
        itself = Hit(claim, found)
        beside = [itself] if found.raw >= self._least else []
        found_in_it = ranked([*beside, *(hit for hit in others if hit.claim_id != query.claim_id)])
        left = math.exp(-company(found_in_it))
        comparison = ComparedClaim(
            claims=claim.claims,
            found=found,
            batch=batch,
            article=article,
            left=left,
            best=self._best(found_in_it, article),
            circumstances=itself.circumstances(Wording(article)),
        )
        return explanation_of(cut, comparison, floor=self.floor)

    def _best(self, found: Sequence[Hit], article: CutArticle) -> float:
        """The score of the article's first claim, as shown; 0 where nothing is offered as perhaps."""
        if self._perhaps >= self.floor:
            return 0.0
        first = rated(found, article, floor=self.floor, perhaps=self._perhaps)[:1]
        return shown(first[0].raw) if first else 0.0

    def _hits(self, batch: Batch, articles: int) -> list[list[Hit]]:
        """Give the claims of each article. If any reaches the floor, also give weaker ones: they lower its score."""
        offered = {hit.found.article for hit in self._collected(batch, raw_of(self._perhaps))}
        hits: list[list[Hit]] = [[] for _ in range(articles)]
        if offered:
            for hit in self._collected(batch.only(np.array(sorted(offered))), self._least):
                hits[hit.found.article].append(hit)
        return hits

    def _collected(self, batch: Batch, least: float) -> Iterator[Hit]:
        for segment in self._segments:
            for found in collect(batch, segment.claims, least=least):
                if segment.is_alive[found.row]:
                    yield Hit(segment, found)

    def _matches(
        self, batch: Batch, article: CutArticle, hits: Sequence[Hit], among: Container[int] | None
    ) -> list[Match]:
        best = ranked(hit for hit in hits if hit.is_for(article))
        few = among if len(best) <= MOST_CLAIMS else None  # of many each may be one too many
        kept = rated(best, article, floor=self.floor, perhaps=self._perhaps, among=few)[:MOST_CLAIMS]
        return [
            Match(
                claim_id=hit.claim_id,
                score=shown(raw),
                words=matched_words(
                    ComparedClaim(claims=hit.segment.claims, found=hit.found, batch=batch, article=article)
                ),
                level=level,
            )
            for hit, raw, level in kept
            if among is None or hit.claim_id in among
        ]

    def _lay_beside(self, outlines: list[Outline]) -> None:
        """Lay claims in one language out, and the newer segments that are no larger with them: so these stay few."""
        language = number_of(language_code(outlines[0].query.language))
        for segment in self._segments[::-1]:  # the newest are the smallest
            if segment.is_base or segment.claims.language != language:
                continue
            if len(segment.claims) <= len(outlines):
                self._segments.remove(segment)
                outlines = [*segment.alive_outlines(), *outlines]
        self._segments.append(Segment(table_of(outlines, self._rarity), outlines))


def explain(
    query: ClaimQuery, document: ArticleText, *, rarity: Rarity | None = None, floor: float | None = None
) -> Explanation:
    """Say why `document` does or doesn't match one claim, whatever else is open.

    `rarity` is what the index has learnt; without it a word's length stands in.
    """
    return Index((), rarity, floor=floor).explain(query, document)
