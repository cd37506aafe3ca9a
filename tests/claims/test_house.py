"""The newsroom's own pages and looks."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from claims import house

pytestmark = pytest.mark.django_db
NONE = {"imprint": {"en": "", "de": ""}, "privacy": {"en": "", "de": ""}}


@pytest.fixture(autouse=True)
def bare(settings: Settings) -> Settings:
    settings.HOUSE_TEXTS = NONE
    return settings


def test_without_a_text_there_is_no_page_and_no_link(client: Client) -> None:
    assert client.get("/en/imprint/").status_code == 404
    assert "/imprint/" not in client.get("/en/").content.decode()


def test_each_language_has_its_own_text_in_paragraphs(client: Client, settings: Settings) -> None:
    settings.HOUSE_TEXTS = NONE | {"imprint": {"en": "The Paper", "de": "Die Zeitung\n\nLeipzig"}}

    german, english = (client.get(f"/{code}/imprint/").content.decode() for code in ("de", "en"))

    assert "<p>Die Zeitung</p>" in german
    assert "<h1>Impressum</h1>" in german
    assert "The Paper" in english
    assert 'href="/de/imprint/">Impressum</a>' in client.get("/de/").content.decode()


def test_where_one_language_is_missing_the_other_is_shown_as_what_it_is(
    client: Client, settings: Settings
) -> None:
    settings.HOUSE_TEXTS = NONE | {"privacy": {"en": "", "de": "Wir speichern nichts."}}

    page = client.get("/en/privacy/").content.decode()

    assert '<div lang="de"><p>Wir speichern nichts.</p></div>' in page
    assert "in one language: German" in page


def test_a_text_is_never_markup(client: Client, settings: Settings) -> None:
    settings.HOUSE_TEXTS = NONE | {
        "imprint": {"en": "<script>alert(1)</script> desk@paper.example", "de": ""}
    }

    page = client.get("/en/imprint/").content.decode()

    assert "<script>alert" not in page
    assert 'href="mailto:desk@paper.example"' in page


def test_an_address_leads_to_the_page_that_the_newsroom_has(client: Client, settings: Settings) -> None:
    settings.HOUSE_TEXTS = NONE | {"imprint": {"en": "https://paper.example/imprint", "de": ""}}

    assert client.get("/en/imprint/")["Location"] == "https://paper.example/imprint"
    assert house.given() == []


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("desk@paper.example", "mailto:desk@paper.example"),
        ("https://paper.example/contact", "https://paper.example/contact"),
    ],
)
def test_the_contact_stands_at_the_foot_of_every_page(
    client: Client, settings: Settings, contact: str, link: str
) -> None:
    settings.READERS_CONTACT = contact

    assert f'<a href="{link}">Kontakt</a>' in client.get("/de/").content.decode()


def test_the_logo_is_shown_and_never_run(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.LOGO = str(tmp_path / "logo.svg")
    Path(settings.LOGO).write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")

    answer = client.get("/house/logo")

    assert answer["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert (
        f'<img class="logo" src="/house/logo" alt="{settings.SITE_NAME}">'
        in client.get("/en/").content.decode()
    )


def test_without_a_logo_the_name_stands_there(client: Client) -> None:
    assert client.get("/house/logo").status_code == 404
    assert "house/logo" not in client.get("/en/").content.decode()


def test_the_colours_are_a_style_sheet_of_their_own(client: Client, settings: Settings) -> None:
    settings.ACCENT_COLOUR, settings.ACCENT_COLOUR_DARK = "#0a6b52", "#5cc7a3"

    style = client.get("/house/colours.css").content.decode()

    assert style.startswith(":root { --link: #0a6b52;")
    assert "prefers-color-scheme: dark) { :root { --link: #5cc7a3;" in style
    assert "/house/colours.css" in client.get("/en/").content.decode()
