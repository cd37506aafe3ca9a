from datetime import date

import pytest

from claims.tables.row_form import RowForm

ROW = {
    "claimant": "Mara Lindt",
    "statement": "The bridge opens.",
    "quote": "Die Brücke wird frei sein.",
    "said_on": "2. März 2026",
    "horizon": "innerhalb der nächsten 12 bis 18 Monate",
    "language": "Deutsch",
    "publisher": "Morgenblatt",
    "address": "morgenblatt.example/interview",
    "published_on": "2026-03-02",
}
DEFAULTS = {"language": "en", "statement_language": "en", "firmness": "expected"}


def row(**changes: str) -> RowForm:
    return RowForm(ROW | changes, defaults=DEFAULTS)


def test_words_on_time_become_a_window() -> None:
    form = row()
    assert form.is_valid(), form.errors
    window = form.window()
    assert (window.opens_on, window.closes_on) == (date(2027, 3, 2), date(2027, 9, 2))


def test_what_a_row_leaves_out_is_filled_in() -> None:
    form = row(firmness="")
    assert form.is_valid()
    data = form.cleaned_data
    assert (data["firmness"], data["statement_language"], data["language"]) == ("expected", "en", "de")


def test_days_other_than_those_of_the_words_are_set_by_hand() -> None:
    form = row(closes_on="31.12.2027")
    assert form.is_valid()
    assert (form.window().opens_on, form.window().closes_on) == (date(2026, 3, 2), date(2027, 12, 31))
    assert form.window().rule == "by hand"


def test_the_days_that_the_words_give_are_no_days_by_hand() -> None:
    form = row(opens_on="2027-03-02", closes_on="2027-09-02")
    assert form.is_valid()
    assert form.window().rule == "relative range"


def test_words_without_a_date_are_no_fault() -> None:
    form = row(horizon="bald")
    assert form.is_valid()
    assert form.window().closes_on is None


def test_topics_stand_with_semicolons_between_them() -> None:
    form = row(topics="Rail; Elbe;; Rail")
    assert form.is_valid()
    assert form.cleaned_data["topics"] == ["Rail", "Elbe"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"claimant": ""}, "claimant"),
        ({"statement": "x" * 501}, "statement"),
        ({"said_on": "2/3/2026"}, "said_on"),
        ({"said_on": "2031-01-01"}, "said_on"),
        ({"said_on": "1750-01-01"}, "said_on"),
        ({"horizon": "bis Ende 2019"}, "horizon"),
        ({"language": "Klingon"}, "language"),
        ({"opens_on": "2027-01-01"}, "closes_on"),
        ({"opens_on": "2028-01-01", "closes_on": "2027-01-01"}, "opens_on"),
        ({"closes_on": "2026-01-01"}, "closes_on"),
        ({"topics": "x" * 81}, "topics"),
        ({"topics": ";".join(str(number) for number in range(21))}, "topics"),
        ({"address": ""}, "source_address"),
        ({"address": "no address"}, "source_address"),
        ({"published_on": "2026-03-01"}, "source_published_on"),
        ({"published_on": "2031-01-01"}, "source_published_on"),
        ({"quote": "a\x00b"}, "quote"),
    ],
)
def test_a_fault_is_told_at_its_field(changes: dict[str, str], field: str) -> None:
    assert field in row(**changes).errors
