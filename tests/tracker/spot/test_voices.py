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
