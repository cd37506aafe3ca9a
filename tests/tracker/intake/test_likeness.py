"""When two reports tell of one claim, when one moves the other's deadline, and when neither."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.intake.likeness import Kinship, Said, kin_of

DAY = date(2026, 2, 12)
OFFICE = Said(
    (("Systeme wie diese könnten binnen 18 Monaten viele Routineaufgaben in Büroberufen übernehmen.", "de"),),
    ("Henrik Aldermann",),
    "binnen 18 Monaten",
    DAY,
    date(2027, 8, 12),
)
OFFICE_ELSEWHERE = Said(
    (("Vor Mitte 2027 sollen Maschinen die Routineaufgaben der Büros übernehmen, so Aldermann.", "de"),),
    ("Aldermann",),
    "Vor Mitte 2027",
    date(2026, 2, 14),
    date(2027, 4, 30),
)
OFFICE_ABROAD = Said(
    (("Most desk work will be done by machines within 18 months, Aldermann told the paper.", "en"),),
    ("Henrik Aldermann",),
    "within 18 months",
    date(2026, 2, 13),
    date(2027, 8, 13),
)
BRIDGE = Said(
    (("The harbour bridge will open to traffic by the end of 2026.", "en"),),
    ("Orla Pemberwick",),
    "by the end of 2026",
    DAY,
    date(2026, 12, 31),
)
BRIDGE_LATER = Said(
    (("Pemberwick now says the harbour bridge will open in May 2027.", "en"),),
    ("Orla Pemberwick",),
    "in May 2027",
    date(2026, 9, 1),
    date(2027, 5, 31),
)


def kinship(report: Said, claim: Said) -> Kinship | None:
    found = kin_of(report, [claim])
    return found[0].kinship if found else None


@pytest.mark.parametrize("report", [OFFICE_ELSEWHERE, OFFICE_ABROAD])
def test_one_claim_in_other_words_or_another_language_is_another_appearance(report: Said) -> None:
    assert kinship(report, OFFICE) is Kinship.APPEARANCE


def test_a_later_day_for_the_same_thing_is_a_restatement() -> None:
    assert kinship(BRIDGE_LATER, BRIDGE) is Kinship.RESTATEMENT


def test_the_same_deadline_repeated_months_later_is_another_appearance() -> None:
    repeated = replace(BRIDGE, said_on=date(2026, 9, 1))

    assert kinship(repeated, BRIDGE) is Kinship.APPEARANCE


def test_an_earlier_report_never_moves_a_later_deadline() -> None:
    assert kinship(BRIDGE, BRIDGE_LATER) is not Kinship.RESTATEMENT


def test_another_person_saying_the_same_makes_a_claim_of_their_own() -> None:
    assert kinship(replace(BRIDGE_LATER, names=("Ines Vogt",)), BRIDGE) is None


def test_one_person_says_many_things() -> None:
    toll = Said(
        (("The lorry toll will start on two motorways by the end of 2026.", "en"),),
        ("Orla Pemberwick",),
        "by the end of 2026",
        DAY,
        date(2026, 12, 31),
    )
    assert kinship(toll, BRIDGE) is None


def test_abroad_a_person_and_a_day_do_not_suffice_where_the_deadlines_lie_apart() -> None:
    other = replace(OFFICE_ABROAD, closes_on=date(2031, 2, 13))

    assert kinship(other, OFFICE) is None


def test_a_report_that_names_nobody_needs_more_of_the_words() -> None:
    nobody = replace(BRIDGE, names=(), said_on=date(2026, 2, 13))
    half = (("The harbour bridge will be closed for repairs to lifts and stairs.", "en"),)

    assert kinship(nobody, BRIDGE) is Kinship.APPEARANCE
    assert kinship(replace(nobody, wordings=half), BRIDGE) is None
    assert kinship(replace(nobody, wordings=half, names=BRIDGE.names), BRIDGE) is Kinship.APPEARANCE


def test_numbers_and_names_are_read_in_both_languages() -> None:
    german = Said(
        (("Der Windpark Greywater soll 40 Turbinen haben und Ende 2027 liefern.", "de"),),
        ("Edda Quist",),
        "Ende 2027",
        DAY,
        date(2027, 12, 31),
    )
    english = Said(
        (("Greywater will deliver power from 40 turbines in early 2028, Quist said.", "en"),),
        ("Edda Quist",),
        "in early 2028",
        date(2026, 9, 1),
        date(2028, 3, 31),
    )
    assert kinship(english, german) is not None


def test_the_nearest_come_first_and_three_at_most() -> None:
    known = [BRIDGE_LATER, *[BRIDGE] * 4]

    found = kin_of(replace(BRIDGE, said_on=date(2026, 2, 13)), known)

    assert len(found) == 3
    assert all(known[kin.place] is BRIDGE for kin in found)
    assert all(0 <= kin.nearness <= 1 for kin in found)


def test_undated_reports_are_compared_by_their_words() -> None:
    undated = replace(BRIDGE, horizon="soon", closes_on=None)

    assert kinship(undated, BRIDGE) is Kinship.APPEARANCE
