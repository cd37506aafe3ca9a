from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tables.cells import as_text, as_typed, guarded, unguarded


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 30", "-2 %", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "''  @x", "\u00a0=1"],
)
def test_what_a_program_could_take_for_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Elbe", "2 = 1 + 1", "'Tis done", "– und dann", "1,5 %"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n aä"), max_size=8) | st.text())
def test_what_is_read_is_what_was_written(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_workbook_has_days_as_days_from_the_first_that_excel_knows() -> None:
    assert as_typed(date(2026, 3, 2)) == date(2026, 3, 2)
    assert as_typed(date(1848, 3, 18)) == "1848-03-18"
    assert as_typed("a\x0bb") == "a\ufffdb"


def test_a_file_of_text_has_days_by_figures() -> None:
    assert [as_text(cell) for cell in (date(2026, 3, 2), None, 7, "-7")] == ["2026-03-02", "", "7", "'-7"]
