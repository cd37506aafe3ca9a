"""Bodies of readers' pages are kept, compressed, and never outlive their edition."""

import gzip
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from claims import editorial, kept_pages
from claims.models import Claim, User
from tests.makers import Maker

GZIP = {"Accept-Encoding": "br, gzip;q=0.8"}
HERE = kept_pages.KeptUnder("one", "tag", says_more=False)


@pytest.fixture(autouse=True)
def _kept(settings: Settings) -> None:
    settings.KEPT_PAGES_MB = 1
    kept_pages.forget_all()
    kept_pages.find(HttpRequest(), HERE)


def asked(query: str = "") -> HttpRequest:
    request = HttpRequest()
    request.path, request.META["QUERY_STRING"] = "/en/", query
    return request


def test_a_kept_page_is_what_was_made_and_takes_one_query(
    client: Client, claim: Claim, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for path in ("/en/", "/de/claims/?sort=closes", claim.get_absolute_url()):
        made = client.get(path)

        with django_assert_num_queries(1):
            kept = client.get(path)

        assert (made.templates != [], kept.templates) == (True, [])
        headers = [{**each.headers, "X-Request-ID": ""} for each in (kept, made)]
        assert kept.content == made.content
        assert headers[0] == headers[1]


def test_a_program_that_takes_it_gets_the_page_compressed(client: Client, claim: Claim) -> None:
    plain = client.get("/en/")
    packed = client.get("/en/", headers=GZIP)
    refused = client.get("/en/", headers={"Accept-Encoding": "gzip;q=0, *"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content == refused.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    for answer in (plain, packed):
        assert {"Cookie", "Accept-Encoding"} <= {name.strip() for name in answer["Vary"].split(",")}


def test_a_verdict_a_hold_and_a_withdrawal_drop_every_page_at_once(
    client: Client, make: Maker, claim: Claim, dora: User
) -> None:
    paths = ("/en/", "/en/claims/", "/en/claimants/mara-lindt/", claim.get_absolute_url())
    before = {path: client.get(path).content for path in paths}

    make.ruled(claim, "missed", can_no_longer_happen=True)
    ruled = {path: client.get(path).content for path in paths}
    editorial.withdraw_claim(claim=claim, reason="Logged twice.", by=dora)

    assert all(before[path] != ruled[path] for path in paths)
    assert b"Logged twice." in client.get(paths[-1]).content
    assert claim.statement not in client.get("/en/claims/").content.decode()


@pytest.mark.usefixtures("claim")
def test_languages_and_queries_are_pages_of_their_own(client: Client) -> None:
    paths = ("/en/", "/de/", "/en/?count=late")
    first = [client.get(path).content for path in paths]

    assert [client.get(path).content for path in paths] == first
    assert len(set(first)) == 3


@pytest.mark.usefixtures("claim")
def test_who_is_signed_in_neither_gets_nor_leaves_a_kept_page(client: Client, ada: User) -> None:
    signed_in = Client()
    signed_in.force_login(ada)
    assert "Desk" in signed_in.get("/en/").content.decode()

    client.get("/en/")

    assert 'class="desk"' not in client.get("/en/").content.decode()
    assert 'class="desk"' in signed_in.get("/en/").content.decode()


@pytest.mark.parametrize(
    "body",
    [
        '<form method="post">',
        "<form method=POST>",
        '<input name="csrfmiddlewaretoken">',
        '<script nonce="x">',
    ],
)
def test_what_may_hold_a_readers_own_is_not_kept(body: str) -> None:
    assert kept_pages.keep(asked(), HttpResponse(body), HERE) is None
    assert kept_pages.keep(asked(), HttpResponse("<form>"), HERE) is not None


def test_a_page_that_allows_a_script_by_a_number_used_once_is_not_kept() -> None:
    answer = HttpResponse("x", headers={"Content-Security-Policy": "script-src 'nonce-abc'"})

    assert kept_pages.keep(asked(), answer, HERE) is None


@pytest.mark.usefixtures("claim")
def test_over_http_nobody_gets_what_was_kept_of_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    new = Client()  # its chain of middleware is made with this setting
    assert new.get("/en/", secure=True).status_code == 200

    assert new.get("/en/").status_code == 301


def test_an_answer_with_a_cookie_is_not_kept() -> None:
    answer = HttpResponse("x")
    answer.set_cookie("a", "b")

    assert kept_pages.keep(asked(), answer, HERE) is None


def test_another_process_finds_it_in_the_shared_cache_but_no_page_with_a_query() -> None:
    for query in ("", "sort=closes"):
        kept_pages.keep(asked(query=query), HttpResponse("x"), HERE)
    kept_pages.forget_all()
    kept_pages.find(HttpRequest(), HERE)

    assert kept_pages.find(asked(query="sort=closes"), HERE) is None
    found = kept_pages.find(asked(), HERE)
    assert found is not None
    assert found.answer(asked()).content == b"x"
    cache.clear()
    assert kept_pages.find(asked(), HERE) is not None  # by this process now, too


def test_the_next_edition_drops_the_pages_of_the_one_before() -> None:
    kept_pages.keep(asked(query="a"), HttpResponse("x"), HERE)

    assert kept_pages.find(asked(query="a"), replace(HERE, edition="two")) is None
    assert kept_pages.find(asked(query="a"), HERE) is None


def test_no_more_is_kept_than_the_setting_allows(settings: Settings) -> None:
    settings.KEPT_PAGES_MB = 0.00007  # three such pages, and not four
    for number in range(4):
        kept_pages.keep(asked(query="a"), HttpResponse(f"{number}"), replace(HERE, tag=str(number)))

    found = [kept_pages.find(asked(query="a"), replace(HERE, tag=str(number))) for number in range(4)]
    assert found[0] is None
    assert found[-1] is not None
