"""Wordings by family, from `tests/data/horizons.de.txt` and its English sibling: each has the window that it should."""

from datetime import date
from pathlib import Path

import pytest

from claims import horizon
from claims.horizon import Past, Unresolved, Vague, Window

SAID_ON = date(2026, 2, 12)
FOLDER = Path(__file__).resolve().parents[2] / "data"
NO_WINDOW = {Vague: "vague", Unresolved: "unresolved", Past: "past"}


def wordings(language: str) -> list[tuple[str, str]]:
    """Each wording with its answer."""
    lines = (FOLDER / f"horizons.{language}.txt").read_text(encoding="utf-8").splitlines()
    parted = [line.split(" | ") for line in lines if " | " in line]
    return [(wording, answer) for wording, answer in parted]


def answer_to(wording: str, language: str) -> str:
    """The last day of the window, or which kind of answer there is instead."""
    resolution = horizon.resolve(wording, said_on=SAID_ON, language=language)
    return resolution.closes_on.isoformat() if isinstance(resolution, Window) else NO_WINDOW[type(resolution)]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_wording_of_every_family_has_its_last_day(language: str) -> None:
    wrong = {
        wording: answer_to(wording, language)
        for wording, answer in wordings(language)
        if answer_to(wording, language) != answer
    }

    assert wrong == {}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "change",
    [
        lambda wording: wording.replace(" ", "\u00a0"),
        lambda wording: wording.replace(" ", "  "),
        lambda wording: f" {wording.rstrip('.')}. ",
        lambda wording: wording.replace("-", "\u2010"),
    ],
    ids=["no-break space", "two spaces", "full stop", "typographic hyphen"],
)
def test_how_it_is_typed_changes_nothing(language: str, change: object) -> None:
    assert callable(change)
    wrong = [
        wording for wording, answer in wordings(language) if answer_to(change(wording), language) != answer
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_in_a_sentence_it_means_the_same(language: str) -> None:
    frame = "Das Werk soll {} stehen." if language == "de" else "The plant is expected to open {}."
    dated = [(wording, answer) for wording, answer in wordings(language) if answer[0].isdigit()]

    wrong = [wording for wording, answer in dated if answer_to(frame.format(wording), language) != answer]

    assert len(wrong) <= len(dated) * 0.05, wrong
