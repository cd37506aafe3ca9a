"""Which stretch of an article an editor is shown beside a claim: the one that has most of it. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.match import ArticleText, Field, MatchedWord

LONGEST = 400
MOST_PLACES = 200
SENTENCE = re.compile(r"(?<=[.!?…])[\"”“’)]?\s+|\n+")
CUT = " …"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article. `forms` has, for a matched word, its other spellings there and in the headline."""

    text: str
    forms: Mapping[str, tuple[str, ...]]


def excerpt(document: ArticleText, words: Iterable[MatchedWord]) -> Excerpt:
    """Some four hundred characters from the beginning of a sentence, whose words gave most.

    Of equal ones the article's beginning, or else the one that begins nearest to the words.
    """
    words = tuple(words)
    fields = [field for field in (Field.SUMMARY, Field.TEXT) if getattr(document, field.value)]
    if not fields:
        return Excerpt("", _forms(document, words, None, 0, 0))
    places = {field: [_places(word, field) for word in words] for field in fields}
    ends = {
        (field, start): _end(getattr(document, field.value), start)
        for field in fields
        for start in _starts(getattr(document, field.value), places[field])
    }
    weights = [word.weight for word in words]
    field, start = max(
        ends, key=lambda at: (_gain(weights, places[at[0]], at[1], ends[at]), at[1] == 0, at[1])
    )
    text, end = getattr(document, field.value), ends[field, start]
    shown = text[start:end].strip() + (CUT if text[end:].strip() else "")
    return Excerpt(shown, _forms(document, words, field, start, end))


def _places(word: MatchedWord, field: Field) -> list[int]:
    """Where a word begins in a field, in order; of a word that is everywhere only the first places."""
    return sorted(span.start for span in word.spans if span.field == field.value)[:MOST_PLACES]


def _starts(text: str, places: Iterable[list[int]]) -> set[int]:
    """The beginning, and that of each sentence in which a word stands."""
    sentences = [0, *(found.end() for found in SENTENCE.finditer(text) if found.end() < len(text))]
    return {0, *(sentences[bisect_right(sentences, place) - 1] for found in places for place in found)}


def _gain(weights: Iterable[float], places: Iterable[list[int]], start: int, end: int) -> float:
    """The weight of the words that stand in the stretch, each counted once."""
    inside = (bisect_left(found, start) < bisect_left(found, end) for found in places)
    return sum(weight for weight, is_inside in zip(weights, inside, strict=True) if is_inside)


def _end(text: str, start: int) -> int:
    """At the end of a word, and where it does not cost more than half of the stretch, of a sentence."""
    if len(text) - start <= LONGEST:
        return len(text)
    sentences = [found.start() for found in SENTENCE.finditer(text, start, start + LONGEST)]
    if sentences and sentences[-1] - start > LONGEST // 2:
        return sentences[-1]
    blank = text.rfind(" ", start, start + LONGEST)
    return blank if blank > start else start + LONGEST


def _forms(
    document: ArticleText, words: Iterable[MatchedWord], field: Field | None, start: int, end: int
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        shown = (
            getattr(document, span.field)[span.start : span.end]
            for span in word.spans
            if span.field == Field.TITLE.value
            or (field and span.field == field.value and start <= span.start < end)
        )
        others = {form for form in shown if form.casefold() != word.word.casefold()}
        if others:
            found[word.word] = tuple(sorted(others))
    return found
