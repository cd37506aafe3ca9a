"""What another site is told of a page of ours, by oEmbed."""

from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client

from claims.models import Claim
from tests.makers import Maker


def ask(client: Client, address: str, **more: str) -> HttpResponse:
    return client.get("/oembed", {"url": address, **more})  # type: ignore[return-value]


def page(claim: Claim) -> str:
    return f"http://localhost:8000{claim.get_absolute_url()}"


def test_a_claims_page_leads_to_what_may_be_shown_of_it(client: Client, make: Maker) -> None:
    claim = make.published()

    html = client.get(claim.get_absolute_url()).content.decode()
    told = ask(client, page(claim)).json()  # type: ignore[attr-defined]

    assert f'href="http://localhost:8000/oembed?url={quote(page(claim), safe="")}"' in html
    assert (told["type"], told["version"], told["width"], told["height"]) == ("rich", "1.0", 600, 300)
    assert f'src="http://localhost:8000/en/embed/claims/{claim.pk}/?theme=auto"' in told["html"]
    assert f'<p lang="en">{claim.statement}</p>' in told["html"]


def test_size_theme_and_language_are_those_asked_for(client: Client, make: Maker) -> None:
    claim = make.published()
    german = page(claim).replace("/en/", "/de/")

    told = ask(client, german, maxwidth="320", maxheight="200", theme="dark").json()  # type: ignore[attr-defined]

    assert (told["width"], told["height"]) == (320, 200)
    assert f"/de/embed/claims/{claim.pk}/?theme=dark" in told["html"]
    assert "Offen" in told["html"]


def test_the_board_of_a_topic_is_shown_as_it_was_asked_for(client: Client, db: None) -> None:
    told = ask(client, "http://localhost:8000/en/?topic=energy").json()  # type: ignore[attr-defined]

    assert "/en/embed/board/?topic=energy&amp;theme=auto" in told["html"]


@pytest.mark.parametrize(
    ("asked", "status", "named"),
    [
        ({"url": "http://localhost:8000/en/about/"}, 404, "url"),
        ({"url": "http://elsewhere.example/en/"}, 404, "url"),
        ({"url": "http://[half"}, 404, "url"),
        ({"url": ""}, 404, "url"),
        ({"url": "http://localhost:8000/en/", "format": "xml"}, 501, "format"),
        ({"url": "http://localhost:8000/en/", "maxwidth": "wide"}, 400, "maxwidth"),
        ({"url": "http://localhost:8000/en/", "theme": "pink"}, 400, "theme"),
    ],
)
def test_what_is_not_understood_is_named(
    client: Client, db: None, asked: dict[str, str], status: int, named: str
) -> None:
    answer = client.get("/oembed", asked)

    assert answer.status_code == status
    assert answer.content.decode().startswith(named)


def test_a_draft_cannot_be_embedded(client: Client, make: Maker) -> None:
    assert ask(client, f"http://localhost:8000/en/claims/{make.draft().pk}/x/").status_code == 404
