"""A reader checks a claim on its page, and with the script that the site hands out; and again after a forgery."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_corrections import CLAIM, PEOPLE
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack]

SIGN = """
from django.utils import timezone
from claims import record
from claims.models import Claim
record.number_entries(now=timezone.now())
result = Claim.objects.latest("pk").get_absolute_url()
"""
RULE = """
from claims import editorial, rulings
from claims.models import Claim, Outcome, User
claim, ada = Claim.objects.latest("pk"), User.objects.get(username="ada")
article = editorial.FoundArticle(address="https://post.example/gone", title="Bridge given up", publisher="Post")
evidence = editorial.add_evidence(claim=claim, article=article, stance="contradicts", by=ada)
ruling = rulings.Ruling(outcome=Outcome.MISSED, reasoning="It was given up.", can_no_longer_happen=True)
result = editorial.rule(claim=claim, ruling=ruling, evidence=[evidence], by=ada).pk
"""
WORDS = {
    "en": ("Check now", "Everything holds.", "Nothing contradicts.", "Something contradicts."),
    "de": ("Jetzt prüfen", "Alles stimmt.", "Nichts widerspricht.", "Etwas widerspricht."),
}


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack"), LANGUAGE_CODE="en") as running:
        running.do(PEOPLE)
        yield running


@pytest.fixture
def stack(newsroom: Stack) -> Stack:
    """The newsroom after it has published one more claim, which is what each test is about."""
    newsroom.do(CLAIM)
    return newsroom


def address(stack: Stack, language: str) -> str:
    """The claim's page, once the log has signed what was written."""
    return f"{stack.url}{re.sub('^/[a-z]+/', f'/{language}/', stack.do(SIGN))}"


def check(page: Page, button: str) -> list[str]:
    """Press the button and wait; the states of the lines."""
    pressed = page.get_by_role("button", name=button)
    pressed.click()
    expect(pressed).to_be_enabled()  # which it is not while it computes
    expect(page.locator("[data-said=busy]")).to_be_hidden()
    expect(page.locator(".checks [data-state=held], .checks [data-state=failed]").first).to_be_visible()
    return [str(state.get_attribute("data-state")) for state in page.locator(".checks b").all()]


def forge(route: Route) -> None:
    """Somebody answers with another outcome than was recorded."""
    file: dict[str, Any] = route.fetch().json()
    file["claim"]["outcome"] = "confirmed"
    route.fulfill(body=json.dumps(file))


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_reader_checks_a_claim_on_its_page(page: Page, stack: Stack, language: str) -> None:
    button, all_holds, nothing_contradicts, something_contradicts = WORDS[language]
    page.goto(address(stack, language))

    assert check(page, button) == ["held"] * 5 + ["unseen"]
    expect(page.get_by_text(nothing_contradicts)).to_be_visible()

    stack.do(RULE)
    page.goto(address(stack, language))
    assert check(page, button) == ["held"] * 6
    expect(page.get_by_text(all_holds)).to_be_visible()

    # As if it had been opened before the ruling: what it shows is old, and no fault.
    page.evaluate("document.querySelector('[data-recorded=outcome]').dataset.value = 'pending'")
    assert check(page, button) == ["held"] * 4 + ["unseen", "held"]
    page.reload()

    page.route("**/record.json", forge)
    assert check(page, button) == ["held"] * 4 + ["failed", "held"]
    expect(page.get_by_text(something_contradicts)).to_be_visible()


@pytest.mark.any_database
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_check_fits_and_can_be_perceived(
    browser: Browser, stack: Stack, tmp_path: Path, width: int, scheme: Any
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.goto(address(stack, "de"))
    for forged in (False, True):
        if forged:
            page.route("**/record.json", forge)
        check(page, WORDS["de"][0])
        expect(page.locator(".checks [data-state=held]").first).to_have_text("Stimmt")
        page.screenshot(path=tmp_path / f"check-{width}-{scheme}-{forged}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert Axe().run(page).response["violations"] == []
    page.context.close()


@pytest.mark.any_database
def test_where_a_browser_computes_nothing_the_button_offers_the_script(page: Page, stack: Stack) -> None:
    page.add_init_script("Object.defineProperty(window.crypto, 'subtle', {value: undefined})")
    page.goto(address(stack, "en"))

    page.get_by_role("button", name="Check now").click()

    expect(page.get_by_text("Your browser cannot compute this here")).to_be_visible()
    expect(page.get_by_role("link", name="Take the script")).to_have_attribute(
        "href", "/record/verify_claim.py"
    )


@pytest.mark.any_database
def test_the_script_that_the_site_hands_out_checks_the_claim(
    page: Page, stack: Stack, tmp_path: Path
) -> None:
    """As in the docs: both are taken from the site, kept, and compared with what came later."""
    place = address(stack, "en")
    script, kept = tmp_path / "verify_claim.py", tmp_path / "kept.json"
    script.write_bytes(page.request.get(f"{stack.url}/record/verify_claim.py").body())
    kept.write_bytes(page.request.get(f"{place}record.json").body())
    stack.do(RULE)
    place = address(stack, "en")

    command = [sys.executable, "-I", str(script), f"{place}record.json", "--older", str(kept), "--newer"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout.count("HELD:")) == (0, 8), done.stdout + done.stderr
