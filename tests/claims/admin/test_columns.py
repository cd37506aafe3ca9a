"""What a person is asked of a table's columns, and what was answered."""

from django.test import Client

from claims.admin.columns import by_hand_in, choices_for
from claims.models import Claim, Claimant
from tests.claims.admin.test_import_table import IMPORT, RENTS

ODD = "a;b;c;d;e;f;g;h;i\n"
FACTS = ("claimant", "statement", "quote", "said_on", "horizon", "publisher", "title", "published_on")
COLUMNS = {f"column-{at}": fact for at, fact in enumerate(FACTS)}


def test_what_the_heading_says_is_chosen_until_somebody_says_otherwise() -> None:
    rows = [("Mara", ""), ("Jonas", "x")]
    first, second = choices_for(["Who", "?"], rows, {})
    assert (first.chosen, first.samples, second.chosen, second.samples) == (
        "claimant",
        ("Mara", "Jonas"),
        "",
        ("x",),
    )
    assert [each.chosen for each in choices_for(["Who", "?"], rows, {"column-1": "claimant"})] == [
        "",
        "claimant",
    ]


def test_a_column_without_a_heading_is_asked_of_too() -> None:
    assert [each.name for each in choices_for(["Who"], [("Mara", "x")], {})] == ["column-0", "column-1"]


def test_what_is_no_column_or_no_fact_is_left_out() -> None:
    assert by_hand_in({"look": "1"}) is None
    assert by_hand_in({"column-0": "claimant", "column-1": "colour", "column-x": "quote"}) == {0: "claimant"}
    assert by_hand_in({"column-0": ""}) == {}


def test_a_short_table_under_odd_headings_asks_and_is_then_taken(as_ben: Client, claimant: Claimant) -> None:
    asked = as_ben.post(IMPORT, {"look": "1", "document": ODD + RENTS, "language": "de"}).content.decode()
    assert "Which column is what?" in asked
    assert "These columns are missing" in asked

    data = {"document": ODD + RENTS, "language": "de", **COLUMNS}
    assert "New: 1" in as_ben.post(IMPORT, {"look": "1", **data}).content.decode()
    as_ben.post(IMPORT, {"take": "1", "row": ["2"], **data})
    assert Claim.objects.get().claimant == claimant


def test_one_fact_in_two_columns_is_asked_again(as_ben: Client, claimant: Claimant) -> None:
    twice = COLUMNS | {"column-8": "claimant"}
    page = as_ben.post(
        IMPORT, {"look": "1", "document": ODD + RENTS, "language": "de", **twice}
    ).content.decode()
    assert "are one and the same" in page
    assert "Which column is what?" in page
