"""An editor's terms as typed."""

import pytest
from django.core.exceptions import ValidationError

from claims import terms
from claims.terms import Term


def test_each_line_is_a_word_or_phrase_for_all_articles_or_those_of_a_language() -> None:
    typed = "bridge\n\n  DE: Elbbrücke \n“open to traffic”\nen:Elbe  bridge\nbridge\n"
    assert terms.parse_terms(typed) == (
        Term("bridge"),
        Term("Elbbrücke", "de"),
        Term("open to traffic"),
        Term("Elbe bridge", "en"),
    )


def test_a_term_is_shown_as_it_was_typed() -> None:
    assert [str(term) for term in terms.parse_terms("de: Elbe\nbridge")] == ["de: Elbe", "bridge"]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("bridge\nfr: pont", "Line 2: “fr” is no language of articles; write de: or en: before the words."),
        ("de:\n…", "Line 1: there is no word in it."),
        ("bridge\nThe", "Line 2: “The” is in nearly every article; add a word to it."),
        ("die*", "Line 1: “die*” is in nearly every article; add a word to it."),
        ("en: IT", "Line 1: “IT” is in nearly every article; add a word to it."),
        ("x" * 81, "Line 1: longer than 80 characters."),
        ("\n".join(f"word{number}" for number in range(31)), "More than 30 terms are not read."),
    ],
)
def test_a_fault_names_its_line(typed: str, fault: str) -> None:
    with pytest.raises(ValidationError) as refused:
        terms.check(typed)
    assert fault in refused.value.messages


@pytest.mark.parametrize("typed", ["de: IT", "The Who", "WHO Europe"])
def test_a_word_that_is_everywhere_in_one_language_may_be_a_term_in_another_or_beside_a_word(
    typed: str,
) -> None:
    terms.check(typed)


def test_what_is_wanted_and_forbidden_at_once_is_found() -> None:
    wanted = terms.parse_terms("Bridge\nde: Fähre\nferry")
    assert terms.contradictions(wanted, terms.parse_terms("bridge\nFähre\nen: tunnel")) == list(wanted[:2])
    assert terms.contradictions(wanted, terms.parse_terms("en: Fähre")) == []


@pytest.mark.parametrize(
    ("wanted", "never", "clashes"),
    [
        ("Elbe bridge", "Bridge", True),
        ("the bridge is open", "bridge is", True),
        ("bridges", "bridge*", True),
        ("bridge", "Elbe bridge", False),
        ("bridgehead", "bridge", False),
        ("Elbe bridge", "de: bridge", False),
    ],
)
def test_a_phrase_that_holds_a_forbidden_one_is_never_found(wanted: str, never: str, clashes: bool) -> None:
    assert bool(terms.contradictions(terms.parse_terms(wanted), terms.parse_terms(never))) is clashes
