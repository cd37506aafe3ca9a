"""Feeds at the desk, in a real browser: from a site's address to its first articles, and a list looked through."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_main_job import PEOPLE, Desk
from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply
from tests.stack import Stack, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

HEADLINE = "Die Ministerin eröffnet die neue Brücke über die Elbe"


@pytest.fixture
def site() -> Iterator[FeedServer]:
    """A site whose page names two feeds, one of which is there."""
    link = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
    page = f"<!DOCTYPE html><html><head>{link.format('Nachrichten', '/rss')}{link.format('Kommentare', '/none')}</head>"
    with FeedServer() as server:
        server.serve("/", Reply(page.encode(), content_type="text/html"))
        items = (Item(str(number), f"{HEADLINE} ({number})", "Autos fahren darüber.") for number in range(3))
        server.serve("/rss", Reply(rss(*items, title="Küstenblatt", language="en"), etag='"1"'))
        yield server


@pytest.fixture
def stack(tmp_path: Path, site: FeedServer) -> Iterator[Stack]:
    with Stack(tmp_path, FETCH_ALLOWED_HOSTS=site.host, LANGUAGE_CODE="en") as running:
        running.do(PEOPLE)
        yield running


def test_from_a_sites_address_to_the_first_articles(page: Page, stack: Stack, site: FeedServer) -> None:
    desk = Desk(page, stack)
    desk.sign_in("ada")

    desk.go("/admin/tracker/feed/add/")
    page.fill("[name=address]", site.url("/"))
    desk.submit("Test")
    expect(page.get_by_text("The site has 1 feed that can be read.")).to_be_visible()
    expect(page.get_by_text("It declares English, but is written in German.")).to_be_visible()
    expect(page.get_by_text(f"{HEADLINE} (0)")).to_be_visible()
    expect(page.get_by_text("The server answered with an error.")).to_be_visible()
    expect(page.locator("select[name=language]")).to_have_value("de")

    desk.submit("Track this feed")
    expect(page.get_by_text("Küstenblatt is tracked.")).to_be_visible()
    wait_for(lambda: articles_of(stack) == 3, what="the first articles")
    page.reload()
    expect(page.get_by_text("Working", exact=True).first).to_be_visible()
    expect(page.get_by_role("img", name="The last thirty days")).to_be_visible()
    expect(page.get_by_text("New articles: 3.")).to_be_attached()

    pause_and_resume(desk)
    desk.go("/admin/tracker/feed/add/")
    page.fill("[name=address]", site.url("/"))
    desk.submit("Test")
    expect(page.get_by_text("This feed is tracked already:")).to_be_visible()


def pause_and_resume(desk: Desk) -> None:
    with desk.page.expect_navigation():
        desk.page.get_by_role("link", name=re.compile("Pause$")).click()
    desk.page.fill("[name=because]", "The site is being rebuilt.")
    desk.submit("Pause")
    expect(desk.page.get_by_text("The site is being rebuilt.")).to_be_visible()
    expect(desk.page.get_by_text("Not polled: paused.")).to_be_visible()
    desk.submit("Resume")
    expect(desk.page.get_by_text("1 feed is polled again.")).to_be_visible()


def articles_of(stack: Stack) -> int:
    return int(stack.do("from tracker.models import Article; result = Article.objects.count()"))


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A window in which no script runs."""
    context = browser.new_context(locale="en-GB", java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_a_list_is_looked_through_and_what_is_ticked_taken_in_without_a_script(
    scriptless: Page, stack: Stack, site: FeedServer
) -> None:
    page, desk = scriptless, Desk(scriptless, stack)
    desk.sign_in("ada")

    desk.go("/admin/tracker/feed/import/")
    page.set_input_files("[name=file]", {"name": "feeds.opml", "mimeType": "", "buffer": a_list(site)})
    desk.submit("Look through it")
    expect(page.locator("#counts")).to_have_text("New: 2 · Cannot be tracked: 1")
    expect(desk.page.get_by_text("This address is not on the public internet.")).to_be_visible()
    page.get_by_label("Left out").uncheck()
    desk.submit("Track what is ticked")

    expect(desk.page.get_by_text("1 feed is tracked now.")).to_be_visible()
    expect(desk.page.get_by_role("link", name=re.compile("Küstenblatt"))).to_be_visible()
    wait_for(lambda: articles_of(stack) == 3, what="the articles of what was taken in")
    assert stack.do("from tracker.models import Feed; result = Feed.objects.count()") == 1


def a_list(site: FeedServer) -> bytes:
    return f"""<opml version="2.0"><body>
        <outline text="Deutsch"><outline text="Küstenblatt" xmlUrl="{site.url("/rss")}"/></outline>
        <outline text="Left out" xmlUrl="https://left-out.example/rss"/>
        <outline text="Intern" xmlUrl="http://10.0.0.1/rss"/>
    </body></opml>""".encode()
