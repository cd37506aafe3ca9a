"""What the forms of the intake ask for, and what they let pass."""

from datetime import date

import pytest

from tracker.admin.intake.forms import ArticleForm
from tracker.intake.articles import SourceArticle

WHOLE = SourceArticle(
    text="The bridge opens in 2027.",
    address="https://ledger.example/a",
    title="Bridge",
    publisher="Ledger",
    published_on=date(2026, 6, 1),
    language="en",
)


def faults(**changes: object) -> list[str]:
    values = {name: getattr(WHOLE, name) for name in ArticleForm.base_fields}
    return list(ArticleForm.holding(SourceArticle(**(values | changes))).errors)


def test_a_whole_article_passes_and_comes_back_the_same() -> None:
    form = ArticleForm.holding(WHOLE)

    assert form.is_valid()
    assert form.article() == WHOLE


@pytest.mark.parametrize("field", ["text", "publisher", "language"])
def test_what_is_missing_is_asked_for_at_its_field(field: str) -> None:
    assert faults(**{field: ""}) == [field]


def test_a_source_can_be_found_again_by_address_or_title(db: None) -> None:
    assert faults(address="") == []
    assert faults(title="") == []
    assert faults(address="", title="") == ["title"]
