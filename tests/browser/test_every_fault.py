"""Each form of the desk sent with faults: all are listed on top, in focus, and each link leads to its field."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_every_page import FILLED, PASSWORD
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

NONSENSE = {
    **dict.fromkeys(
        ("said_on", "source_published_on", "published_on", "happened_on", "known_on"), "31.2.2026"
    ),
    **dict.fromkeys(
        ("since", "until", "asked_on", "due_on", "received_on", "digest_at", "quiet_from"), "soonish"
    ),
    **dict.fromkeys(("source_address", "address", "url"), "http://not an address"),
    **dict.fromkeys(("email", "username"), "no such @ thing"),
    **dict.fromkeys(("before", "every", "chief_after"), "-1"),
}
EMPTY: dict[str, str] = {}
FUTURE = {
    "said_on": "2040-01-01",
    "source_published_on": "2039-01-01",
    "horizon": "soon",
    "source_publisher": "P",
}
TURNED = {
    "said_on": "2026-03-02",
    "by_hand": "on",
    "opens_on": "2027-01-01",
    "closes_on": "2026-01-01",
    "horizon": "x",
}
STEPS = {
    "verdict": "form.desk-card",
    "add-evidence": "form.desk-card",
    "add-appearance": "form.desk-card",
    "ask": "form.desk-card",
    "snooze": "form.desk-card",
    "withdraw": "form.desk-card",
    "merge": "form.desk-card",
}
ADDED = ("claims/claimant", "claims/topic", "claims/tenure", "claims/user", "claims/invitation")
SET_UP = ("tracker/channel", "tracker/topicladder")
OWN = "#content-main form[id$=_form]"
CASES = [
    *(("/admin/claims/claim/add/", OWN, typed) for typed in (EMPTY, NONSENSE, FUTURE, TURNED)),
    *((f"/admin/{name}/add/", OWN, typed) for name in (*ADDED, *SET_UP) for typed in (EMPTY, NONSENSE)),
    *(
        (f"/admin/claims/claim/CLAIM/{step}/", form, typed)
        for step, form in STEPS.items()
        for typed in (EMPTY, NONSENSE)
    ),
    ("/admin/claims/claim/CLAIM/change/", OWN, {"statement": "", "horizon": "", "said_on": "x"}),
    ("/admin/tracker/feed/add/", "form.desk-card", EMPTY),
    ("/admin/tracker/feed/add/", "form.desk-card", {"address": "http://127.0.0.1/"}),
    ("/admin/tracker/feed/import/", "form.desk-card", EMPTY),
    ("/admin/tracker/feed/1/change/", OWN, {"url": "nothing"}),
]
FILL = """
([selector, typed]) => {
  const form = document.querySelector(selector);
  for (const field of form.elements) {
    if (!field.name || field.type === 'hidden' || ['submit', 'button', 'file'].includes(field.type)) continue;
    const value = typed[field.name] ?? '';
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = value === 'on';
    else if (field.tagName === 'SELECT') field.selectedIndex = field.multiple ? -1 : field.selectedIndex;
    else field.value = value;
  }
  form.noValidate = true;
  const button = form.querySelector('[name=_publish], [name=_save], [name=test], [name=look], button[type=submit]')
    || document.querySelector(`[form=${form.id}][name=_save]`);
  form.requestSubmit(button);
}
"""
# What the page says is wrong beside its fields, apart from the list on top.
SAID = """
() => [...document.querySelectorAll('form .text-red-600 li, form ul.errorlist li')]
  .filter((each) => !each.closest('.desk-faults')).map((each) => each.textContent.trim()).filter(Boolean)
"""


@pytest.fixture(scope="module")
def editor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    """A chief who may do everything, signed in; and the address of the newsroom."""
    with Stack(tmp_path_factory.mktemp("stack")) as stack:
        stack.do(FILLED)
        page = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin").new_page()
        page.goto(stack.url + "/admin/")
        page.fill("[name=login]", "root")
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.press("[name=password]", "Enter")
        yield page, stack.url


def sent(page: Page, address: str, form: str, typed: dict[str, str]) -> list[str]:
    """What the page says is wrong after the form was sent so."""
    page.goto(address)
    page.locator(form).first.wait_for()
    with page.expect_navigation():
        page.evaluate(FILL, [form, typed])
    page.wait_for_load_state("load")
    # A sentence about the whole form is in the list alone; nothing of the kind is left elsewhere in the form.
    assert page.locator("form div.errornote:not(.desk-faults)").count() == 0
    said: list[str] = page.evaluate(SAID)
    return said


@pytest.mark.parametrize(("path", "form", "typed"), CASES)
def test_every_fault_is_listed_in_focus_and_leads_to_its_field(
    editor: tuple[Page, str], path: str, form: str, typed: dict[str, str]
) -> None:
    page, address = editor
    said = sent(page, address + path.replace("CLAIM", "3"), form, typed)
    summary = page.locator(".desk-faults").first
    if not said and not summary.count():
        assert typed is NONSENSE or "snooze" in path, "the form has no fault to show"
        return
    expect(summary).to_be_focused()
    for text in said:
        expect(summary).to_contain_text(text)
    for link in summary.get_by_role("link").all():
        link.click()
        focused = page.locator(":focus")
        expect(focused).to_be_visible()
        assert page.evaluate("document.activeElement.closest('form') !== null"), link.inner_text()
