"""A page is read in a process with limits."""

import os

import pytest

from tests.tracker.intake.extract.pages import article_page
from tracker.intake.extract import ArticlePage, NotAnArticle, NotAnArticleKind, extract_guarded
from tracker.intake.extract.page import extract

URL = "https://ledger.example/bridge"
SLOW = b"<p>word word word word word</p>" * 300_000


def test_the_guarded_result_is_the_plain_one() -> None:
    body = article_page()

    assert extract_guarded(body, url=URL) == extract(body, url=URL)


def test_a_result_without_text_comes_through_too() -> None:
    assert extract_guarded(b"%PDF-1.4", url=URL) == NotAnArticle(NotAnArticleKind.PDF)


def test_a_page_built_to_be_slow_is_stopped() -> None:
    assert extract_guarded(SLOW, url=URL, cpu_seconds=1) == NotAnArticle(NotAnArticleKind.TOO_SLOW)


def test_a_page_that_wants_too_much_memory_is_stopped() -> None:
    assert extract_guarded(SLOW, url=URL, memory_mib=150) == NotAnArticle(NotAnArticleKind.TOO_LARGE)


def test_the_process_gets_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONMALLOC", "no such allocator")  # would end any Python that saw it
    assert os.environ["PYTHONMALLOC"]

    assert isinstance(extract_guarded(article_page(), url=URL), ArticlePage)
