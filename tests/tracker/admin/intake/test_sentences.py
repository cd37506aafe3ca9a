"""The rows of an article's sentences: merged, looked through anew, ticked."""

from dataclasses import replace
from datetime import date

import pytest

from claims.directory import Directory
from claims.models import Claimant, User
from tests.tracker.intake.extract.pages import BRIDGE
from tracker.admin.intake.forms import SentenceForm
from tracker.admin.intake.sentences import merged, rows_of, ticked, with_kept_edits
from tracker.intake import articles
from tracker.intake.articles import SourceArticle

TEXT = f"{BRIDGE[0]}\nShe hopes that the tunnel will follow soon."
ARTICLE = SourceArticle(TEXT, publisher="Ledger", published_on=date(2026, 6, 1), language="en")


@pytest.fixture
def rows(db: None) -> list[dict[str, object]]:
    return rows_of(articles.spot(ARTICLE), ARTICLE, Directory())


def test_a_row_says_what_the_article_says(rows: list[dict[str, object]]) -> None:
    first = rows[0]

    assert (first["claimant"], first["is_new_claimant"], first["kind"]) == ("Orla Pemberwick", True, "person")
    assert (first["horizon"], first["said_on"], first["is_dated"]) == (
        "by the end of 2027",
        date(2026, 6, 1),
        True,
    )


def test_where_nobody_is_certain_the_likeliest_are_told_as_text(db: None) -> None:
    text = "Anna Meier sagte es, Jan Ott sagte es, Eva Poe sagte es. Das Werk werde 2028 öffnen."
    article = SourceArticle(text, publisher="Blatt", published_on=date(2026, 6, 1), language="de")
    (row,) = rows_of(articles.spot(article), article, Directory())
    form = SentenceForm(
        initial=row | {"candidates": f"<b>, {row['candidates']}"}, directory=Directory(), article=article
    )

    assert row["claimant"] == ""
    told = form.fields["claimant"].help_text
    assert told.startswith('Perhaps: <span data-fills="id_claimant">&lt;b&gt;</span>, <span')
    assert all(f">{each}</span>" in told for each in str(row["candidates"]).split(", "))


def test_a_claimant_on_record_is_not_new(ada: User) -> None:
    Claimant.objects.create(name="Orla Pemberwick", slug="orla-pemberwick")

    assert not rows_of(articles.spot(ARTICLE), ARTICLE, Directory())[0]["is_new_claimant"]


def test_fewer_than_two_ticked_are_nothing_to_merge(rows: list[dict[str, object]]) -> None:
    one = [row | {"take": number == 0} for number, row in enumerate(rows)]

    assert merged(one, TEXT) == one


def test_a_quote_that_was_changed_is_joined_as_it_was_typed(rows: list[dict[str, object]]) -> None:
    changed = [row | {"take": True, "quote": f"Typed {number}."} for number, row in enumerate(rows)]

    assert merged(changed, TEXT)[0]["quote"] == "Typed 0. […] Typed 1."


def test_the_merged_keeps_the_deadline_of_the_dated_one(rows: list[dict[str, object]]) -> None:
    backwards = [row | {"take": True} for row in reversed(rows)]

    one = merged(backwards, TEXT)[0]

    assert (one["horizon"], one["is_dated"]) == ("by the end of 2027", True)


def test_what_an_editor_typed_outlives_a_second_look_but_not_the_day(rows: list[dict[str, object]]) -> None:
    earlier = [rows[0] | {"statement": "Typed.", "said_on": "1999-01-01"}]

    again = with_kept_edits(rows, earlier)[0]

    assert (again["statement"], again["said_on"]) == ("Typed.", date(2026, 6, 1))


def test_the_proposed_sentence_is_ticked_and_no_other(rows: list[dict[str, object]]) -> None:
    assert [row["take"] for row in ticked(rows, BRIDGE[0], "by the end of 2027", 7)] == [True, False]


@pytest.fixture
def two_deadlines(db: None) -> list[dict[str, object]]:
    text = "There will be 100 charging points by the end of 2027 and 500 by 2030, Orla Pemberwick said."
    article = replace(ARTICLE, text=text)
    return rows_of(articles.spot(article), article, Directory())


def test_of_a_sentence_with_two_deadlines_the_proposed_one_is_ticked(
    two_deadlines: list[dict[str, object]],
) -> None:
    quote = str(two_deadlines[0]["quote"])

    rows = ticked(two_deadlines, quote, "by 2030", 7)

    assert [(row["horizon"], row["take"], row["proposal"]) for row in rows] == [
        ("by the end of 2027", False, None),
        ("by 2030", True, 7),
    ]


def test_at_a_second_look_each_deadline_of_a_sentence_keeps_its_own_edits(
    two_deadlines: list[dict[str, object]],
) -> None:
    earlier = [row | {"statement": f"Typed {number}."} for number, row in enumerate(two_deadlines)]

    again = with_kept_edits(two_deadlines, earlier)

    assert [(row["horizon"], row["statement"]) for row in again] == [
        ("by the end of 2027", "Typed 0."),
        ("by 2030", "Typed 1."),
    ]
