"""From an article's address to three drafts in a real browser and stack; then the same without scripts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.feedserver import FeedServer, Reply
from tests.stack import Stack
from tests.tracker.intake.extract.pages import article_page

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

PASSWORD = "correct horse battery"
BEN = f"""
from django.contrib.auth.models import Group
from claims.models import User
ben = User.objects.create_user("ben", "ben@example.org", {PASSWORD!r}, is_staff=True)
ben.groups.add(Group.objects.get(name="reporter"))
"""
DRAFTS = """
from claims.models import Claim
result = [[claim.claimant.name, str(claim.closes_on), claim.state] for claim in Claim.objects.order_by("pk")]
"""
BRIDGE = (
    "The harbour bridge will open to traffic by the end of 2027, transport secretary Orla Pemberwick said."
)
TOLL = "The lorry toll will start on all four motorways in March 2028, she said."
FERRY = "Pemberwick promised that the ferries would run on electricity within three years."
PAST = "The work on the bridge began eight years ago and has cost twice as much as planned."
MET = "Ada Moss met Greg Tindall at the dam on Monday, and both of them looked at the water for a long time."
UNSURE = "In their view, the dam will burst by 2030, according to them."
INTAKE = "/admin/tracker/proposedclaim/intake/"


@pytest.fixture
def paper() -> Iterator[FeedServer]:
    with FeedServer() as server:
        body = article_page(BRIDGE, PAST, TOLL, FERRY, published_on=date(2026, 6, 1))
        server.serve("/bridge", Reply(body, content_type="text/html; charset=utf-8"))
        unsure = article_page(MET, PAST, UNSURE, published_on=date(2026, 6, 1))
        server.serve("/unsure", Reply(unsure, content_type="text/html; charset=utf-8"))
        yield server


@pytest.fixture
def stack(tmp_path: Path, paper: FeedServer) -> Iterator[Stack]:
    with Stack(tmp_path / "data", FETCH_ALLOWED_HOSTS=paper.host, LANGUAGE_CODE="en") as running:
        running.do(BEN)
        yield running


def sign_in(page: Page, stack: Stack) -> None:
    page.goto(stack.url + "/admin/login/")
    page.fill("[name=login]", "ben")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


def press(page: Page, step: str) -> None:
    """The button of that step; the first of the page is pressed by Enter and never seen."""
    with page.expect_navigation():
        page.locator(f"button[name=step][value={step}]:visible").last.click()


def read(page: Page, stack: Stack, address: str) -> None:
    page.goto(f"{stack.url}{INTAKE}?address={address}")
    expect(page.locator("[name=address]")).to_have_value(address)
    press(page, "read")


def test_an_article_becomes_three_drafts(
    page: Page, browser: Browser, stack: Stack, paper: FeedServer
) -> None:
    sign_in(page, stack)
    read(page, stack, paper.url("/bridge"))
    expect(page.locator(".tracker-article mark.is-dated")).to_have_count(3)

    for row in range(3):
        page.locator(f"#sentence-{row} summary").click()
        page.check(f"[name=form-{row}-take]")
    page.fill("[name=form-0-horizon]", "by the end of 2028")
    expect(page.locator("#sentence-0 .desk-window strong")).to_have_text("1 June 2026 – 31 December 2028")
    press(page, "save")

    expect(page.locator("#result_list tbody tr")).to_have_count(3)
    assert stack.do(DRAFTS) == [
        ["Orla Pemberwick", "2028-12-31", "draft"],
        ["Orla Pemberwick", "2028-03-31", "draft"],
        ["Orla Pemberwick", "2029-06-01", "draft"],
    ]
    _fills_in_a_likely_claimant(page, stack, paper)
    _merges_without_scripts(browser, stack, paper)


def _fills_in_a_likely_claimant(page: Page, stack: Stack, paper: FeedServer) -> None:
    read(page, stack, paper.url("/unsure"))
    page.locator("#sentence-0 summary").click()
    expect(page.locator("[name=form-0-claimant]")).to_have_value("")
    page.locator(".tracker-candidate", has_text="Ada Moss").click()

    expect(page.locator("[name=form-0-claimant]")).to_have_value("Ada Moss")
    expect(page.locator("[name=form-0-is_new_claimant]")).to_be_checked()


def _merges_without_scripts(browser: Browser, stack: Stack, paper: FeedServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, stack)
    read(page, stack, paper.url("/bridge"))
    page.check("[name=form-1-take]")
    page.check("[name=form-2-take]")
    press(page, "merge")
    expect(page.locator("[name=form-1-quote]")).to_have_value(f"{TOLL} {FERRY}")
    press(page, "save")

    expect(page.locator("[name=quote]")).to_have_value(f"{TOLL} {FERRY}")
    context.close()
