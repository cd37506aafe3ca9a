"""A draft's page as readers will see it: for the desk alone, and nothing is changed by it."""

import re

import pytest
from django.test import Client

from claims.models import Claim, RecordEntry
from tests.makers import Maker


def address(claim: Claim) -> str:
    return f"/admin/claims/claim/{claim.pk}/preview/"


def content(html: str) -> str:
    """What stands between head and foot, without what differs from one request to the next."""
    body = html.partition('<article class="claim">')[2].partition("</article>\n")[0]
    return re.sub(r"<details class=\"log\">.*?</details>", "", body, flags=re.DOTALL)


def test_the_preview_is_the_page_that_readers_get(as_ada: Client, make: Maker) -> None:
    draft = make.draft()
    preview = as_ada.get(address(draft) + "?language=en").content.decode()

    as_ada.post(f"/admin/claims/claim/{draft.pk}/publish/")

    page = as_ada.get(draft.get_absolute_url().replace("/de/", "/en/")).content.decode()
    assert content(preview) == content(page)
    assert "<b>Preview.</b>" in preview
    assert "<b>Preview.</b>" not in page


def test_no_search_engine_may_keep_it(as_ada: Client, make: Maker) -> None:
    answer = as_ada.get(address(make.draft()))

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()
    assert 'rel="canonical"' not in answer.content.decode()
    assert "private" in answer["Cache-Control"]


def test_it_changes_nothing_and_readers_find_nothing(as_ada: Client, client: Client, make: Maker) -> None:
    draft = make.draft()
    entries = RecordEntry.objects.count()

    assert as_ada.get(address(draft)).status_code == 200

    draft.refresh_from_db()
    assert (draft.state, draft.published_at) == ("draft", None)
    assert RecordEntry.objects.count() == entries
    assert Client().get(draft.get_absolute_url()).status_code == 404
    assert Client().get(address(draft)).status_code == 302


@pytest.mark.parametrize(("language", "word"), [("de", "Vorschau"), ("en", "Preview"), ("xx", "Preview")])
def test_it_speaks_both_languages(as_ada: Client, make: Maker, language: str, word: str) -> None:
    page = as_ada.get(f"{address(make.draft())}?language={language}").content.decode()
    assert f"<b>{word}.</b>" in page
    assert 'href="?language=de"' in page


def test_a_draft_without_a_window_says_what_it_lacks(as_ada: Client, make: Maker) -> None:
    answer = as_ada.get(address(make.draft(horizon="bald")))
    assert answer.status_code == 409
    assert "Set the window by hand" in answer.content.decode()


def test_what_is_public_is_at_its_address(as_ada: Client, make: Maker) -> None:
    claim = make.published()
    assert as_ada.get(address(claim))["Location"] == claim.get_absolute_url()
