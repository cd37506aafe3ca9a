"""The review queue in a real browser: twenty suggestions by keyboard, two editors at once, and without a script."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.stack import Stack, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.stack]

PASSWORD = "correct horse battery"
QUEUE = "/admin/claims/evidence/queue/"
# More than the twenty that are reviewed, and than the page holds at first: what comes next has to be fetched.
NEWSROOM = f"""
from datetime import date
from django.contrib.auth.models import Group
from claims import editorial
from claims.models import Claimant, User
for name in ("ada", "dora"):
    person = User.objects.create_user(name, f"{{name}}@example.org", {PASSWORD!r}, is_staff=True)
    person.groups.add(Group.objects.get(name="editor"))
ada = User.objects.get(username="ada")
claimant = editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=ada)
for month in (7, 8, 9):
    facts = editorial.ClaimFacts(
        claimant=claimant, statement=f"The bridge over the Elbe will open in month {{month}}.",
        statement_language="en", quote="It will open.", language="en", said_on=date(2026, 3, 2), horizon="by hand",
        criteria="Cars cross it.", checkable="Go and look.", by_hand=(date(2026, 3, 2), date(2040, month, 1)),
    )
    source = editorial.Source(publisher="Post", published_on=date(2026, 3, 2), address="https://post.example/a")
    claim = editorial.publish_claim(claim=editorial.log_claim(facts=facts, source=source, by=ada), by=ada)
    for number in range(12):
        editorial.suggest_evidence(claim=claim, article=editorial.FoundArticle(
            address=f"https://post.example/{{month}}-{{number}}", title=f"Report {{month}}-{{number:02}} on the bridge",
            publisher="Post", excerpt="The bridge over the Elbe was opened.", matched_words=(("bridge", 1.0),),
            score=1 - number / 100, hint="supports", hint_reason={{"reason": "success", "words": ["opened"]}},
        ))
