"""A drafted statement says who says what, and leaves out how the paper puts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.intake.wording import drafted_statement


@pytest.mark.parametrize(
    ("quote", "claimant", "statement"),
    [
        (
            "The harbour bridge will open by the end of 2027, transport secretary Orla Pemberwick said on Monday.",
            "Orla Pemberwick",
            "Orla Pemberwick: The harbour bridge will open by the end of 2027.",
        ),
        (
            "Die Brücke werde bis Ende 2027 geöffnet, sagte Verkehrsministerin Orla Pemberwick.",
            "Orla Pemberwick",
            "Orla Pemberwick: Die Brücke werde bis Ende 2027 geöffnet.",
        ),
        (
            "„Diese Systeme könnten innerhalb der nächsten 12 bis 18 Monate Büroarbeit übernehmen“, sagte Suleyman.",
            "Mustafa Suleyman",
            "Mustafa Suleyman: Diese Systeme könnten innerhalb der nächsten 12 bis 18 Monate Büroarbeit übernehmen.",
        ),
        (
            "“We will build 400 homes,” Ada Moss said. “They will be ready by 2029.”",
            "Ada Moss",
            "Ada Moss: We will build 400 homes. They will be ready by 2029.",
        ),
        (
            "According to Ada Moss, the homes will be ready by 2029.",
            "Ada Moss",
            "Ada Moss: The homes will be ready by 2029.",
        ),
        # who is what it is about stays in
        ("Ada Moss will resign by May 2027.", "Ada Moss", "Ada Moss will resign by May 2027."),
        (
            "Der Bund baut bis 2030 aus, was Ada Moss fordert, und mehr.",
            "",
            "Der Bund baut bis 2030 aus, was Ada Moss fordert, und mehr.",
        ),
        ("Das Werk soll 2028 öffnen", "", "Das Werk soll 2028 öffnen."),
        (
            'Das Werk nennt sich "Zukunft" und öffnet 2028.',
            "Jan Ott",
            'Jan Ott: Das Werk nennt sich "Zukunft" und öffnet 2028.',
        ),
        ("", "Jan Ott", "Jan Ott:"),
    ],
)
def test_the_claimant_stands_in_front_and_the_tag_is_gone(quote: str, claimant: str, statement: str) -> None:
    assert drafted_statement(quote, claimant).strip() == statement


def test_a_long_one_is_cut_at_its_length() -> None:
    drafted = drafted_statement("Wort " * 200, "Jan Ott")

    assert len(drafted) == 500
    assert drafted.startswith("Jan Ott: Wort")


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_text_makes_it_raise_or_too_long(quote: str, claimant: str) -> None:
    assert len(drafted_statement(quote, claimant)) <= 500
