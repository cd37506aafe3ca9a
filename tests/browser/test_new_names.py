"""A claimant and a topic are created in the list in which one searches for them, with the keyboard alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_autocomplete import is_accessible
from tests.browser.test_review import NEWSROOM, PASSWORD
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

WORDS = {
    "en-GB": ("Claimant*", "Create “{}” (person)", "Topics", "Create “{}”"),
    "de-DE": ("Urheber*", "„{}“ als Person anlegen", "Themen", "„{}“ anlegen"),
}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack")) as running:
        running.do(NEWSROOM)
        yield running


@pytest.fixture(params=WORDS)
def page(browser: Browser, stack: Stack, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An editor at a new claim, in each language."""
    context = browser.new_context(locale=request.param, timezone_id="Europe/Berlin")
    context.set_default_timeout(15_000)
    window = context.new_page()
    window.goto(stack.url + "/admin/login/?next=/admin/claims/claim/add/")
    window.fill("[name=login]", "ada")
    window.fill("[name=password]", PASSWORD)
    with window.expect_navigation():
        window.press("[name=password]", "Enter")
    yield window
    context.close()


def test_a_name_that_is_not_on_record_is_created_in_the_list(
    page: Page, request: pytest.FixtureRequest
) -> None:
    language = request.node.callspec.params["page"]
    claimant, create_person, topics, create_topic = WORDS[language]
    name = f"Hedda Vossberg {language}"

    page.get_by_role("combobox", name=claimant).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".select2-search__field:focus")).to_be_visible()
    page.keyboard.type(name)
    expect(page.get_by_role("option", name=create_person.format(name), exact=True)).to_be_visible()
    is_accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=claimant)).to_contain_text(name)
    expect(page.get_by_role("combobox", name=claimant)).not_to_contain_text("“")

    page.get_by_role("searchbox", name=topics, exact=True).focus()
    page.keyboard.type(f"Rail {language}")
    expect(
        page.get_by_role("option", name=create_topic.format(f"Rail {language}"), exact=True)
    ).to_be_visible()
    page.keyboard.press("Enter")

    # Refused, and then sent again: the names are still there, and not on record before the claim is.
    for field, typed in {
        "statement": "s",
        "quote": "q",
        "said_on": "2026-02-12",
        "horizon": "by 2030",
    }.items():
        page.fill(f"[name={field}]", typed)
    page.select_option("[name=firmness]", index=1)
    page.fill("[name=source_publisher]", "Morgenblatt")
    page.fill("[name=source_published_on]", "2026-02-12")
    with page.expect_navigation():
        page.locator("[name=_save]").first.click()
    expect(page.get_by_role("combobox", name=claimant)).to_contain_text(name)
    page.fill("[name=source_title]", "An interview")
    with page.expect_navigation():
        page.locator("[name=_save]").first.click()
    expect(page.get_by_role("combobox", name=claimant)).to_contain_text(name)
    page.goto(page.url.split("/admin/")[0] + f"/admin/claims/claimant/?q={name}")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
