"""German names from any case to the nominative."""

import pytest

from tracker.spot.english import ENGLISH
from tracker.spot.german import GERMAN
from tracker.spot.german_names import in_the_nominative


@pytest.mark.parametrize(
    ("name", "before", "nominative"),
    [
        ("Deutschen Wetterdienstes", "des", "Deutscher Wetterdienst"),
        ("Deutsche Bauernverband", "der", "Deutscher Bauernverband"),
        ("Deutschen Bahn", "der", "Deutsche Bahn"),
        ("Statistische Bundesamt", "das", "Statistisches Bundesamt"),
        ("Instituts für Weltwirtschaft", "des", "Institut für Weltwirtschaft"),
        ("Verbandes", "des", "Verband"),
        ("Siemens", "von", "Siemens"),
    ],
)
def test_a_body_is_named_in_the_nominative(name: str, before: str, nominative: str) -> None:
    assert in_the_nominative(name, before, GERMAN) == nominative


def test_an_english_name_stays_as_it_is() -> None:
    assert in_the_nominative("Deutschen Bahn", "the", ENGLISH) == "Deutschen Bahn"
