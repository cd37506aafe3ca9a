"""Words fit their lines, however long a German one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.share_images import fitting
from claims.share_images.fitting import FittedText, TextBox

BOX = TextBox(1072, 300, (68, 50, 36))
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
LONGEST = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung" * 2


def fitted(text: str, box: TextBox = BOX, language: str = "de") -> FittedText:
    return fitting.fit(text, box, widths=fitting.bold(), language=language)


def overfull(found: FittedText, box: TextBox = BOX) -> list[str]:
    return [line for line in found.lines if fitting.bold().width(line, found.size) > box.width]


def test_a_short_text_is_as_large_as_letters_get() -> None:
    assert fitted("Die Brücke steht.") == FittedText(("Die Brücke steht.",), 68)


def test_a_word_that_fits_in_smaller_letters_is_not_divided() -> None:
    word = LONG[:45]
    assert fitting.bold().width(word, 68) > BOX.width
    assert fitted(f"Das {word} gilt.").lines == ("Das", word, "gilt.") or word in " ".join(
        fitted(f"Das {word} gilt.").lines
    )


def test_a_word_too_long_for_any_line_is_divided_where_german_divides_it() -> None:
    found = fitted(f"Das {LONGEST} gilt.")

    assert overfull(found) == []
    assert found.lines[0].endswith("-")
    assert (
        "".join(line.removesuffix("-") for line in found.lines)
        .replace(" ", "")
        .startswith(f"Das{LONGEST[:60]}")
    )


def test_what_has_no_place_at_all_ends_with_an_ellipsis() -> None:
    found = fitted(f"{LONGEST} " * 9)

    assert overfull(found) == []
    assert len(found.lines) == BOX.lines_at(36)
    assert found.lines[-1].endswith("…")


def test_a_language_without_a_dictionary_still_fits() -> None:
    assert overfull(fitted("x" * 400, language="tlh")) == []


@given(st.text(max_size=300), st.sampled_from(["de", "en", ""]))
def test_no_text_leaves_its_box(text: str, language: str) -> None:
    found = fitted(text, language=language)

    assert overfull(found) == []
    assert len(found.lines) <= BOX.lines_at(found.size)


@pytest.mark.parametrize("text", ["kurz", "Bundesministerium " * 12])
def test_one_line_is_as_wide_as_it_may_be_at_most(text: str) -> None:
    line = fitting.one_line(text, width=600, size=32)

    assert fitting.semibold().width(line, 32) <= 600
    assert line.endswith("…") == (text != "kurz")
