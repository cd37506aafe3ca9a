"""Every page of desk and public site that a link leads to: landmarks, a skip link, nothing that takes a mouse."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.any_database]

PASSWORD = "correct horse battery"
# With rows in every list, and one of each kind to open.
FILLED = f"""
from django.contrib.auth.models import Group
from claims import editorial
from claims.models import Claimant, Tenure, Topic, User
from tests.makers import Maker
from tracker.models import Channel, Feed, TopicLadder
User.objects.create_superuser("root", "root@example.org", {PASSWORD!r})
def root():
    return User.objects.get(username="root")
root().groups.set(Group.objects.all())
someone = editorial.save_claimant(claimant=Claimant(name="Hedda Vossberg", description="Minister"), by=root())
topic = editorial.save_topic(topic=Topic(name="Energy"), by=root())
editorial.save_tenure(tenure=Tenure(claimant=someone, office="Minister"), by=root())
maker = Maker(root(), someone)
maker.draft()
claim = maker.published()
claim.topics.add(topic)
maker.ruled(claim, "missed", can_no_longer_happen=True)
maker.suggested(maker.published())
Feed.objects.create(url="https://paper.example/rss", title="Paper")
Channel.objects.create(name="Desk", address="desk@example.org")
TopicLadder.objects.create(topic=topic)
editors = Group.objects.filter(name="editor")
editorial.invite(email="new@example.org", groups=editors, language="en", by=root())
"""
ROOTS = (
    "/admin/",
    "/en/",
    "/account/password/",
    "/account/sessions/",
    "/account/second-factor/",
    "/en/nowhere/",
)
NO_PAGE = re.compile(
    r"\.(atom|ics|opml|txt|svg|png|json|xml|eml)$|/(export|download|static|media|embed)/|^/(data|demo|images|record)/|/set-language/"
)
MOST = 120
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"],
    # Colours at rest are tested where they are chosen; a heading's rank is no landmark.
    "rules": {name: {"enabled": False} for name in ("color-contrast", "heading-order", "empty-table-header")},
}
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"
ONLY_BY_MOUSE = """
() => {
  const keys = 'a[href], button, input, select, textarea, summary, label, option, [tabindex]:not([tabindex="-1"])';
  return [...document.body.querySelectorAll('*')]
    .filter((each) => each.offsetParent && getComputedStyle(each).cursor === 'pointer' && !each.closest(keys))
    .map((each) => each.outerHTML.slice(0, 160));
}
"""
SKIPS_FIRST = """
() => document.querySelector('a[href], button, input:not([type=hidden]), [tabindex="0"]').matches('a[href="#content"]')
  && document.querySelector('#content[tabindex="-1"]') !== null
"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack")) as running:
        running.do(FILLED)
        yield running


def shape(path: str) -> str:
    """One of all pages that differ in a row's number or name only."""
    return re.sub(r"[0-9]+(/[\w-]+/$)?", "N", path)


def faults_of(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    faults = [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
    faults += [f"only by mouse: {each}" for each in page.evaluate(ONLY_BY_MOUSE)]
    if not page.evaluate(SKIPS_FIRST):
        faults.append("what Tab reaches first is no skip link")
    return faults


def test_every_page_has_landmarks_and_nothing_that_only_a_mouse_reaches(page: Page, stack: Stack) -> None:
    page.goto(stack.url + "/admin/")
    page.fill("[name=login]", "root")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")
    waiting, seen = list(ROOTS), {shape(path) for path in ROOTS}
    faults: dict[str, list[str]] = {}
    visited = 0
    while waiting and visited < MOST:
        path = waiting.pop(0)
        page.goto(stack.url + path)
        visited += 1
        if found := faults_of(page):
            faults[path] = found
        for link in page.evaluate(LINKS):
            parts = urlsplit(link)
            here = f"{parts.scheme}://{parts.netloc}" == stack.url
            if here and shape(parts.path) not in seen and not NO_PAGE.search(parts.path):
                seen.add(shape(parts.path))
                waiting.append(parts.path)
    assert faults == {}, "\n".join(f"{path}\n  " + "\n  ".join(each) for path, each in faults.items())
    assert visited >= 60
