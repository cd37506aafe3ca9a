"""Takes the pictures of docs/images from a running demo, so that anyone can renew them.

Usage: make run, wait a minute, then .venv/bin/python -m scripts.screenshots [address] [data folder].
"""

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from scripts import chromium

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 200_000
HORIZON = "innerhalb der nächsten 12 bis 18 Monate"


class Newsroom:
    """The running demo: its address, its password, and the rows that make good pictures."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url.rstrip("/")
        self.password = (folder / "demo-sign-in.txt").read_text(encoding="utf-8").strip()
        self._database = folder / "foresaid.sqlite3"

    def claim_with(self, condition: str) -> int:
        """The id of the first claim that fits, with most accepted evidence first."""
        question = (
            "SELECT claim.id FROM claims_claim AS claim LEFT JOIN claims_evidence AS evidence "  # noqa: S608
            "ON evidence.claim_id = claim.id AND evidence.status = 'accepted' "
            f"WHERE {condition} GROUP BY claim.id ORDER BY COUNT(evidence.id) DESC, claim.id LIMIT 1"
        )
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True)) as database:
            return int(database.execute(question).fetchone()[0])


def main(url: str = "http://localhost:8000", folder: str = "var") -> None:
    """Take them all."""
    newsroom = Newsroom(url, ROOT / folder)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        public_pages(browser, newsroom)
        desk_pages(browser, newsroom)
        browser.close()


def public_pages(browser: Browser, newsroom: Newsroom) -> None:
    """What readers see: at a desk, at night, in German, on a phone."""
    decided = newsroom.claim_with("claim.outcome = 'confirmed' AND claim.language = 'en'")
    with opened(browser) as page:
        shoot(page, newsroom.url + "/en/", "scoreboard")
        shoot(page, f"{newsroom.url}/en/claims/{decided}/x/", "claim")
    with opened(browser, color_scheme="dark") as page:
        shoot(page, newsroom.url + "/en/", "dark", top="Standings")
    with opened(browser, locale="de-DE") as page:
        shoot(page, newsroom.url + "/de/", "german")
    with opened(browser, viewport={"width": 390, "height": 844}, is_mobile=True) as page:
        shoot(page, newsroom.url + "/en/", "phone", top="Standings")


def desk_pages(browser: Browser, newsroom: Newsroom) -> None:
    """What an editor sees on the way from a claim to its verdict."""
    overdue = newsroom.claim_with(
        "claim.outcome = 'pending' AND claim.language = 'en' AND claim.closes_on < date('now')"
    )
    with opened(browser) as page:
        sign_in(page, newsroom)
        shoot(page, newsroom.url + "/admin/", "desk")
        read_article(page, newsroom)
        save(page, "from-an-article")
        page.goto(newsroom.url + "/admin/claims/claim/add/")
        fill_claim(page)
        save(page, "claim-form")
        shoot(page, newsroom.url + "/admin/claims/evidence/queue/", "review-queue")
        page.goto(f"{newsroom.url}/admin/claims/claim/{overdue}/verdict/")
        page.check("[name=outcome][value=missed]")
        save(page, "verdict")
        page.goto(newsroom.url + "/admin/mail/")
        put_on_top(page.locator("details").first)
        save(page, "mail")


def sign_in(page: Page, newsroom: Newsroom) -> None:
    """As Ada, the editor."""
    page.goto(newsroom.url + "/admin/login/")
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", newsroom.password)
    page.press("[name=password]", "Enter")
    page.get_by_role("heading", name=re.compile("Today|Heute")).wait_for()


def read_article(page: Page, newsroom: Newsroom) -> None:
    """One of the demo's own; nothing is saved."""
    article = f"{newsroom.url}/demo/articles/harbour-shore-power/"
    page.goto(f"{newsroom.url}/admin/tracker/proposedclaim/intake/?address={article}")
    page.locator("button[name=step][value=read]").click()
    page.locator("#sentence-0").wait_for()
    put_on_top(page.locator(".tracker-article"))


def fill_claim(page: Page) -> None:
    """A German horizon, so that the preview shows what its words give; nothing is saved."""
    page.fill("[name=statement]", "KI-Systeme übernehmen einen erheblichen Teil der Routinearbeit in Büros.")
    page.fill("[name=quote]", f"„Diese Systeme könnten {HORIZON} Routineaufgaben übernehmen.“")
    page.select_option("select[name=language]", "de")
    page.fill("[name=said_on]", "2026-02-12")
    page.fill("[name=source_title]", "Microsoft entwickelt eigene Modelle")
    page.fill("[name=source_published_on]", "2026-02-12")
    page.fill("[name=horizon]", HORIZON)
    page.get_by_text("12 August 2027").wait_for()
    put_on_top(page.locator(".field-source_title"))


@contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """A fresh window of 1280 by 800 in English, unless told otherwise."""
    defaults = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "timezone_id": "Europe/Berlin"}
    context = browser.new_context(**(defaults | options))
    yield context.new_page()
    context.close()


def shoot(page: Page, address: str, name: str, *, top: str = "") -> None:
    """Open the page and keep its first screen, or the one that begins with the heading `top`."""
    page.goto(address)
    if top:
        put_on_top(page.get_by_role("heading", name=top))
    save(page, name)


def put_on_top(place: Locator) -> None:
    """Scroll until the place is a little below the upper edge."""
    place.evaluate("(element) => { element.style.scrollMarginTop = '12px'; element.scrollIntoView(); }")


def save(page: Page, name: str) -> None:
    """Keep what the window shows; a picture too heavy for a page of documentation is an error."""
    page.wait_for_load_state("networkidle")
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size // 1000} KB")
    if size > LARGEST:
        sys.exit(f"{name} is larger than {LARGEST // 1000} KB.")


if __name__ == "__main__":
    main(*sys.argv[1:])
