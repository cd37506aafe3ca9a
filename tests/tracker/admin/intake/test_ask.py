"""From an article's address or text to its sentences: what is read, what is refused, and what is kept of it all."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from claims.models import User
from tests.feedserver import FeedServer, Reply, failure, redirect
from tests.tracker.intake.extract.pages import BRIDGE, article_page
from tests.tracker.intake.extract.pdfs import Column, Pdf

FORM = {"address": "", "text": "", "title": "", "publisher": "", "published_on": "", "language": ""}
PASTED = {
    **FORM,
    "text": "\r\n".join(BRIDGE),
    "title": "Bridge",
    "publisher": "The Ansel Ledger",
    "published_on": "2026-06-01",
}


@pytest.fixture
def paper(settings: Settings) -> Iterator[FeedServer]:
    with FeedServer() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        yield server


@pytest.fixture
def address() -> str:
    return reverse("admin:tracker_intake")


@pytest.fixture
def as_ben(client: Client, ben: User) -> Client:
    client.force_login(ben)
    return client


def html(body: bytes, **values: object) -> Reply:
    return Reply(body, content_type="text/html; charset=utf-8", **values)  # type: ignore[arg-type]


def read(client: Client, page: str, **fields: str) -> object:
    return client.post(page, FORM | {"step": "read"} | fields)


def faults(response: object) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = response.context["form"].errors  # type: ignore[attr-defined]
    return errors


def test_an_address_gives_the_articles_claims(as_ben: Client, paper: FeedServer, address: str) -> None:
    paper.serve("/bridge", html(article_page()))

    response = read(as_ben, address, address=paper.url("/bridge"))

    shown = response.context["article"]  # type: ignore[attr-defined]
    assert (shown.title, shown.publisher) == ("Bridge to open next year", "The Ansel Ledger")
    assert (shown.published_on, shown.language) == (date(2026, 6, 1), "en")
    first = response.context["dated"][0]  # type: ignore[attr-defined]
    assert first["form"]["claimant"].value() == "Orla Pemberwick"
    assert first["reading"].closes_on == date(2027, 12, 31)


def test_a_pdf_gives_its_claims_its_title_and_its_day(
    as_ben: Client, paper: FeedServer, address: str
) -> None:
    pdf = Pdf([[Column([*BRIDGE, "Ledger, 1 June 2026"])]], {"Title": "Bridge to open"})
    asked = paper.serve("/bridge.pdf", Reply(bytes(pdf), content_type="application/pdf"))

    response = read(as_ben, address, address=asked, publisher="The Ansel Ledger")

    sheet, article = response.context["formset"], response.context["article"]  # type: ignore[attr-defined]
    assert BRIDGE[0] in [form["quote"].value() for form in sheet.forms]
    assert (article.title, article.published_on) == ("Bridge to open", date(2026, 6, 1))


def test_a_redirect_is_followed_and_its_end_is_the_source(
    as_ben: Client, paper: FeedServer, address: str
) -> None:
    paper.serve("/old", redirect(paper.url("/new")))
    paper.serve("/new", html(article_page()))

    response = read(as_ben, address, address=paper.url("/old"))

    assert response.context["article"].address == paper.url("/new")  # type: ignore[attr-defined]


def test_what_is_typed_wins_over_what_the_page_says(as_ben: Client, paper: FeedServer, address: str) -> None:
    paper.serve("/bridge", html(article_page()))

    response = read(
        as_ben, address, address=paper.url("/bridge"), publisher="Ledger on Sunday", published_on="2026-05-31"
    )

    shown = response.context["article"]  # type: ignore[attr-defined]
    assert (shown.publisher, shown.published_on) == ("Ledger on Sunday", date(2026, 5, 31))


def test_a_pasted_text_gives_its_claims_and_its_language(as_ben: Client, address: str) -> None:
    response = as_ben.post(address, PASTED | {"step": "read"})

    assert response.context["article"].language == "en"
    assert [row["form"]["quote"].value() for row in response.context["dated"]] == [BRIDGE[0]]


def test_the_claims_are_marked_in_the_text(as_ben: Client, address: str) -> None:
    page = as_ben.post(address, PASTED | {"step": "read"}).content.decode()

    assert f'<a href="#sentence-0"><mark class="is-dated">{BRIDGE[0]}</mark></a>' in page
    assert f"<p>{BRIDGE[2]}</p>" in page


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (failure(404), "no page at this address"),
        (failure(403), "does not let programs read"),
        (failure(500), "answered with an error"),
        (Reply(b"%PDF-1.4", content_type="application/pdf"), "This PDF is damaged"),
        (Reply(bytes(Pdf([[]])), content_type="application/pdf"), "pictures of its pages"),
        (Reply(bytes(Pdf([[]], is_locked=True)), content_type="application/pdf"), "locked with a password"),
        (Reply(b"\x89PNG", content_type="image/png"), "no web page"),
        (html(b" "), "The page is empty"),
        (html(b"<html><body><p>Subscribe now</p></body></html>"), "paste it below"),
        (html(b"x" * 11 * 2**20), "too large"),
        (redirect("http://10.0.0.1/"), "not on the public internet"),
    ],
)
def test_an_address_without_an_article_says_why_and_is_kept(
    as_ben: Client, paper: FeedServer, address: str, reply: Reply, word: str
) -> None:
    asked = paper.serve("/x", reply)

    response = read(as_ben, address, address=asked, publisher="Typed already")

    assert word in faults(response)["address"][0]
    page = response.content.decode()  # type: ignore[attr-defined]
    assert f'value="{asked}"' in page
    assert 'value="Typed already"' in page


@pytest.mark.parametrize(
    "wrong", ["no address", "ftp://paper.example/a", "http://127.0.0.1:9/", "javascript:a"]
)
def test_a_wrong_address_is_told_at_its_field(as_ben: Client, address: str, wrong: str) -> None:
    assert faults(read(as_ben, address, address=wrong))["address"]


def test_neither_address_nor_text_is_told_at_the_address(as_ben: Client, address: str) -> None:
    assert "paste its text" in faults(read(as_ben, address, text=" \n "))["address"][0]


def test_an_article_without_a_day_asks_for_it_and_keeps_the_text(
    as_ben: Client, paper: FeedServer, address: str
) -> None:
    paper.serve("/bridge", html(article_page(published_on=None)))

    response = read(as_ben, address, address=paper.url("/bridge"))

    assert list(faults(response)) == ["published_on"]
    assert BRIDGE[0] in response.content.decode()  # type: ignore[attr-defined]


def test_a_day_ahead_is_refused(as_ben: Client, address: str) -> None:
    response = as_ben.post(address, PASTED | {"published_on": "2031-01-01"})

    assert list(faults(response)) == ["published_on"]


def test_a_text_in_another_language_asks_for_the_language(as_ben: Client, address: str) -> None:
    french = (
        "Le pont sera ouvert à la circulation avant la fin de l'année prochaine, a dit la ministre hier soir."
    )

    assert list(faults(as_ben.post(address, PASTED | {"text": french}))) == ["language"]


def test_a_teaser_for_subscribers_is_shown_with_a_warning(
    as_ben: Client, paper: FeedServer, address: str
) -> None:
    declared = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    paper.serve("/bridge", html(article_page(head=declared)))

    page = read(as_ben, address, address=paper.url("/bridge")).content.decode()  # type: ignore[attr-defined]

    assert "this article is for subscribers" in page


def test_the_bookmark_opens_the_form_and_fetches_nothing(
    as_ben: Client, paper: FeedServer, address: str
) -> None:
    asked = paper.serve("/bridge", html(article_page()))

    page = as_ben.get(address, {"address": asked}).content.decode()

    assert f'value="{asked}"' in page
    assert paper.received == []


def test_the_page_of_the_bookmark_holds_a_script_for_the_browsers_bar_only(
    as_ben: Client, address: str
) -> None:
    page = as_ben.get(reverse("admin:tracker_bookmarklet")).content.decode()

    assert f"javascript:void(open(&#x27;http://testserver{address}?address=&#x27;" in page


@pytest.mark.parametrize("name", ["tracker_intake", "tracker_bookmarklet"])
def test_who_may_not_draft_is_not_let_in(client: Client, cleo: User, name: str) -> None:
    cleo.is_staff = True
    cleo.save()
    client.force_login(cleo)

    assert client.get(reverse(f"admin:{name}")).status_code == 403
