"""German wordings as newspapers write them, said on Thursday, 12 February 2026."""

from datetime import date

import pytest

from claims import horizon
from claims.horizon import Past, Unresolved, Vague, Window

SAID_ON = date(2026, 2, 12)
SAID = SAID_ON.isoformat()

SPANS = [
    ("in den kommenden drei Jahren", SAID, "2029-02-12"),
    ("im Laufe der nächsten zwei Jahre", SAID, "2028-02-12"),
    ("binnen Jahresfrist", SAID, "2027-02-12"),
    ("binnen eines Jahres", SAID, "2027-02-12"),
    ("innerhalb von drei Werktagen", SAID, "2026-02-17"),
    ("binnen 48 Stunden", SAID, "2026-02-14"),
    ("in spätestens zwei Jahren", SAID, "2028-02-12"),
    ("in weniger als zwei Jahren", SAID, "2028-02-12"),
    ("im kommenden halben Jahr", SAID, "2026-08-12"),
    ("innerhalb der nächsten anderthalb Jahre", SAID, "2027-08-12"),
    ("binnen sechs Monaten bis zu einem Jahr", "2026-08-12", "2027-02-12"),
    ("binnen sechs bis neun Monaten", "2026-08-12", "2026-11-12"),
    ("in den nächsten zwei, drei Jahren", "2028-02-12", "2029-02-12"),
    ("vor Ablauf von zwei Jahren", SAID, "2028-02-12"),
]
POINTS = [
    ("in zwei bis drei Jahren", "2028-01-01", "2029-12-31"),
    ("in anderthalb Jahren", "2027-08-01", "2027-08-31"),
    ("in einem halben Jahr", "2026-08-01", "2026-08-31"),
    ("in einem Dreivierteljahr", "2026-11-01", "2026-11-30"),
    ("in zwei Jahrzehnten", "2046-01-01", "2046-12-31"),
    ("in drei Monaten", "2026-05-01", "2026-05-31"),
    ("in 14 Tagen", "2026-02-26", "2026-02-26"),
    ("heute in einem Jahr", "2027-02-12", "2027-02-12"),
    ("zwei Wochen nach Ostern", "2026-04-19", "2026-04-19"),
]
UNITS = [
    ("heuer", SAID, "2026-12-31"),
    ("bis heuer", SAID, "2026-12-31"),
    ("im Sommer heuer", "2026-06-01", "2026-08-31"),
    ("heuer im Sommer", "2026-06-01", "2026-08-31"),
    ("Ende nächsten Jahres", "2027-10-01", "2027-12-31"),
    ("Ende des laufenden Jahres", "2026-10-01", "2026-12-31"),
    ("im Mai nächsten Jahres", "2027-05-01", "2027-05-31"),
    ("im Januar", "2027-01-01", "2027-01-31"),
    ("im zweiten Halbjahr", "2026-07-01", "2026-12-31"),
    ("in der zweiten Hälfte des Jahrzehnts", SAID, "2029-12-31"),
    ("im Schlussquartal 2026", "2026-10-01", "2026-12-31"),
    ("in den ersten drei Monaten 2027", "2027-01-01", "2027-03-31"),
    ("Anfang des kommenden Jahrzehnts", "2030-01-01", "2033-12-31"),
    ("Mitte der 2030er-Jahre", "2034-01-01", "2036-12-31"),
    ("in den dreißiger Jahren", "2030-01-01", "2039-12-31"),
    ("im Spätsommer 2026", "2026-08-01", "2026-08-31"),
    ("im Winter 2026/27", "2026-12-01", "2027-02-28"),
    ("im neuen Jahr", "2027-01-01", "2027-12-31"),
    ("am kommenden Freitag", "2026-02-13", "2026-02-13"),
    ("im kommenden Frühjahr", "2026-03-01", "2026-05-31"),
    ("am Ersten des Monats", "2026-03-01", "2026-03-01"),
    ("Ende 2027, spätestens Anfang 2028", "2027-10-01", "2028-03-31"),
    ("übernächste Woche", "2026-02-23", "2026-03-01"),
    ("20. Kalenderwoche", "2026-05-11", "2026-05-17"),
    ("in der Woche vom 4. Mai", "2026-05-04", "2026-05-10"),
    ("H2/27", "2027-07-01", "2027-12-31"),
    ("nächstes oder übernächstes Jahr", "2027-01-01", "2028-12-31"),
    ("Ende 2027 oder Anfang 2028", "2027-10-01", "2028-03-31"),
    ("zwischen April und Juni", "2026-04-01", "2026-06-30"),
    ("vom 4. bis 7. Mai", "2026-05-04", "2026-05-07"),
]
LIMITS = [
    ("bis zum Jahreswechsel", SAID, "2026-12-31"),
    ("bis Quartalsende", SAID, "2026-03-31"),
    ("bis zur Jahresmitte", SAID, "2026-06-30"),
    ("bis Anfang April", SAID, "2026-04-10"),
    ("bis zur Mitte des Jahrhunderts", SAID, "2050-12-31"),
    ("vor Mitte 2027", SAID, "2027-06-30"),
    ("noch vor Jahresende", SAID, "2026-12-31"),
    ("vor Weihnachten", SAID, "2026-12-24"),
    ("bis Pfingsten", SAID, "2026-05-24"),
    ("bis zum Herbst", SAID, "2026-11-30"),
    ("bis spätestens Ende März 2027", SAID, "2027-03-31"),
    ("bis zum 31.12.2026", SAID, "2026-12-31"),
    ("2028 spätestens", SAID, "2028-12-31"),
    ("bis weit in die 2030er Jahre", SAID, "2039-12-31"),
]


@pytest.mark.parametrize(("phrase", "opens_on", "closes_on"), SPANS + POINTS + UNITS + LIMITS)
def test_a_german_wording_gives_its_window(phrase: str, opens_on: str, closes_on: str) -> None:
    window = horizon.resolve(phrase, said_on=SAID_ON, language="de")

    assert isinstance(window, Window)
    assert (window.opens_on.isoformat(), window.closes_on.isoformat()) == (opens_on, closes_on)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("langfristig", Vague),
        ("in einigen Jahren", Vague),
        ("in den kommenden Wochen und Monaten", Vague),
        ("binnen Wochen", Vague),
        ("noch vor der Sommerpause", Unresolved),
        ("innerhalb von zwei Jahren nach der Übernahme", Unresolved),
        ("frühestens Ende 2027", Unresolved),
        ("nach 2027", Unresolved),
        ("in dieser Legislaturperiode", Unresolved),
        ("vor zwei Jahren", Past),
        ("in den letzten drei Jahren", Past),
        ("seit zwei Jahren", Past),
        ("vergangene Woche", Past),
        ("vor Kurzem", Past),
    ],
)
def test_a_german_wording_without_a_date_gives_none(phrase: str, kind: type) -> None:
    assert isinstance(horizon.resolve(phrase, said_on=SAID_ON, language="de"), kind)


@pytest.mark.parametrize(
    "spelled", ["in fuenf Jahren", "IN FÜNF JAHREN", "in fu\u0308nf Jahren", "in  fünf\u00a0Jahren"]
)
def test_spelling_and_spacing_make_no_difference(spelled: str) -> None:
    expected = horizon.resolve("in fünf Jahren", said_on=SAID_ON, language="de")

    assert horizon.resolve(spelled, said_on=SAID_ON, language="de") == expected
