"""Who says a sentence, where others must be asked for it."""

from datetime import date

import pytest

from tracker import spot

SAID_ON = date(2026, 2, 12)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        (
            "en",
            "Ada Moss spoke. “It will open in 2028. And nobody will mind,” said Greg Tindall.",
            "Greg Tindall",
        ),
        (
            "de",
            "Ada Moss sprach. „Sie wird 2028 öffnen. Und niemand wird klagen“, sagte Greta Tindall.",
            "Greta Tindall",
        ),
        ("de", "Das Werk öffnet 2028. Das sagte Anna Meier am Montag.", "Anna Meier"),
    ],
)
def test_the_next_sentence_may_tell_who_said_it(language: str, text: str, who: str) -> None:
    first = spot.find_claims(text, language=language, said_on=SAID_ON)[0]

    assert (first.claimant, first.is_publication) == (who, False)


def test_an_answer_begins_with_its_paragraph_and_is_no_reporters_sentence() -> None:
    text = "Wer regiert?\nLaut Norline hat Anna Meier gesprochen. „Ich höre, dass es 2028 endet“, wird Meier zitiert."

    (claim,) = spot.find_claims(text, language="de", said_on=SAID_ON)

    assert claim.claimant == "Anna Meier"


def test_where_nothing_is_certain_the_claimant_is_empty_and_there_are_candidates() -> None:
    text = "Anna Meier sagte es, Jan Ott sagte es, Eva Poe sagte es. Das Werk werde 2028 öffnen."

    (claim,) = spot.find_claims(text, language="de", said_on=SAID_ON, publisher="The paper")

    assert (claim.claimant, claim.is_publication) == ("", False)
    assert {"Anna Meier", "Jan Ott", "Eva Poe"} == set(claim.candidates)


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        (
            "de",
            "Ministerin Ina Boll will bis 2030 bauen, Oppositionschef Kai Uhl rechnet erst 2034 mit Zügen.",
            ["Ina Boll", "Kai Uhl"],
        ),
        (
            "en",
            "Mayor Ann Roe said the pool would open in 2027, but builder Max Ude thinks it will take until 2029.",
            ["Ann Roe", "Max Ude"],
        ),
        ("en", "Acme plans to open in 2027, and it hopes to close by 2029.", ["Acme", "Acme"]),
    ],
)
def test_each_of_two_claims_in_a_sentence_has_the_claimant_of_its_clause(
    language: str, text: str, who: list[str]
) -> None:
    assert [claim.claimant for claim in spot.find_claims(text, language=language, said_on=SAID_ON)] == who


def test_a_sentence_that_only_does_something_is_said_by_whom_the_next_one_names() -> None:
    text = "Die Mission Helika startet im März 2029. Das teilte das Raumfahrtzentrum am Dienstag mit."

    (claim,) = spot.find_claims(text, language="de", said_on=SAID_ON)

    assert claim.claimant == "Raumfahrtzentrum"
