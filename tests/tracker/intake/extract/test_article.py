from datetime import date

import pytest

from tracker.intake.extract.article import (
    ArticlePage,
    Extracted,
    NotAnArticle,
    NotAnArticleKind,
    dump,
    load,
)


@pytest.mark.parametrize(
    "result",
    [
        ArticlePage("One.\nTwo.", "Title", "Paper", date(2026, 6, 1), is_for_subscribers=True),
        ArticlePage("One.", "", "", None, is_for_subscribers=False),
        *(NotAnArticle(kind) for kind in NotAnArticleKind),
    ],
)
def test_a_result_crosses_between_processes_unchanged(result: Extracted) -> None:
    assert load(dump(result)) == result
