"""While a claim is typed, those on record that it may be are named beside it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_review import NEWSROOM, PASSWORD
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack"), LANGUAGE_CODE="en") as running:
        running.do(NEWSROOM)
        yield running


def open_signed_in(page: Page, stack: Stack, address: str) -> None:
    page.goto(f"{stack.url}/admin/login/?next={address}")
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


def test_twins_are_named_while_one_types_and_go_when_it_is_another(page: Page, stack: Stack) -> None:
    open_signed_in(page, stack, "/admin/claims/claim/add/")
    page.locator(".field-claimant .select2-selection").click()
    expect(page.locator(".select2-search__field:focus")).to_be_visible()
    page.keyboard.type("Lindt")
    page.get_by_role("option", name="Mara Lindt", exact=True).click()
    page.fill("#id_statement", "The bridge over the Elbe will open in month 8.")

    twins = page.locator("#claim-twins")
    expect(twins).to_contain_text("Perhaps on record already")
    expect(twins.get_by_role("link").first).to_have_text("The bridge over the Elbe will open in month 8.")
    expect(twins).to_contain_text("the same words")

    page.fill("#id_statement", "Rents in all large cities fall by a third before 2031.")
    expect(twins).not_to_contain_text("Perhaps")


def test_twins_of_a_sentence_are_named_when_it_is_opened_and_while_it_is_edited(
    page: Page, stack: Stack
) -> None:
    open_signed_in(page, stack, "/admin/tracker/proposedclaim/intake/")
    page.fill("[name=text]", "The toll will start on all four motorways by the end of 2030, she said.")
    page.fill("[name=title]", "Tolls")
    page.fill("[name=publisher]", "Post")
    page.fill("[name=published_on]", "2026-03-02")
    page.select_option("select#id_language", "en")
    with page.expect_navigation():
        page.locator("button[name=step][value=read]:visible").last.click()
    page.locator("#sentence-0 summary").click()
    twins = page.locator("#sentence-0 [data-twins]")
    expect(twins).to_have_text("")
    page.fill("[name=form-0-claimant]", "Mara Lindt")
    page.fill("[name=form-0-statement]", "The bridge over the Elbe will open in month 8.")
    expect(twins).to_contain_text("the same words")
    page.fill("[name=form-0-statement]", "Rents in all large cities fall by a third before 2031.")
    expect(twins).not_to_contain_text("Perhaps")

    page.fill("[name=form-0-statement]", "The bridge over the Elbe will open in month 9.")
    with page.expect_navigation():
        page.press("[name=form-0-claimant]", "Enter")  # looks through the article again
    page.locator("#sentence-0 summary").click()
    expect(page.locator("#sentence-0 [data-twins]")).to_contain_text(
        "The bridge over the Elbe will open in month 9."
    )
