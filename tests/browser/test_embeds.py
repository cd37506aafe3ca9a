"""Another site shows a claim: its program asks by oEmbed, its page holds what it was given, and a browser opens it."""

import http.server
import re
import threading
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from micawber import Provider  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.test_corrections import CLAIM, PEOPLE
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack"), LANGUAGE_CODE="en") as running:
        running.do(PEOPLE)
        running.do(CLAIM)
        yield running


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another site: its folder and its address."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_another_site_shows_a_claim_that_grows_to_its_height(
    page: Page, stack: Stack, paper: tuple[Path, str]
) -> None:
    folder, address = paper
    claim = stack.do(
        "from claims.models import Claim\nresult = Claim.objects.latest('pk').get_absolute_url()"
    )
    page.goto(f"{stack.url}{claim}")
    found = page.locator('link[type="application/json+oembed"]').get_attribute("href")
    assert found
    endpoint = unescape(found).partition("?")[0]

    told = Provider(endpoint).request(endpoint.removesuffix("/oembed") + claim, maxwidth=320)

    assert re.search("/en/embed/claims/[0-9]+/", told["html"])
    (folder / "article.html").write_text(f"<!doctype html><title>Article</title>{told['html']}")
    page.goto(f"{address}/article.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(page.locator("blockquote").first).to_be_hidden()
    inner = frame.locator("html").evaluate("each => each.scrollHeight")
    assert abs(page.locator("iframe").evaluate("each => each.clientHeight") - inner) <= 2


def test_without_a_script_the_frame_and_the_words_stand_there(
    page: Page, stack: Stack, paper: tuple[Path, str]
) -> None:
    folder, address = paper
    claim = stack.do(
        "from claims.models import Claim\nresult = Claim.objects.latest('pk').get_absolute_url()"
    )
    site = stack.url.replace("127.0.0.1", "localhost")
    told = Provider(f"{site}/oembed").request(f"{site}{claim}")
    html = re.sub("<script.*?</script>", "", told["html"])
    (folder / "article.html").write_text(f"<!doctype html><title>Article</title>{html}")

    page.goto(f"{address}/article.html")

    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    expect(page.locator("blockquote").first).to_be_visible()
