"""A page is read in a process with limits."""

import os

import pytest

from tests.tracker.intake.extract.pages import BRIDGE, article_page
from tests.tracker.intake.extract.pdfs import Column, Pdf
from tracker.intake.extract import ArticlePage, NotAnArticle, NotAnArticleKind, extract_guarded
from tracker.intake.extract.page import extract
from tracker.intake.extract.pdf import extract_pdf

URL = "https://ledger.example/bridge"
SLOW = b"<p>word word word word word</p>" * 300_000


def test_the_guarded_result_is_the_plain_one() -> None:
    body = article_page()

    assert extract_guarded(body, url=URL) == extract(body, url=URL)


def test_a_result_without_text_comes_through_too() -> None:
    assert extract_guarded(b"", url=URL) == NotAnArticle(NotAnArticleKind.EMPTY)


@pytest.mark.parametrize(("start", "content_type"), [(b"", "text/html"), (b"\n", "application/pdf")])
def test_a_pdf_is_read_whatever_it_is_called(start: bytes, content_type: str) -> None:
    body = start + bytes(Pdf([[Column(BRIDGE)]]))

    assert extract_guarded(body, url=URL, content_type=content_type) == extract_pdf(body, url=URL)


@pytest.mark.parametrize(
    ("seconds", "memory", "kind"),
    [(1, 768, NotAnArticleKind.TOO_SLOW), (10, 60, NotAnArticleKind.TOO_LARGE)],
)
def test_a_pdf_built_to_take_long_or_much_is_stopped(
    seconds: int, memory: int, kind: NotAnArticleKind
) -> None:
    lines = Column(["The bridge will open by the end of 2027. "] * 200_000)

    body = bytes(Pdf([[lines]]))
    assert extract_guarded(body, url=URL, cpu_seconds=seconds, memory_mib=memory) == NotAnArticle(kind)


def test_a_page_built_to_be_slow_is_stopped() -> None:
    assert extract_guarded(SLOW, url=URL, cpu_seconds=1) == NotAnArticle(NotAnArticleKind.TOO_SLOW)


def test_a_page_that_wants_too_much_memory_is_stopped() -> None:
    assert extract_guarded(SLOW, url=URL, memory_mib=150) == NotAnArticle(NotAnArticleKind.TOO_LARGE)


def test_the_process_gets_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere")
    monkeypatch.setenv("PYTHONMALLOC", "no such allocator")  # would end any Python that saw it
    assert os.environ["PYTHONMALLOC"]

    assert isinstance(extract_guarded(article_page(), url=URL), ArticlePage)
