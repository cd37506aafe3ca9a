"""The language of a new claim follows its quote while one types, until somebody chooses another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_review import NEWSROOM, PASSWORD
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

QUOTE = "Das Werk wird vor 2028 nicht fertig sein, aber wir arbeiten daran."


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack")) as running:
        running.do(NEWSROOM)
        yield running


@pytest.fixture
def form(page: Page, stack: Stack) -> Page:
    """An English-speaking editor at a new claim."""
    page.goto(stack.url + "/admin/login/?next=/admin/claims/claim/add/")
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")
    return page


def test_a_german_quote_makes_the_language_german(form: Page) -> None:
    form.fill("#id_quote", QUOTE)

    expect(form.locator("#id_language")).to_have_value("de")


def test_a_language_that_was_chosen_stays_and_the_form_says_that_it_does_not_fit(form: Page) -> None:
    form.fill("#id_quote", QUOTE)
    expect(form.locator("#id_language")).to_have_value("de")

    form.select_option("#id_language", "en")
    form.fill("#id_said_on", "2026-02-12")
    form.fill("#id_horizon", "vor 2028")

    window = form.locator(".desk-window")
    expect(window).to_contain_text("The quote looks like German, but another language is chosen for it.")
    expect(window).to_contain_text("Read as German, the words mean 12 February 2026 – 31 December 2027.")
    expect(form.locator("#id_language")).to_have_value("en")
