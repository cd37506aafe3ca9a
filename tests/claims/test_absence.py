"""How likely a report would have been found: the two shares, and the constants' source."""

import re
from pathlib import Path

import pytest
from pytest_django import Settings

from claims import absence
from claims.absence import FindingChance

MATCHING = Path(__file__).resolve().parents[2] / "docs/explanation/matching.md"


def test_the_chance_is_the_product_of_reach_and_recall() -> None:
    assert FindingChance(0.9, 0.7).chance == pytest.approx(0.63)


def test_days_without_a_feed_count_as_none() -> None:
    assert absence.reach_of(0.5 + 1.0, number=3) == pytest.approx(0.5)
    assert absence.reach_of(0.0, number=0) == 0.0


def test_recall_is_what_the_docs_have_measured() -> None:
    row = re.search(r"\| precision and recall at the floor \|(.+)\|", MATCHING.read_text())
    assert row
    without, with_it = (float(cell.split(",")[1]) for cell in row[1].split("|")[-2:])

    assert (without, with_it) == (absence.RECALL_WITHOUT_A_DICTIONARY, absence.RECALL)


def test_a_machine_without_a_dictionary_finds_less(settings: Settings, tmp_path: Path) -> None:
    settings.DICTIONARY_FILE = tmp_path / "none"
    assert absence.recall() == absence.RECALL_WITHOUT_A_DICTIONARY
    settings.DICTIONARY_FILE.write_text("Haus :: house")
    assert absence.recall() == absence.RECALL
