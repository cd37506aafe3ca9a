"""Numbers beside the limit that a claim names."""

import pytest

from tracker.stance import hint

FLATS = "More than 8,000 flats will be built by the end of 2026."
JOBLESS = "Die Arbeitslosenquote sinkt bis Herbst unter fünf Prozent."


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
