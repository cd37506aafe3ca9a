"""The account pages in a real browser: a passkey from its making to the sign-in, and every page by axe's rules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

PASSWORD = "correct horse battery"
PEOPLE = f"""
from django.contrib.auth.models import Group
from claims.models import User
person = User.objects.create_user("ada", "ada@example.org", {PASSWORD!r}, is_staff=True)
person.groups.add(Group.objects.get(name="editor"))
"""
OPEN = ("login/", "password/reset/", "password/reset/sent/", "inactive/", "invitation/x/")
OWN = (
    "password/",
    "second-factor/",
    "sessions/",
    "logout/",
    "second-factor/totp/activate/",
    "second-factor/webauthn/add/",
)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder: Path = tmp_path_factory.mktemp("stack")
    with Stack(folder, LANGUAGE_CODE="en", SECOND_FACTOR_ROLES="editor") as running:
        running.url = f"http://localhost:{running.port}"  # passkeys want a name
        running.do(PEOPLE)
        yield running


def sign_in(page: Page, stack: Stack) -> None:
    page.goto(stack.url + "/admin/")
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("heading", name="Second factor").wait_for()


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def test_a_passkey_is_set_up_and_signs_in_alone(page: Page, stack: Stack) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    sign_in(page, stack)
    expect(page.get_by_role("status")).to_contain_text("Your role needs a second factor")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("Work phone")
    page.get_by_label("Signs in without name and password").check()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()

    page.goto(stack.url + "/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def test_a_passkey_that_is_not_there_says_so(page: Page, stack: Stack) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.goto(stack.url + "/account/login/")
    page.evaluate("() => { navigator.credentials.get = async () => { throw new Error('stopped'); }; }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("sign in with your password")


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_every_account_page_is_free_of_faults_that_axe_knows(
    browser: Browser, stack: Stack, language: str
) -> None:
    stack.do("from allauth.mfa.models import Authenticator; Authenticator.objects.all().delete()")
    page = browser.new_context(locale=language).new_page()
    found = []
    for path in OPEN:
        page.goto(f"{stack.url}/account/{path}")
        found += faults(page)
    page.goto(stack.url + "/admin/")
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("heading", name=re.compile("Second factor|Zweiter Faktor")).wait_for()
    for path in OWN:
        page.goto(f"{stack.url}/account/{path}")
        found += faults(page)
    page.context.close()
    assert found == []
