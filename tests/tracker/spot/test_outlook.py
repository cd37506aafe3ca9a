"""Which sentences are claims, how firm and by whom, from `tests/data/sentences.de.txt` and its English sibling."""

from datetime import date
from pathlib import Path

import pytest

from claims.horizon import Window
from tracker import spot

SAID_ON = date(2026, 2, 12)
FOLDER = Path(__file__).resolve().parents[2] / "data"


def sentences(language: str) -> list[tuple[str, str, str]]:
    """Each sentence with its language and what is to be found."""
    lines = (FOLDER / f"sentences.{language}.txt").read_text(encoding="utf-8").splitlines()
    parted = [line.split(" => ") for line in lines if " => " in line]
    return [(language, sentence, expected) for sentence, expected in parted]


def found_in(sentence: str, language: str) -> list[str]:
    """The dated claims, each as the file writes it."""
    return [
        f"{'@' if claim.is_publication else claim.claimant}, {claim.firmness}, {claim.window.closes_on}"
        for claim in spot.find_claims(sentence, language=language, said_on=SAID_ON)
        if isinstance(claim.window, Window)
    ]


def agrees(found: str, expected: str) -> bool:
    """Whether a claim is the expected one; "?" leaves open who made it."""
    return found == expected or (expected.startswith("?, ") and found.endswith(expected[1:]))


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [*sentences("de"), *sentences("en")],
    ids=lambda value: str(value)[:60],
)
def test_a_sentence_gives_the_claims_that_a_reader_finds(language: str, sentence: str, expected: str) -> None:
    wanted = [] if expected == "none" else expected.split(" + ")

    found = found_in(sentence, language)

    assert len(found) == len(wanted), found
    assert all(agrees(one, other) for one, other in zip(found, wanted, strict=True)), found


@pytest.mark.parametrize(
    ("language", "sentence", "reason"),
    [
        ("en", "The bridge will open in 2028.", spot.Grounds.WILL),
        ("en", "Norline vowed to halve emissions by 2030.", spot.Grounds.PROMISE),
        ("de", "Kessler plant den Umzug für 2028.", spot.Grounds.INTENT),
        ("de", "Das Werk soll 2028 öffnen.", spot.Grounds.PLANNED),
        ("de", "Das Institut erwartet für 2028 eine Rezession.", spot.Grounds.FORECAST),
        ("en", "Prices may double by 2028.", spot.Grounds.COULD),
        ("de", "Das Kraftwerk geht 2028 vom Netz.", spot.Grounds.PRESENT),
    ],
)
def test_it_is_told_why_a_sentence_was_picked(language: str, sentence: str, reason: spot.Grounds) -> None:
    (claim,) = spot.find_claims(sentence, language=language, said_on=SAID_ON)

    assert claim.reason is reason
    assert claim.cue in sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("de", "Langfristig will der Konzern wachsen."), ("en", "The firm will soon open a second plant.")],
)
def test_a_look_ahead_without_a_date_is_found_as_undated(language: str, sentence: str) -> None:
    (claim,) = spot.find_claims(sentence, language=language, said_on=SAID_ON)

    assert not claim.is_dated
    assert claim.horizon


def test_a_sentence_with_two_deadlines_gives_two_claims() -> None:
    text = "Die Wirtschaft soll 2027 um ein Prozent wachsen, 2028 soll sie um zwei Prozent zulegen."

    claims = spot.find_claims(text, language="de", said_on=SAID_ON)

    assert [claim.horizon for claim in claims] == ["2027", "2028"]
    assert {claim.quote for claim in claims} == {text}
