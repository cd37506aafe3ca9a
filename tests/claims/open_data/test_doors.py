"""The files at their addresses: kept by ETag, listed in both languages, gone at once with what was hidden."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.http import http_date

from claims import editorial
from claims.editorial import ToForget
from claims.models import Claim, User
from claims.open_data import making
from tests.conftest import NOW

WHY = {"reason": "Asked for.", "office": "A court"}


def body(client: Client, name: str) -> str:
    answer = client.get(f"/data/{name}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_file_is_served_as_it_is_and_again_as_304(client: Client, claim: Claim) -> None:
    made = making.make()

    answer = client.get("/data/claims.csv")

    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content == (made.folder / "claims.csv").read_bytes()
    assert answer["ETag"] == f'"{made.files["claims.csv"].sha256}"'
    assert answer["Last-Modified"] == http_date(NOW.timestamp())
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    again = client.get("/data/claims.csv", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_no_file_of_theirs_is_not_there(client: Client, claim: Claim) -> None:
    assert client.get("/data/claims.csv").status_code == 404
    making.make()
    for name in (".manifest.json", "..", "nothing.csv", "current"):
        assert client.get(f"/data/{name}").status_code == 404


@pytest.mark.parametrize("what", ["held back", "forgotten"])
def test_what_was_hidden_is_in_no_download_from_that_moment_on(
    client: Client, claim: Claim, dora: User, what: str
) -> None:
    making.make()
    assert claim.quote in body(client, "claims.csv")

    if what == "held back":
        editorial.hold(thing=claim, **WHY, by=dora)
    else:
        editorial.forget(what=ToForget(row=claim, fields=("quote",)), by=dora, **WHY)

    refused = client.get("/data/claims.csv")
    assert (refused.status_code, refused["Retry-After"]) == (503, "600")
    assert "being made anew" in client.get("/en/data/").content.decode()
    call_command("open_data")
    assert claim.quote not in body(client, "claims.csv") + body(client, "claims.jsonl") + body(
        client, "proofs.jsonl"
    )


def test_the_page_lists_them_in_both_languages_and_is_found(client: Client, claim: Claim) -> None:
    assert "There are no files yet." in client.get("/en/data/").content.decode()
    made = making.make()

    english, german = (client.get(f"/{code}/data/").content.decode() for code in ("en", "de"))

    assert all(f'href="/data/{name}"' in page for name in made.files for page in (english, german))
    assert "Offene Daten" in german
    assert 'href="/en/data/"' in client.get("/en/about/").content.decode()
    assert "/de/data/" in client.get("/sitemap-pages.xml").content.decode()
