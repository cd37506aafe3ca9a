"""A published claim is changed in a real browser; a reader finds the notice, the page of corrections and the log."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

PASSWORD = "correct horse battery"
REASON = "The ministry sent us the tape: he said 2041."
PEOPLE = f"""
from django.contrib.auth.models import Group
from claims.models import User
for name in ("ada", "dora"):
    person = User.objects.create_user(
        name, f"{{name}}@example.org", {PASSWORD!r}, is_staff=True, first_name=name.title(), last_name="Desk"
    )
    person.groups.add(Group.objects.get(name="editor"))
"""
CLAIM = """
from datetime import date
from claims import editorial
from claims.models import Claimant, User
ada = User.objects.get(username="ada")
claimant = Claimant.objects.first() or editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=ada)
facts = editorial.ClaimFacts(
    claimant=claimant, statement="The bridge over the Elbe will be open.", statement_language="en",
    quote="It will be open.", language="en", said_on=date(2026, 3, 2), horizon="by the end of 2040",
    criteria="Cars cross it.", checkable="Go and look.",
)
source = editorial.Source(publisher="Post", published_on=date(2026, 3, 2), address="https://post.example/a")
claim = editorial.publish_claim(claim=editorial.log_claim(facts=facts, source=source, by=ada), by=ada)
result = claim.pk
"""


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with Stack(tmp_path, LANGUAGE_CODE="en", FOUR_EYES="1") as running:
        yield running


def sign_in(page: Page, stack: Stack, name: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{stack.url}/admin/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


def submit(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile(f"{button}$")).first.click()


def change_it(page: Page, stack: Stack, claim: int) -> None:
    """One editor proposes, is asked for a reason; the other signs."""
    sign_in(page, stack, "ada")
    page.goto(f"{stack.url}/admin/claims/claim/{claim}/change/")
    page.fill("[name=horizon]", "by the end of 2041")
    page.fill("[name=criteria]", "Cars and trains cross it.")
    submit(page, "Save")
    expect(page.locator(".field-reason")).to_contain_text("say why")
    page.fill("[name=reason]", REASON)
    submit(page, "Save")
    expect(page.get_by_text("The change waits for a second person.").first).to_be_visible()

    page.goto(f"{stack.url}/en/corrections/")
    expect(page.get_by_text("Nothing has been corrected so far.")).to_be_visible()

    sign_in(page, stack, "dora")
    page.goto(f"{stack.url}/admin/claims/claim/{claim}/change/")
    submit(page, "Countersign")


def test_a_reader_finds_what_was_changed_in_both_languages_on_any_screen(
    page: Page, browser: Browser, stack: Stack, tmp_path: Path
) -> None:
    stack.do(PEOPLE)
    change_it(page, stack, stack.do(CLAIM))
    for width in (1280, 390):
        reader = browser.new_context(
            viewport={"width": width, "height": 900}, timezone_id="Europe/Berlin"
        ).new_page()
        read_in_both_languages(reader, stack, tmp_path, width)
        reader.context.close()


def read_in_both_languages(reader: Page, stack: Stack, folder: Path, width: int) -> None:
    words = {
        "en": ("Changed on", "Because:", "Changed after publication, on", "Claim revised"),
        "de": ("Geändert am", "Grund:", "Nach der Veröffentlichung geändert, am", "Vorhersage überarbeitet"),
    }
    for language, (changed, because, after, revised) in words.items():
        reader.goto(f"{stack.url}/{language}/corrections/")
        correction = reader.locator(".correction")
        expect(correction).to_contain_text(changed)
        expect(correction).to_contain_text(because)
        expect(correction).to_contain_text(REASON)
        expect(correction.locator("del", has_text="by the end of 2040")).to_be_visible()
        expect(correction.locator("ins", has_text="by the end of 2041")).to_be_visible()
        assert_fits(reader, folder, f"corrections-{language}-{width}")

        reader.locator(".correction h2 a").click()
        notice = reader.locator(".notices")
        expect(notice).to_contain_text(REASON)
        expect(notice).to_contain_text("Dora Desk")
        expect(reader.get_by_text(after)).to_be_visible()
        reader.locator("details.log > summary").click()
        log = reader.locator("details.log")
        expect(log).to_contain_text(revised)
        expect(log.locator("ins", has_text="Cars and trains cross it.").first).to_be_visible()
        assert_fits(reader, folder, f"claim-{language}-{width}")


def assert_fits(reader: Page, folder: Path, name: str) -> None:
    """Nothing sticks out at the side, and axe finds nothing a reader could not perceive."""
    assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert Axe().run(reader).response["violations"] == []
    reader.screenshot(path=folder / f"{name}.png", full_page=True)
