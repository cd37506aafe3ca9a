"""An editor's whole day with the keyboard alone, in both languages: from the sign-in to the sign-out."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keys import Keys
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

PASSWORD = "correct horse battery"
PEOPLE = f"""
from django.contrib.auth.models import Group
from claims.models import User
for name, language in (("ada", "en"), ("dora", "de")):
    person = User.objects.create_user(
        name, f"{{name}}@example.org", {PASSWORD!r}, is_staff=True, language=language
    )
    person.groups.add(Group.objects.get(name="editor"))
"""
SUGGESTED = """
from claims import editorial
from claims.models import Claim
claim = Claim.objects.latest("pk")
editorial.suggest_evidence(claim=claim, article=editorial.FoundArticle(
    address=f"https://post.example/{claim.pk}", title="The harbour has shore power now", publisher="Post",
    excerpt="Ships are plugged in.", matched_words=(("harbour", 1.0),), score=0.9,
))
result = claim.pk
"""
STANDS = """
from claims.models import Claim
claim = Claim.objects.latest("pk")
reply = claim.replies.get()
result = [claim.state, claim.outcome, claim.statement, reply.text, claim.assigned_to.username,
          claim.topics.get().name, [n.reason for n in claim.corrections.all()]]
"""
# A page's locale, and what is created in the list.
LANGUAGES = {
    "en-GB": ("Create “{}” (person)", "Create “{}”"),
    "de-DE": ("„{}“ als Person anlegen", "„{}“ anlegen"),
}
BAR = ".desk-bar"


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack"), FOUR_EYES="1") as running:
        running.do(PEOPLE)
        yield running


def sign_in(page: Page, stack: Stack, name: str) -> Keys:
    keys = Keys(page)
    page.goto(stack.url + "/admin/")
    keys.fill("login", name)
    keys.fill("password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return keys


def sign_out(keys: Keys) -> None:
    keys.open("#user-menu")
    expect(keys.page.locator("#user-links")).to_be_visible()
    keys.press("#logout-form button")
    if "/logout/" in keys.page.url:
        keys.press("main button[type=submit], main form button")


def log_and_publish(keys: Keys, words: tuple[str, str], language: str) -> None:
    keys.press('#nav-sidebar a[href="/admin/claims/claim/"]')
    keys.press('a[href^="/admin/claims/claim/add/"]')
    keys.past_the_frame()
    name, topic = f"Hedda Vossberg {language}", f"Harbours {language}"
    keys.search("field-claimant", name, words[0].format(name))
    keys.fill("statement", "The harbour has shore power by 2027.")
    keys.choose("statement_language", "en")
    keys.fill("quote", "By the end of 2027 there will be shore power.")
    keys.choose("language", "en")
    keys.fill("said_on", "2 March 2026" if language == "en-GB" else "2. März 2026")
    keys.choose("firmness", "expected")
    keys.fill("source_publisher", "Morgenblatt")
    keys.fill("source_title", f"An interview {language}")
    keys.fill("source_published_on", "2026-03-02")
    keys.fill("horizon", "by the end of 2027")
    keys.fill("criteria", "Ships are plugged in.")
    keys.fill("checkable", "Anybody can go and look.")
    keys.search("field-topics", topic, words[1].format(topic))
    keys.press("button[name=_publish]")
    expect(keys.page.locator(BAR)).to_be_visible()


def review(keys: Keys) -> None:
    keys.press('#nav-sidebar a[href^="/admin/claims/evidence/queue/"]')
    keys.past_the_frame()
    keys.to('button[name=decision][value="supports"]')
    keys.page.keyboard.press("Enter")
    expect(keys.page.locator(".desk-suggestion")).to_have_count(0)


def to_claim(keys: Keys, claim: int, step: str = "") -> None:
    """From anywhere: the list, the claim, its step."""
    keys.press('#nav-sidebar a[href="/admin/claims/claim/"]')
    keys.past_the_frame()
    keys.press(f'#result_list .field-statement a[href*="/{claim}/change/"]')
    keys.past_the_frame()
    if step:
        keys.press(f'{BAR} a[href$="/{step}/"]')
        keys.past_the_frame()


def rule(keys: Keys, claim: int) -> None:
    to_claim(keys, claim, "verdict")
    keys.radio("outcome", "confirmed")
    keys.fill("happened_on", "1.6.2026")
    keys.fill("known_on", "2.6.2026")
    keys.tick("input[name=evidence]")
    keys.fill("reasoning", "Ships are plugged in since June.")
    keys.press("form.desk-card .desk-buttons button[type=submit]")


def correct(keys: Keys, claim: int) -> None:
    to_claim(keys, claim)
    keys.fill("statement", "The harbour has shore power by the end of 2027.")
    keys.fill("reason", "Said more exactly.")
    keys.press("button[name=_save]")


def sign(keys: Keys, claim: int, what: str) -> None:
    to_claim(keys, claim)
    keys.press(f'form[action*="{what}"] button')


def ask_and_enter_the_reply(keys: Keys, claim: int) -> None:
    to_claim(keys, claim, "ask")
    keys.fill("due_on", "2040-12-31")
    keys.press("form.desk-card .desk-buttons button[type=submit]")
    to_claim(keys, claim, "reply")
    keys.fill("received_on", datetime.now().strftime("%Y-%m-%d"))  # noqa: DTZ005  the newsroom's own day
    keys.fill("text", "We said so.")
    keys.press("form.desk-card .desk-buttons button[type=submit]")


def hand_over(keys: Keys, claim: int, stack: Stack) -> None:
    to_claim(keys, claim, "hand-on")
    number = stack.do('from claims.models import User\nresult = User.objects.get(username="dora").pk')
    keys.choose("to", str(number))
    keys.press("form.desk-card .desk-buttons button[type=submit]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_editors_day_needs_no_mouse(browser: Browser, stack: Stack, language: str) -> None:
    context = browser.new_context(
        locale=language, timezone_id="Europe/Berlin", viewport={"width": 1400, "height": 900}
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    keys = sign_in(page, stack, "ada")
    log_and_publish(keys, LANGUAGES[language], language)
    claim = int(stack.do(SUGGESTED))
    correct(keys, claim)
    sign_out(keys)
    keys = sign_in(page, stack, "dora")
    sign(keys, claim, "/claim/change/")
    review(keys)
    rule(keys, claim)
    sign_out(keys)
    keys = sign_in(page, stack, "ada")
    sign(keys, claim, "/countersign/")
    ask_and_enter_the_reply(keys, claim)
    hand_over(keys, claim, stack)
    state = stack.do(STANDS)
    assert state[:2] == ["published", "confirmed"]
    assert state[3:6] == ["We said so.", "dora", f"Harbours {language}"]
    assert "Said more exactly." in state[6]
    context.close()


def test_filters_menu_and_theme_are_opened_closed_and_left_where_one_was(
    browser: Browser, stack: Stack
) -> None:
    page = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 900}).new_page()
    keys = sign_in(page, stack, "ada")
    keys.press('#nav-sidebar a[href="/admin/claims/claim/"]')
    keys.open("#changelist-filter-open")
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    expect(page.locator("#changelist-filter-close")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#changelist-filter') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#changelist-filter-open")).to_be_focused()
    keys.open("#user-menu")
    expect(page.locator("#user-links")).to_be_visible()
    keys.open(".desk-theme:nth-of-type(2)")
    expect(page.locator("html.dark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#user-menu")).to_be_focused()
    expect(page.locator("#user-links")).to_be_hidden()


def test_on_a_phone_the_navigation_opens_takes_the_focus_and_gives_it_back(
    browser: Browser, stack: Stack
) -> None:
    page = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844}).new_page()
    keys = sign_in(page, stack, "ada")
    keys.open("#sidebar-open")
    expect(page.locator("#sidebar-close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#sidebar-open")).to_be_focused()
    expect(page.locator("#nav-sidebar")).to_be_hidden()
