"""Numbers beside the limit that a claim names."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.hostile import HOSTILE
from tracker.evidence.stance import hint
from tracker.words.vocabulary import CURRENCY_CODES, MAGNITUDES, NUMERALS
from tracker.words.vocabulary import UNITS as KNOWN_UNITS

FLATS = "More than 8,000 flats will be built by the end of 2026."
JOBLESS = "Die Arbeitslosenquote sinkt bis Herbst unter fünf Prozent."
PIECES = [
    *(
        "15",
        "6.000",
        "1,500.50",
        "1e309",
        "2027",
        "31.12.2026",
        "unter",
        "more than",
        "–",
        "bis",
        "-",
        ",",
        ".",
    ),
    *(*KNOWN_UNITS, *CURRENCY_CODES, *NUMERALS["de"], *NUMERALS["en"], *MAGNITUDES["de"], *MAGNITUDES["en"]),
    *HOSTILE,
]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("7,412 flats were built, the statistics office said.", "contradicts"),
        ("9,120 flats were built, the statistics office said.", "supports"),
        ("The number of flats stayed below 8,000 flats.", "contradicts"),
        ("Over 8,000 flats stand, and tenants move in.", "supports"),
        ("The 8,000 flats were the subject of a debate.", "unclear"),
        ("Some 7,412 people live there.", "unclear"),
        ("The mayor expects 9,000 flats.", "unclear"),
        ("9,120 flats were built, after 7,412 flats in the year before.", "unclear"),
    ],
)
def test_a_number_is_compared_with_the_limit_of_what_it_counts(text: str, stance: str) -> None:
    found = hint(claim=FLATS, claim_language="en", title="Housing", text=text, language="en")
    assert found.stance == stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [("Die Quote liegt bei 4,8 Prozent.", "supports"), ("Die Quote liegt bei 5,6 Prozent.", "contradicts")],
)
def test_units_are_compared_like_words(text: str, stance: str) -> None:
    found = hint(claim=JOBLESS, claim_language="de", title="Arbeitsmarkt", text=text, language="de")
    assert found.stance == stance


@pytest.mark.parametrize(
    ("claim", "language", "text", "stance"),
    [
        (
            "Der Mindestlohn steigt 2027 auf mehr als 15 Euro.",
            "de",
            "Er liegt nun bei 15,40 Euro.",
            "supports",
        ),
        (
            "Der Mindestlohn steigt 2027 auf mehr als 15 Euro.",
            "de",
            "Er liegt nun bei € 14,20.",
            "contradicts",
        ),
        ("Der Mindestlohn steigt 2027 auf mehr als 15 Euro.", "en", "It is €15.40 now.", "supports"),
        ("The bridge will cost less than $1.5bn.", "en", "It cost 1.2 billion dollars.", "supports"),
        ("The bridge will cost less than $1.5bn.", "de", "Sie kostete 1,7 Mrd. US-Dollar.", "contradicts"),
        ("The fine will be over 12.50 francs.", "en", "It is 20 francs.", "supports"),
        ("The fine will be over 12.50 francs.", "de", "Sie beträgt CHF 10.", "contradicts"),
        ("Exporte erreichen mehr als 2 Milliarden Euro.", "de", "Es waren 900 Mio. €.", "contradicts"),
        ("More than 8,000 flats will be built.", "en", "They cost over 8,000 euros.", "unclear"),
        ("Mehr als 15 Euro sind das Ziel.", "de", "Über 15 Prozent sind arm.", "unclear"),
    ],
)
def test_money_is_compared_in_both_languages(claim: str, language: str, text: str, stance: str) -> None:
    claim_language = "de" if claim.startswith(("Der", "Exp", "Mehr")) else "en"
    found = hint(claim=claim, claim_language=claim_language, title="", text=text, language=language)
    assert found.stance == stance


@pytest.mark.parametrize(
    ("claim", "text", "stance"),
    [
        (
            "Das Stadion kostet weniger als 1,2 Milliarden Euro.",
            "Es wird 60 Millionen Euro teurer.",
            "unclear",
        ),
        ("Das Stadion kostet weniger als 1,2 Milliarden Euro.", "Der Preis wuchs um 60 Mio. €.", "unclear"),
        (
            "Das Stadion kostet weniger als 1,2 Milliarden Euro.",
            "Es kostete 1,24 Milliarden Euro.",
            "contradicts",
        ),
        ("Die Mieten steigen um mehr als 5 Prozent.", "Sie stiegen um 7,2 Prozent.", "supports"),
        ("Die Mieten steigen um mehr als 5 Prozent.", "Ihr Anteil liegt bei 30 Prozent.", "unclear"),
        ("Es werden mehr als 500 Tonnen.", "Die Ministerin hatte über 500 Tonnen angekündigt.", "unclear"),
    ],
)
def test_a_change_is_no_level_and_an_announcement_no_result(claim: str, text: str, stance: str) -> None:
    assert hint(claim=claim, claim_language="de", title="", text=text, language="de").stance == stance


@pytest.mark.parametrize(
    "text", ["In 2027, flats are scarce.", "On 31.12.2026 flats were empty.", "In May 2026 (flats aside)"]
)
def test_a_date_is_not_compared_with_an_amount(text: str) -> None:
    assert hint(claim=FLATS, claim_language="en", title="", text=text, language="en").stance == "unclear"


UNITS = {
    "euro": ("{} Euro", "€{}", "€ {}", "{} €", "EUR {}"),
    "dollar": ("{} Dollar", "${}", "{} US-Dollar", "USD {}"),
}


@given(
    amounts=st.integers(2, 10**6).flatmap(
        lambda asked: st.tuples(st.just(asked), st.integers(asked // 9 + 1, asked * 9))
    ),
    forms=st.sampled_from(sorted(UNITS)).flatmap(
        lambda unit: st.lists(st.sampled_from(UNITS[unit]), min_size=2, max_size=2)
    ),
    way=st.sampled_from(["mehr als", "weniger als"]),
)
@example(amounts=(2030, 2027), forms=["{} Euro", "€{}"], way="mehr als")
def test_an_amount_of_money_is_never_taken_for_a_date(
    amounts: tuple[int, int], forms: list[str], way: str
) -> None:
    claim, text = (form.format(number) for form, number in zip(forms, amounts, strict=True))

    found = hint(
        claim=f"Es werden {way} {claim}.",
        claim_language="de",
        title="",
        text=f"Es sind {text}.",
        language="de",
    )

    asked, said = amounts
    is_right = said > asked if way == "mehr als" else said < asked
    expected = "supports" if is_right else "contradicts"
    assert found.stance == ("unclear" if said == asked else expected)


def test_another_thing_of_the_same_unit_is_not_compared() -> None:
    claim = "Der Mindestlohn steigt auf mehr als 15 Euro."
    said = hint(
        claim=claim, claim_language="de", title="", text="Im Monat sind es 2.600 Euro.", language="de"
    )
    assert said.stance == "unclear"


@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join), st.sampled_from(["de", "en"]))
def test_no_mixture_of_numbers_and_units_breaks_a_hint(text: str, language: str) -> None:
    for claim in (f"Mehr als {text}", f"under {text}", text):
        assert hint(claim=claim, claim_language=language, title=text, text=text, language=language)
