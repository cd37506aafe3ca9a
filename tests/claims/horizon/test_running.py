"""Where a horizon can begin in a running text: nothing is passed over, and most of a text is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.horizon import LANGUAGES
from claims.horizon.almanac import BeyondCalendar, NoSuchDay
from claims.horizon.limits import horizon
from claims.horizon.reading import TokenStream
from claims.horizon.running import beginnings, found_in, may_hold
from claims.horizon.words.tokens import tokenize
from tests.claims.horizon.test_properties import words_of

SAID_ON = date(2026, 2, 12)
PROSE = st.sampled_from(
    ["Haus", "plant", "Bundestagswahl", "Landtagswahlen", "elections", "said", "ging", "."]
)
TEXTS = st.sampled_from(sorted(LANGUAGES)).flatmap(
    lambda code: st.tuples(st.just(code), st.lists(words_of(LANGUAGES[code]) | PROSE, max_size=9))
)


def stream(text: str, code: str) -> TokenStream:
    language = LANGUAGES[code]
    return TokenStream(text, tokenize(text, language), SAID_ON, language, running=True)


def begins(ts: TokenStream, at: int) -> bool:
    """Whether a rule reads a horizon there, all rules tried."""
    try:
        known = ts.token(at).senses or ts.token(at).written
        return bool(known) and horizon(ts, at) is not None
    except (NoSuchDay, BeyondCalendar):
        return False


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Das Werk soll im Febuar 2027 öffnen."),
        ("de", "Bis Ende Setpember 2027 werde gebaut, sagte sie."),
        ("en", "The plant will open in Janurary 2027."),
        ("en", "By Septmber 2027 it will be over."),
    ],
)
def test_the_year_behind_a_misspelt_month_is_no_horizon_of_its_own(code: str, text: str) -> None:
    assert list(found_in(text, SAID_ON, LANGUAGES[code])) == []


@settings(max_examples=400)
@given(TEXTS)
def test_no_horizon_begins_where_none_is_looked_for(case: tuple[str, list[str]]) -> None:
    code, words = case
    ts = stream(" ".join(words), code)

    looked_at = set(beginnings(ts))

    assert [at for at in range(len(ts.tokens)) if at not in looked_at and begins(ts, at)] == []


@settings(max_examples=400)
@given(TEXTS)
def test_a_text_that_is_not_read_holds_nothing(case: tuple[str, list[str]]) -> None:
    code, words = case
    text = " ".join(words)
    ts = stream(text, code)

    if not may_hold(text, LANGUAGES[code]):
        assert [at for at in range(len(ts.tokens)) if begins(ts, at)] == []


@pytest.mark.parametrize(
    ("code", "text", "places"),
    [
        ("en", "The plant in the town of Rye will open by the end of 2027.", 5),
        ("de", "Das Werk in der Stadt soll vor der Landtagswahl stehen.", 1),
        ("de", "Der Rat hat es in den Ausschuss gegeben.", 0),
    ],
)
def test_only_words_that_lead_to_a_time_are_looked_at(code: str, text: str, places: int) -> None:
    assert len(beginnings(stream(text, code))) == places


@pytest.mark.parametrize(
    ("code", "text", "holds"),
    [
        ("de", "Der Rat hat es in den Ausschuss gegeben.", False),
        ("de", "Er sprach vor der Landtagswahl.", True),
        ("de", "Das kommt in naher Zukunft.", True),
        ("de", "Das kommt im Ma\u0308rz.", True),
        ("en", "They said so, and the council agreed.", False),
        ("en", "It opens in '27.", True),
        ("en", "It opens before year\u2019s end.", True),
    ],
)
def test_a_text_without_a_digit_or_a_word_of_time_is_not_read(code: str, text: str, holds: bool) -> None:
    assert may_hold(text, LANGUAGES[code]) is holds


def test_a_part_of_a_compound_is_no_horizon() -> None:
    assert list(found_in("Das Mai-Fest beginnt.", SAID_ON, LANGUAGES["de"])) == []
