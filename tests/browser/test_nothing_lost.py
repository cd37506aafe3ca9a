"""What was typed is there again after a session's end; what does not fit is listed, opened and in focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

PASSWORD = "correct horse battery"
PEOPLE = f"""
from django.contrib.auth.models import Group
from claims import editorial
from claims.models import Claimant, User
person = User.objects.create_user("ada", "ada@example.org", {PASSWORD!r}, is_staff=True)
person.groups.add(Group.objects.get(name="editor"))
editorial.save_claimant(claimant=Claimant(name="Hedda Vossberg"), by=User.objects.get(pk=person.pk))
"""
ADD = "/admin/claims/claim/add/"
STATEMENT = "The harbour has shore power by the end of 2027."


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder: Path = tmp_path_factory.mktemp("stack")
    with Stack(folder, LANGUAGE_CODE="en") as running:
        running.url = f"http://localhost:{running.port}"
        running.do(PEOPLE)
        yield running


def sign_in(page: Page, stack: Stack, path: str = "/admin/") -> None:
    page.goto(stack.url + path)
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


def type_claim(page: Page) -> None:
    page.locator(".field-claimant .select2-selection").click()
    page.locator(".select2-search__field").last.fill("Vossberg")
    page.locator(".select2-results__option", has_text="Hedda Vossberg").click()
    page.fill("[name=statement]", STATEMENT)
    page.fill("[name=quote]", "Bis Ende 2027 gibt es Landstrom.")
    page.select_option("[name=firmness]", index=1)
    page.wait_for_timeout(600)


def drafts(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('foresaid.draft.')).length"))


def test_what_was_typed_is_there_again_after_all_cookies_have_gone(page: Page, stack: Stack) -> None:
    sign_in(page, stack, ADD)
    type_claim(page)
    page.context.clear_cookies()
    page.locator("[name=_save]").first.click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("[name=statement]")).to_have_value(STATEMENT)
    expect(page.locator(".field-claimant .select2-selection")).to_contain_text("Hedda Vossberg")


def test_sign_out_drops_what_was_typed(page: Page, stack: Stack) -> None:
    sign_in(page, stack, ADD)
    type_claim(page)
    assert drafts(page) == 1
    page.goto(stack.url + "/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert drafts(page) == 0


def test_soon_without_days_opens_what_hides_the_fault_and_names_it_at_the_top(
    page: Page, stack: Stack
) -> None:
    sign_in(page, stack, ADD)
    type_claim(page)
    page.fill("[name=horizon]", "soon")
    page.fill("[name=said_on]", "2026-03-02")
    page.fill("[name=criteria]", "Ships are plugged in.")
    page.fill("[name=source_publisher]", "Morgenblatt")
    page.fill("[name=source_title]", "An interview")
    page.fill("[name=source_published_on]", "2026-03-02")
    assert not page.locator("[name=closes_on]").first.is_visible()
    with page.expect_navigation():
        page.locator("[name=_publish]").first.click()
    summary = page.get_by_role("alert").first
    expect(summary).to_contain_text("The horizon gives no date")
    expect(summary).to_be_focused()
    expect(page.locator("[name=closes_on]").first).to_be_visible()
    summary.get_by_role("link").first.click()
    expect(page.locator("[name=closes_on]").first).to_be_focused()


def test_what_was_saved_is_offered_no_more(page: Page, stack: Stack) -> None:
    sign_in(page, stack, "/admin/claims/claimant/add/")
    page.fill("[name=name]", "Jonas Weiden")
    page.wait_for_timeout(600)
    assert drafts(page) == 1
    with page.expect_navigation():
        page.locator("[name=_save]").first.click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert drafts(page) == 0
