"""What every article of an outlet has is no part of the article."""

import pytest

from tests.tracker.match.cases import HARBOUR, english
from tracker.match import Index
from tracker.match.boilerplate import without_boilerplate


@pytest.mark.parametrize(
    "notice",
    [
        "This site uses cookies to show container cranes.",
        "Accept all cookies",
        "Diese Seite verwendet Cookies für Kräne!",
        "Tragen Sie mit Hinweisen zu Kränen bei.",
        "Lesen Sie auch: Kräne in Emden",
        "Read more: cranes in Emden",
        "Sign up for our newsletter on cranes.",
        "Alle Rechte vorbehalten.",
    ],
)
def test_a_notice_is_blanked_and_every_other_word_stays_in_its_place(notice: str) -> None:
    text = f"Ferries sail.\n{notice}\nGardens bloom."

    left = without_boilerplate(text)

    assert len(left) == len(text)
    assert left.split() == ["Ferries", "sail.", "Gardens", "bloom."]
    assert left.index("Gardens") == text.index("Gardens")


@pytest.mark.parametrize("text", ["Ministers ban cookies from 2027.", "The bakery sells cookies.", ""])
def test_news_of_such_things_stays(text: str) -> None:
    assert without_boilerplate(text) == text


def test_an_article_is_not_offered_for_what_stands_under_it() -> None:
    article = english(
        "Gardens bloom", "Tulips are late. Read more: Container cranes at Emden work without crews"
    )

    assert Index.of([HARBOUR]).match(article) == []
