"""Who says a sentence that does not say it itself."""

from datetime import date

import pytest

from tracker import spot

SAID_ON = date(2026, 2, 12)


def claimants(text: str, language: str) -> list[str]:
    """The claimants of the dated claims, in order."""
    claims = spot.find_claims(text, language=language, said_on=SAID_ON, publisher="The paper")
    return [claim.claimant for claim in claims if claim.is_dated]


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("de", "Anna Meier leitet das Haus. Sie will 2028 gehen.", "Anna Meier"),
        ("de", "Finanzministerin Anna Meier kam. Die Ministerin erwartet 2028 ein Plus.", "Anna Meier"),
        ("de", "Anna Meier sagte nichts. Das Werk werde 2028 öffnen.", "Anna Meier"),
        ("de", "Das Werk öffnet 2028. Das sagte Anna Meier am Montag.", "Anna Meier"),
        ("de", "Anna Meier ist skeptisch: Das Werk wird 2028 öffnen.", "Anna Meier"),
        ("de", "Anna Meier kam.\nAnna Meier: Das Werk wird 2028 öffnen.", "Anna Meier"),
        ("de", "Nach Einschätzung des Deutschen Wetterdienstes wird 2027 heiß.", "Deutscher Wetterdienst"),
        ("en", "Jane Doe, chief executive of Acme, said the plant will open in 2028.", "Jane Doe"),
        ("en", "Its head, Jane Doe, said the plant will open in 2028.", "Jane Doe"),
        ("en", "Jane Doe spoke. “It is simple. By 2030 we will be first.”", "Jane Doe"),
        ("en", "Jane Doe runs it.\nWhen is it done?\nI think it will be done by 2028.", "Jane Doe"),
        ("en", "Acme Corp grew. The company plans to list in 2028.", "Acme Corp"),
        ("en", "The bridge will open in 2028.", "The paper"),
        ("en", "Her shadow, Giles Orton, sighed. “They will be late in 2028,” he said.", "Giles Orton"),
        ("en", "Acme Corp grew. Sales will rise in 2028, the Basel-based group said.", "Acme Corp"),
        ("en", "Ravi Menon owns it.\nQ: And next?\nA: We're opening a hub next year.", "Ravi Menon"),
        ("de", "Frau Sanders, wann?\nSanders: 2030 ist es so weit.\nUnd?\nSanders: Ja.", "Sanders"),
        ("de", "Joris Vandal geht zum FC Aldenau. Den Umzug plant der Klub für 2029.", "FC Aldenau"),
    ],
)
def test_the_claimant_is_the_fullest_name_of_whoever_says_it(language: str, text: str, claimant: str) -> None:
    assert claimants(text, language) == [claimant]


def test_reports_that_nobody_signed_are_nobodys() -> None:
    (claim,) = spot.find_claims(
        "Medienberichten zufolge will Apple 2028 liefern.", language="de", said_on=SAID_ON, publisher="Blatt"
    )

    assert (claim.claimant, claim.is_publication) == ("", False)