"""
STATES = """
from claims.models import Evidence
result = {e.title: [e.status, e.stance, e.reviewed_by and e.reviewed_by.username] for e in Evidence.objects.all()}
"""


@pytest.fixture
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack"), LANGUAGE_CODE="en") as running:
        running.do(NEWSROOM)
        yield running


class Reviewer:
    """An editor at the queue."""

    def __init__(self, page: Page, stack: Stack, name: str) -> None:
        self.page = page
        page.goto(stack.url + "/admin/login/")
        page.fill("[name=login]", name)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
        page.goto(stack.url + QUEUE)
        expect(page.locator("article").first).to_be_visible()

    @property
    def current(self) -> Locator:
        return self.page.locator("article.is-current")

    @property
    def said(self) -> Locator:
        return self.page.get_by_role("status")

    def press(self, key: str) -> str:
        """Press a key on the current suggestion; returns its headline."""
        title = self.current.locator("h3").inner_text()
        self.page.keyboard.press(key)
        return title


def states(stack: Stack) -> dict[str, Any]:
    return dict(stack.do(STATES))


def waiting(stack: Stack) -> int:
    return sum(status == "suggested" for status, _stance, _by in states(stack).values())


@pytest.mark.any_database
def test_twenty_suggestions_are_reviewed_by_keyboard(page: Page, stack: Stack) -> None:
    ada = Reviewer(page, stack, "ada")
    page.evaluate("window.isStillHere = true")
    asked_help(ada)
    chosen = {}
    for number in range(20):
        key, status, stance = KEYS[number % len(KEYS)]
        title = ada.press(key)
        chosen[title] = [status, stance, "ada"]
        expect(ada.said).to_contain_text(title)
        expect(page.locator("article:focus h3")).not_to_have_text(title)
        assert ada.current.count() == 1
    assert len(chosen) == 20
    wait_for(lambda: waiting(stack) == 36 - 20)
    assert {title: state for title, state in states(stack).items() if title in chosen} == chosen
    assert page.evaluate("window.isStillHere")  # the page was never loaded anew
    expect(page.locator("#queue-count")).to_contain_text("16 suggestions wait")
    undo_and_skip(ada, stack)
    reject_the_rest(ada, stack)


KEYS = (
    ("s", "accepted", "supports"),
    ("c", "accepted", "contradicts"),
    ("x", "accepted", "context"),
    ("r", "rejected", ""),
    ("a", "accepted", "supports"),
)


def asked_help(ada: Reviewer) -> None:
    """The overlay opens, holds the focus, and no key decides while it is open; it can be read by everyone."""
    page = ada.page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Skip: on to the next")
    page.keyboard.press("r")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#queue-count")).to_contain_text("36 suggestions wait")
    found = Axe().run(page, context="main", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    assert found.violations_count == 0, found.generate_report()


def undo_and_skip(ada: Reviewer, stack: Stack) -> None:
    """The last decision is taken back, and comes into focus; skipping decides nothing."""
    title = ada.press("r")
    expect(ada.said).to_contain_text(title)
    ada.page.keyboard.press("u")
    expect(ada.said).to_contain_text("Back in the queue")
    expect(ada.current.locator("h3")).to_have_text(title)
    skipped = ada.press("j")
    expect(ada.current.locator("h3")).not_to_have_text(skipped)
    ada.page.keyboard.press("k")
    expect(ada.current.locator("h3")).to_have_text(skipped)
    assert waiting(stack) == 16


def reject_the_rest(ada: Reviewer, stack: Stack) -> None:
    """Some are selected and rejected together, the rest one by one, until nothing waits."""
    page = ada.page
    for _ in range(3):
        ada.press("m")
        ada.press("j")
    page.keyboard.press("Shift+R")
    expect(ada.said).to_have_text("3 rejected")
    for _ in range(13):
        expect(ada.current).to_have_count(1)
        title = ada.press("r")
        expect(ada.said).to_contain_text(title)
    expect(page.get_by_role("heading", name="Nothing waits for review")).to_be_visible()
    wait_for(lambda: waiting(stack) == 0)


def test_of_two_editors_the_second_is_told_and_nothing_is_doubled(
    page: Page, browser: Browser, stack: Stack
) -> None:
    ada = Reviewer(page, stack, "ada")
    other = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin")
    dora = Reviewer(other.new_page(), stack, "dora")
    title = dora.press("s")
    expect(dora.said).to_contain_text(f"Supports: {title}")

    assert ada.press("r") == title

    expect(ada.said).to_contain_text("dora has reviewed this already: Supports")
    expect(page.locator("article", has_text=title)).to_have_count(0)
    assert states(stack)[title] == ["accepted", "supports", "dora"]
    other.close()


@pytest.mark.any_database
def test_skipping_goes_on_past_the_page_and_a_claims_suggestions_are_rejected_together(
    page: Page, stack: Stack
) -> None:
    ada = Reviewer(page, stack, "ada")
    skipped = {ada.press("j") for _ in range(20)}
    expect(page.locator("article")).to_have_count(36)
    skipped |= {ada.press("j") for _ in range(15)}
    assert len(skipped) == 35
    ada.press("j")
    expect(ada.said).to_have_text("This is the last one.")

    last_claim = page.locator("[data-claim]").last
    last_claim.get_by_role("button", name="Select all shown of this claim").click()
    expect(page.locator("#queue-selected")).to_have_text("12")
    page.keyboard.press("Shift+M")
    expect(page.locator("#queue-selected")).to_have_text("")
    page.keyboard.press("Shift+M")
    page.keyboard.press("Shift+R")

    expect(ada.said).to_have_text("12 rejected")
    expect(page.locator("#queue-count")).to_contain_text("24 suggestions wait")
    assert waiting(stack) == 24


@pytest.mark.any_database
def test_who_was_signed_out_meanwhile_is_told_so_and_loses_nothing(page: Page, stack: Stack) -> None:
    ada = Reviewer(page, stack, "ada")
    page.context.clear_cookies(name="sessionid")

    title = ada.press("r")

    expect(ada.said).to_contain_text("You are signed out")
    expect(ada.current.locator("h3")).to_have_text(title)
    assert waiting(stack) == 36


@pytest.mark.any_database
def test_without_a_script_every_step_is_a_form(browser: Browser, stack: Stack) -> None:
    context = browser.new_context(locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    ada = Reviewer(page, stack, "ada")
    expect(page.get_by_role("button", name=re.compile("Keys"))).to_be_hidden()
    first = page.locator("article h3").first.inner_text()
    with page.expect_navigation():
        page.locator("article").first.get_by_role("button", name="Contradicts").click()
    expect(ada.said).to_contain_text(f"Contradicts: {first}")
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert states(stack)[first][0] == "suggested"
    for place in (0, 1):
        page.get_by_role("checkbox", name="Select").nth(place).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Reject what is selected").click()
    expect(ada.said).to_have_text("2 rejected")
    assert waiting(stack) == 34
    context.close()
