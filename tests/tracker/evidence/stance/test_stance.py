"""Which way an article seems to point: on the labelled cases, and rule by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import Evidence
from tests.test_docs import rows_of
from tests.tracker.evidence.stance import cases
from tracker.evidence.stance import Hint, hint

OPENS = "The bridge will open by the end of 2026."
SHUT = "The pool will not be closed this year."
FALLS = "Die Arbeitslosenquote sinkt bis Herbst."
Reason = Evidence.HintReason


def of(claim: str, title: str, text: str = "", *, language: str = "en") -> Hint:
    return hint(claim=claim, claim_language=language, title=title, text=text, language=language)


def test_half_of_the_labelled_cases_was_held_out() -> None:
    halves = [case.half for case in cases.all_cases()]
    assert len(halves) >= 120
    assert abs(halves.count("try") - halves.count("held")) <= 4
    for half in ("try", "held"):
        assert {case.language for case in cases.all_cases() if case.half == half} == {"de", "en"}


@pytest.mark.parametrize("half", ["try", "held"])
def test_of_ten_hints_nine_are_right_and_hardly_one_is_the_opposite(half: str) -> None:
    found = cases.figures([case for case in cases.all_cases() if case.half == half])
    assert found.right / found.given >= 0.9
    assert found.opposite <= 2
    assert found.given / found.sided >= 0.75


HALVES = {"chosen on": "try", "held out": "held"}


@pytest.mark.parametrize("row", rows_of("docs/explanation/review.md", with_column="half"), ids=str)
def test_the_page_says_how_often_the_hints_are_right(row: dict[str, str]) -> None:
    half, language = HALVES[row["half"]], row["articles"]
    found = cases.figures(
        [case for case in cases.all_cases() if (case.half, case.language) == (half, language)]
    )
    said = [int(row[name]) for name in ("cases", "with a side", "hints", "right", "opposite")]
    assert said == [found.cases, found.sided, found.given, found.right, found.opposite]


@pytest.mark.parametrize(
    ("title", "stance", "reason", "word"),
    [
        ("Bridge opened to traffic", "supports", Reason.SUCCESS, "opened"),
        ("Bridge opening delayed", "contradicts", Reason.FAILURE, "delayed"),
        ("The bridge was never opened", "contradicts", Reason.NEGATION, "never"),
        ("Minister repeats: bridge will open in 2026", "unclear", None, ""),
        ("A walk along the river", "unclear", None, ""),
        ("Whether the bridge opens on time is a question for the weather", "unclear", None, ""),
        ("Work on the bridge interrupted by storms", "contradicts", Reason.FAILURE, "interrupted"),
    ],
)
def test_a_hint_names_its_reason_and_its_words(
    title: str, stance: str, reason: Reason | None, word: str
) -> None:
    found = of(OPENS, title)
    assert (found.stance, found.reason) == (stance, reason)
    assert not word or word in found.words


@pytest.mark.parametrize(
    ("title", "stance", "reason"),
    [
        ("Quote fällt auf 4,8 Prozent", "supports", Reason.SAME_WAY),
        ("Quote steigt auf 5,6 Prozent", "contradicts", Reason.OTHER_WAY),
        ("Quote soll sinken, hofft der Minister", "unclear", None),
    ],
)
def test_a_number_that_went_the_other_way_contradicts(title: str, stance: str, reason: object) -> None:
    found = of(FALLS, title, language="de")
    assert (found.stance, found.reason) == (stance, reason)


def test_what_confirms_a_thing_contradicts_its_denial() -> None:
    assert of(SHUT, "The pool closed on Monday", "The council closed the pool.").stance == "contradicts"


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Minister has rejected doubts about the opening of the bridge", "en"),
        ("Minister denies delay of the bridge", "en"),
        ("Council rejects plan to delay the opening", "en"),
        ("Lawsuit against the bridge is dismissed, appeal rejected", "en"),
        ("Ministerin dementiert Verzögerung bei der Brücke", "de"),
        ("Gericht lehnt Klage gegen die Brücke ab", "de"),
        ("Ministerin weist Berichte über eine Verspätung der Brücke zurück", "de"),
        ("Klage gegen die Brücke abgelehnt", "de"),
    ],
)
def test_a_doubt_or_delay_that_is_denied_says_nothing_against_it(title: str, language: str) -> None:
    assert of(OPENS, title, language=language).stance == "unclear"


@pytest.mark.parametrize("title", ["Council rejects the bridge", "Delayed: the bridge. Lawsuit dismissed"])
def test_what_else_was_refused_still_speaks_against_it(title: str) -> None:
    assert of(OPENS, title).stance == "contradicts"


@pytest.mark.parametrize(
    ("title", "language", "stance"),
    [
        ("Workers just finished the bridge", "en", "supports"),
        ("The mayor only wants the best for the bridge", "en", "unclear"),
        ("Only 12 cars crossed the bridge", "en", "contradicts"),
        ("Vor der Brücke: nur noch ein Gerüst steht", "de", "unclear"),
        ("Nur drei Autos fuhren über die Brücke", "de", "contradicts"),
    ],
)
def test_little_is_said_of_an_amount(title: str, language: str, stance: str) -> None:
    assert of(OPENS, title, language=language).stance == stance


def test_signs_of_both_sides_cancel_each_other() -> None:
    found = of(OPENS, "Bridge opened, tunnel delayed")
    assert (found.stance, found.reason) == ("unclear", Reason.AT_ODDS)
    assert set(found.words) == {"opened", "delayed"}


def test_a_language_without_a_table_gets_no_hint() -> None:
    assert of("Le pont ouvrira.", "Le pont est ouvert", language="fr") == Hint(Evidence.Hint.UNCLEAR)


@given(st.text(), st.text(), st.text(), st.sampled_from(["de", "en"]))
def test_any_text_gets_an_answer(claim: str, title: str, text: str, language: str) -> None:
    assert of(claim, title, text, language=language).stance in Evidence.Hint
