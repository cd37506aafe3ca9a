"""Fields that search while one types, in a real browser: named for those who listen, readable by night."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_review import NEWSROOM, PASSWORD
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

WITH_A_TOPIC = """
from claims.models import Claim, Topic
Claim.objects.first().topics.add(Topic.objects.create(name="Energie"))
"""
LABELS = {"en-GB": ("Claimant*", "Restates", "Topics"), "de-DE": ("Urheber*", "Erneuert", "Themen")}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack")) as running:
        running.do(NEWSROOM + WITH_A_TOPIC)
        yield running


@pytest.fixture(params=LABELS)
def page(browser: Browser, stack: Stack, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An editor at a claim by night, in each language."""
    context = browser.new_context(locale=request.param, timezone_id="Europe/Berlin", color_scheme="dark")
    context.set_default_timeout(15_000)
    window = context.new_page()
    window.goto(stack.url + "/admin/login/?next=/admin/claims/claim/1/change/")
    window.fill("[name=login]", "ada")
    window.fill("[name=password]", PASSWORD)
    with window.expect_navigation():
        window.press("[name=password]", "Enter")
    yield window
    context.close()


def is_accessible(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_a_field_that_searches_has_the_name_of_its_label(page: Page, request: pytest.FixtureRequest) -> None:
    claimant, restates, topics = LABELS[request.node.callspec.params["page"]]

    expect(page.get_by_role("combobox", name=f"{claimant} Mara Lindt", exact=True)).to_be_visible()
    expect(page.get_by_role("combobox", name=restates)).to_be_visible()
    expect(page.get_by_role("searchbox", name=topics, exact=True)).to_be_visible()
    is_accessible(page)


def test_what_opens_below_it_has_the_name_too(page: Page, request: pytest.FixtureRequest) -> None:
    claimant, _restates, topics = LABELS[request.node.callspec.params["page"]]

    page.locator(".field-claimant .select2-selection").click()
    expect(page.get_by_role("searchbox", name=claimant, exact=True)).to_be_focused()
    is_accessible(page)

    page.keyboard.press("Escape")
    page.get_by_role("searchbox", name=topics, exact=True).fill("e")
    expect(page.get_by_role("option", name="Energie")).to_be_visible()
    is_accessible(page)
