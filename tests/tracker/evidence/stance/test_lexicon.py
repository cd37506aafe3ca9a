"""How a table's cues are found."""

import pytest

from tracker.evidence.stance.lexicon import exactly, found, starting


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("It was delayed, and delays cost", ["delayed", "delays"]),
        ("undelayed", []),
        ("They called off the sale", ["called off"]),
        ("He called offices", []),
    ],
)
def test_stems_take_any_ending_and_words_take_none(text: str, hits: list[str]) -> None:
    assert [hit[0] for hit in found((starting("delay"), exactly("called_off")), text)] == hits
