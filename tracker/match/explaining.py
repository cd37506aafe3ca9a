"""Why an article does or doesn't match a claim, in the article's own words; the numbers come from `scoring`."""

from tracker.match.articles import Passage, Reading
from tracker.match.claims import Unit, Weighed, outline, weigh
from tracker.match.rarity import Rarity
from tracker.match.scoring import Scored, best, says_enough
from tracker.match.shapes import Document, Explanation, MatchedWord, Obstacle, Span, StandingQuery
from tracker.match.terms import look_for

# What an editor is shown.
FLOOR = 0.5


def explain(
    query: StandingQuery, document: Document, *, rarity: Rarity | None = None, floor: float = FLOOR
) -> Explanation:
    """Say why `document` does or doesn't match one claim, whatever else is open.

    `rarity` is what the index has learnt; without it a word's length stands in.
    """
    return explain_weighed(weigh(outline(query), rarity or Rarity()), document, floor=floor)


def explain_weighed(claim: Weighed, document: Document, *, floor: float) -> Explanation:
    """Say it for a claim that is weighed already."""
    reading = Reading(document)
    scored = best(claim, reading, same_language=same_language(claim.query, document))
    missing = (
        MatchedWord(unit.surface, round(claim.weights[number], 3))
        for number, unit in enumerate(claim.units)
        if number not in scored.values and not unit.is_claimant
    )
    findings = look_for(claim.query.terms, reading)
    return Explanation(
        score=scored.score,
        floor=floor,
        words=matched_words(claim, scored, reading),
        missing=tuple(sorted(missing, key=lambda word: (-word.weight, word.word))),
        obstacles=obstacles(claim, document, reading, scored, floor=floor),
        missing_terms=tuple(term for terms in findings.lacking.values() for term in terms),
        ruled_out_by=findings.ruled_out_by,
    )


def obstacles(
    claim: Weighed, document: Document, reading: Reading, scored: Scored, *, floor: float
) -> tuple[Obstacle, ...]:
    """Give every reason not to offer an article; none when it matches."""
    found: list[Obstacle] = []
    if document.published_on and document.published_on < claim.query.said_on:
        found.append(Obstacle.EARLIER)
    found.extend(look_for(claim.query.terms, reading).obstacles)
    if not says_enough(claim, scored.values, same_language=same_language(claim.query, document)):
        found.append(Obstacle.NAMES_ONLY)
    if scored.score < floor:
        found.append(Obstacle.BELOW_FLOOR)
    return tuple(found)


def matched_words(claim: Weighed, scored: Scored, reading: Reading) -> tuple[MatchedWord, ...]:
    """Give what is shared, as it stands in the article, heaviest first."""
    weights: dict[str, float] = {}
    spans: dict[str, set[Span]] = {}
    for number, value in scored.values.items():
        unit = claim.units[number]
        word = reading.surfaces[_found_under(unit, scored.passage)]
        weights[word] = weights.get(word, 0.0) + value * claim.weights[number]
        places = (span for key in (*unit.wholes, *unit.parts) for span in reading.spans(key))
        spans.setdefault(word, set()).update(places)
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(MatchedWord(word, round(weight, 3), tuple(sorted(spans[word]))) for word, weight in ranked)


def same_language(query: StandingQuery, document: Document) -> bool:
    """Whether a claim and an article are in one language, whatever the country."""
    return language_code(query.language) == language_code(document.language)


def language_code(language: str) -> str:
    """Give the language of a code such as "en-GB", without the country."""
    return language[:2].lower()


def _found_under(unit: Unit, passage: Passage) -> str:
    factors = {**unit.parts, **unit.wholes}
    return max(factors, key=lambda key: factors[key] * passage.strengths.get(key, 0.0))
