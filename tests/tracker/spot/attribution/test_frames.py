"""What makes a phrase the source of a German sentence."""

import pytest

from tests.tracker.spot.attribution.told import told
from tracker.spot.attribution.frames import Frame


@pytest.mark.parametrize(
    ("text", "head", "frame"),
    [
        ("Laut Anna Meier regnet es.", "Meier", Frame.ACCORDING),
        ("Nach der Vorhersage der slowenischen Zentralbank regnet es.", "Zentralbank", Frame.ACCORDING),
        ("Nach Angaben von Norline regnet es.", "Norline", Frame.ACCORDING),
        ("Dem Verband zufolge regnet es.", "Verband", Frame.AFTER),
        ("Nach einem Bericht regnet es.", "Bericht", Frame.PAPER),
        ("Es regnet, so der Trainer.", "Trainer", Frame.SO),
        ("Es regnet, so taz-Chef Jan Ott.", "Ott", Frame.SO),
        ("Wie die Polizei mitteilte, regnet es.", "Polizei", Frame.AS),
        ("Es regnet, heißt es beim Wetterdienst.", "Wetterdienst", Frame.IT_SAYS),
        ("In einem Gutachten des Instituts heißt es, es regne.", "Instituts", Frame.IT_SAYS),
        ("Anna Meier sagte, es regne.", "Meier", Frame.SAYS),
        ("Der Leiter des Amtes, Jan Ott, sagte, es regne.", "Ott", Frame.SAYS),
        ("Der Bote zitiert Anna Meier mit den Worten, es regne.", "Meier", Frame.TELLS),
        ("Die Forscher um Anna Meier rechnen mit Regen.", "Meier", Frame.TELLS),
        ("Von Kritikern wird das gefordert.", "Kritikern", Frame.AGENT),
        ("Von deutscher Seite wurde gefordert, es zu löschen.", "Seite", Frame.AGENT),
        ("Anna Meier gibt ihm recht: Es regnet.", "Meier", Frame.COLON),
        ("Der Verein will bauen.", "Verein", Frame.WANTS),
    ],
)
def test_a_frame_makes_a_phrase_the_source(text: str, head: str, frame: Frame) -> None:
    (sentence,) = told(text)

    assert (head, frame) in {(each.phrase.head, each.frame) for each in sentence.framed.values()}


@pytest.mark.parametrize(
    "text",
    [
        "So regnet es.",
        "Seine Rückkehr kündigte sich an.",
        "Es wird gefordert.",
        "Ein Beben hat Opfer gefordert.",
        "Viele würden es nicht melden.",
        "Nach dem Regen kam Sonne.",
    ],
)
def test_without_a_frame_nobody_is_the_source(text: str) -> None:
    (sentence,) = told(text)

    assert sentence.framed == {}


def test_a_role_beside_a_quoted_clause_is_not_the_person_in_it() -> None:
    (sentence,) = told("Der Mannschaftsarzt sagte, Olaf Brand könne spielen.")

    assert [each.phrase.head for each in sentence.framed.values()] == ["Mannschaftsarzt"]
