"""Whatever the text: each pure part that reads text answers, and takes twice as long for twice as much."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from math import inf
from typing import Final

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import horizon, stories, terms
from claims.addresses import canonical_url
from tests.hostile import HOSTILE, sentences, texts
from tracker import spot
from tracker.evidence.excerpts import excerpt
from tracker.evidence.stance import hint
from tracker.intake import likeness
from tracker.intake.extract.cleaning import cleaned
from tracker.intake.extract.page import extract
from tracker.match import ArticleText, ClaimQuery, SearchTerms, explain
from tracker.parse.clean import safe_html, text_or_markup
from tracker.parse.dates import written_date
from tracker.words import fold, name_keys, words_of

Reader = Callable[[str, str], object]
pytestmark = pytest.mark.masses

DAY: Final = date(2026, 2, 12)
LANGUAGES: Final = ("de", "en")


def _claim_query(text: str, language: str) -> ClaimQuery:
    lines = tuple(term.words[: terms.LONGEST_TERM] for term in terms.parse_terms(text[:2000]))
    return ClaimQuery(
        claim_id=1,
        statement=text[:2000],
        quote=text[:2000],
        claimant=text[:200],
        aliases=(text[:200],),
        language=language,
        said_on=DAY,
        opens_on=None,
        closes_on=DAY,
        terms=SearchTerms(any_of=lines),
        synonyms=((text[:100], "Elbe"),),
    )


def _match(text: str, language: str) -> object:
    article = ArticleText(title=text[:300], summary=text, text=text, language=language, published_on=DAY)
    explanation = explain(_claim_query(text, language), article)
    return excerpt(article, explanation.words)


def _hint(text: str, language: str) -> object:
    claim = f"Mehr als {text}" if language == "de" else f"more than {text}"
    return hint(claim=claim[:2000], claim_language=language, title=text[:300], text=text, language=language)


def _kin(text: str, language: str) -> object:
    known = likeness.Said(((text, language),), (text[:200],), text[:200], DAY, DAY)
    return likeness.kin_of(
        likeness.Said(((text, "de"), (text, "en")), (text[-200:],), text, DAY, None), [known]
    )


def _story(text: str, language: str) -> object:
    one = stories.fingerprint(text)
    assert stories.parse_fingerprint(str(one)) == one
    stories.parse_fingerprint(text)
    return stories.is_one_story(one, one)


def _terms(text: str, language: str) -> object:
    with suppress(ValidationError):
        terms.check(text)
    return terms.contradictions(terms.parse_terms(text)[:30], terms.parse_terms(text)[:30])


def _page(text: str, language: str) -> object:
    page = f'<html lang="{language}"><body><article><p>{text}</p></article></body></html>'
    return extract(page.encode("utf-8", "surrogatepass"), url="https://news.example/1")


READERS: Final[dict[str, Reader]] = {
    "claims.horizon.find": lambda text, language: horizon.find(text, said_on=DAY, language=language),
    "claims.horizon.resolve": lambda text, language: horizon.resolve(text, said_on=DAY, language=language),
    "claims.stories": _story,
    "claims.terms": _terms,
    "claims.addresses": lambda text, _: canonical_url(f"https://news.example/{text}"),
    "tracker.spot": lambda text, language: spot.find_claims(
        text, language=language, said_on=DAY, publisher=text[:99]
    ),
    "tracker.words": lambda text, language: (words_of(text, language), name_keys(text), fold(text)),
    "tracker.match and tracker.evidence.excerpts": _match,
    "tracker.evidence.stance": _hint,
    "tracker.intake.likeness": _kin,
    "tracker.intake.extract.page": _page,
    "tracker.intake.extract.cleaning": lambda text, _: cleaned(text),
    "tracker.parse.clean": lambda text, _: (
        safe_html(text, base="https://news.example/", limit=10_000),
        text_or_markup(text, limit=10_000),
    ),
    "tracker.parse.dates": lambda text, _: written_date(text),
}

# What repeats without end breaks a reader that looks back or ahead at every step.
ENDLESS: Final = (
    *(
        "a",
        "A ",
        "1",
        "1,",
        "1. ",
        "a-",
        "(",
        "„",
        "„A“ sagte ",
        "bis 2027 ",
        "mehr als 1 ",
        "1–2 ",
        "Dr. ",
        "\n",
    ),
    *(
        "<",
        "<a",
        "&#",
        "e\u0301",
        "½",
        "\u00ad",
        "\ud800",
        "said that ",
        "nicht ",
        "stellt ein, ",
        "Januar ",
        ", und ",
    ),
)
# Four times the text: linear is 4, quadratic 16.
MORE: Final = 4
MOST: Final = 9.0
# Below so many seconds the clock and the caches say more than the code; beyond so many characters it is quick enough.
TELLING: Final = 0.004
CHARACTERS: Final = 16_000
TRIES: Final = 4


@pytest.mark.parametrize("name", READERS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_no_text_makes_it_raise(name: str, data: st.DataObject, language: str) -> None:
    READERS[name](data.draw(texts(language)), language)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hostile_string_makes_it_raise(name: str, language: str) -> None:
    before, after = sentences(language)[1:3]
    for hostile in HOSTILE:
        READERS[name](hostile, language)
        READERS[name](f"{before} {hostile} {after}", language)


@pytest.mark.parametrize("name", READERS)
def test_four_times_the_text_takes_about_four_times_as_long(name: str) -> None:
    guilty = [endless for endless in ENDLESS if _growth(READERS[name], endless) > MOST]
    assert guilty == []


def _growth(reader: Reader, endless: str) -> float:
    """How many times as long four times the text takes, in CPU time; the least of some tries, as others disturb it."""
    text = endless * 50
    while _seconds(reader, text) < TELLING and len(text) < CHARACTERS:
        text *= 2
    least = inf
    for _ in range(TRIES):
        least = min(least, _seconds(reader, text * MORE) / max(TELLING, _seconds(reader, text)))
        if least <= MOST:
            break
    return least


def _seconds(reader: Reader, text: str) -> float:
    began = time.process_time()
    reader(text, "de")
    return time.process_time() - began


def test_every_pure_part_that_reads_text_is_tried() -> None:
    tried = " ".join(READERS)
    parts = (
        "horizon",
        "spot",
        "words",
        "match",
        "stance",
        "stories",
        "likeness",
        "excerpts",
        "terms",
        "extract",
    )
    assert all(part in tried for part in parts)
