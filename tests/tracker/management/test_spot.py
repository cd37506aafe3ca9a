"""The claims of an article on the command line."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.feedserver import FeedServer, Reply, failure
from tests.tracker.intake.extract.pages import BRIDGE, article_page


def spot(*arguments: str) -> str:
    out = StringIO()
    call_command("spot", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("\n".join(BRIDGE))
    return path


def test_a_file_gives_its_claims_with_their_windows(text: Path) -> None:
    said = spot(str(text), "--on", "2026-06-01")

    assert "2026-06-01 .. 2027-12-31  Orla Pemberwick  [will]" in said
    assert "1 with a deadline, 0 without" in said


def test_json_is_one_document(text: Path) -> None:
    said = json.loads(spot(str(text), "--on", "2026-06-01", "--json"))

    assert said["language"] == "en"
    assert said["claims"][0]["quote"] == BRIDGE[0]
    assert said["claims"][0]["closes_on"] == "2027-12-31"


def test_a_page_is_read_for_its_text_and_day(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(article_page())

    assert "Bridge to open next year (2026-06-01, en)" in spot(str(page))


def test_an_address_is_fetched(settings: Settings) -> None:
    with FeedServer() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        asked = server.serve("/bridge", Reply(article_page(), content_type="text/html"))

        assert "Orla Pemberwick" in spot(asked)


def test_an_address_without_an_article_ends_with_the_reason(settings: Settings) -> None:
    with FeedServer() as server:
        settings.FETCH_ALLOWED_HOSTS = frozenset({server.host})
        asked = server.serve("/gone", failure(404))
        with pytest.raises(CommandError, match="There is no page at this address"):
            spot(asked)


@pytest.mark.parametrize(
    ("content", "arguments", "fault"),
    [
        (b"", (), "The text is empty"),
        (b"\xff\xfe\x00", (), "no text in UTF-8"),
        (b"%PDF-1.4 \xe2", (), "This PDF is damaged"),
        (b"<html></html>", (), "No article was found"),
        (
            b"Le pont sera ouvert avant la fin de l'annee, a dit la ministre des transports hier soir.",
            (),
            "--language",
        ),
        (b"The bridge opens.", ("--on", "soon"), "is no day"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, content: bytes, arguments: tuple[str, ...], fault: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=fault):
        spot(str(path), *arguments)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nothing\.txt: No such file"):
        spot(str(tmp_path / "nothing.txt"))
