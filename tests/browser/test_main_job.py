"""The whole path, from an editor's sign-in to the public scoreboard, against the real stack."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.feeds import Item, rss
from tests.feedserver import FeedServer, Reply
from tests.stack import Stack, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.stack]

PASSWORD = "correct horse battery"
PEOPLE = f"""
from django.contrib.auth.models import Group
from claims.models import User
for name, role in (("ada", "editor"), ("dora", "chief")):
    person = User.objects.create_user(name, f"{{name}}@example.org", {PASSWORD!r}, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
"""

IS_POLLED = """
from tracker.models import Feed
result = Feed.objects.filter(leased_until=None, last_polled_at__isnull=False).exists()
"""

STATEMENT = "KI-Systeme übernehmen einen erheblichen Teil der Routineaufgaben in Büroberufen."
CLAIM = {
    "statement": STATEMENT,
    "quote": "Diese Systeme könnten innerhalb der nächsten 12 bis 18 Monate Routineaufgaben in Büroberufen übernehmen.",
    "said_on": "2026-02-12",
    "source_publisher": "Tageblatt",
    "source_address": "https://tageblatt.example/suleyman",
    "source_title": "Microsoft entwickelt eigene Modelle",
    "source_published_on": "2026-02-12",
    "horizon": "innerhalb der nächsten 12 bis 18 Monate",
    "criteria": "Eine amtliche Erhebung zeigt, dass die Hälfte der Routineaufgaben automatisch erledigt wird.",
    "checkable": "Die Erhebung des Statistikamts erscheint jedes Jahr.",
}
FOR = "Suleyman: KI-Systeme übernehmen Routineaufgaben in Büroberufen"
AGAINST = "Studie: KI-Systeme übernehmen kaum Routineaufgaben in Büroberufen"
NOISE = "Pokalfinale wegen Sturm auf Sonntag verlegt"


@pytest.fixture
def feed() -> Iterator[FeedServer]:
    """A German feed with two articles that bear on the claim and one that doesn't."""
    now = datetime.now(UTC)
    items = [
        Item("for", FOR, "Mustafa Suleyman nannte Zahlen aus Büroberufen.", now - timedelta(hours=3)),
        Item(
            "against", AGAINST, "Die Routineaufgaben bleiben laut Suleyman vorerst.", now - timedelta(hours=2)
        ),
        Item("noise", NOISE, "Der Verband bestätigte den neuen Termin.", now - timedelta(hours=1)),
    ]
    with FeedServer() as server:
        server.serve("/rss", Reply(rss(*items, title="Küstenblatt", language="de"), etag='"1"'))
        yield server


@pytest.fixture
def stack(tmp_path: Path, feed: FeedServer) -> Iterator[Stack]:
    with Stack(tmp_path, FETCH_ALLOWED_HOSTS=feed.host, LANGUAGE_CODE="en") as running:
        running.do(PEOPLE)
        yield running


class Desk:
    """What an editor does in the admin, in the words of the job."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page = page
        self.stack = stack

    def go(self, path: str) -> None:
        self.page.goto(self.stack.url + path)

    def sign_in(self, name: str) -> None:
        self.page.context.clear_cookies()
        self.go("/admin/login/")
        self.page.fill("[name=login]", name)
        self.page.fill("[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.press("[name=password]", "Enter")
        expect(self.page.get_by_role("heading", name="Today")).to_be_visible()

    def submit(self, button: str) -> None:
        """Press the button and wait for the answer: the next step must not cut it off or share its cookies."""
        with self.page.expect_navigation():
            self.page.get_by_role(
                "button", name=re.compile(f"{button}$")
            ).first.click()  # before it stands an icon

    def add_claimant(self, name: str, description: str) -> None:
        self.go("/admin/claims/claimant/add/")
        self.page.fill("[name=name]", name)
        self.page.fill("[name=description]", description)
        self.submit("Save")

    def fill_claim(self, **values: str) -> None:
        self.go("/admin/claims/claim/add/")
        self.page.locator(".field-claimant .select2-selection").click()
        self.page.locator(".select2-search__field").last.fill("Suleyman")
        self.page.locator(".select2-results__option", has_text="Mustafa Suleyman").click()
        for language in ("statement_language", "language"):
            self.page.select_option(f"select[name={language}]", "de")
        for name, value in values.items():
            self.page.fill(f"[name={name}]", value)

    def error_at(self, field: str) -> Any:
        return self.page.locator(f".field-{field}")

    def queue(self) -> None:
        self.go("/admin/claims/evidence/queue/")

    def decide(self, title: str, button: str) -> None:
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.locator("article", has_text=title).get_by_role("button", name=button).click()

    def rule(
        self, claim_id: int, outcome: str, reasoning: str, *, happened_on: str = "", evidence: str = ""
    ) -> None:
        self.go(f"/admin/claims/claim/{claim_id}/verdict/")
        self.page.check(f"[name=outcome][value={outcome}]")
        self.page.fill("[name=reasoning]", reasoning)
        self.page.fill("[name=happened_on]", happened_on)
        if evidence:
            self.page.locator("label", has_text=evidence).click()
        self.submit("Give a verdict")


def claim_ids(stack: Stack) -> list[int]:
    ids = stack.do(
        "from claims.models import Claim; result = list(Claim.objects.values_list('pk', flat=True))"
    )
    return list(ids)


def test_the_main_job_from_sign_in_to_scoreboard(page: Page, stack: Stack, feed: FeedServer) -> None:
    desk = Desk(page, stack)
    desk.sign_in("ada")
    suleyman = log_the_articles_claim(desk)
    overrule_a_window(desk)
    read_the_feed(desk, feed)
    review_what_was_found(desk)
    readers_see_only_what_was_accepted(desk, suleyman)
    rule_and_correct(desk, suleyman)
    alerts_went_out(desk)
    the_public_reads(desk, suleyman)
    assert "holds together" in verify_record(stack)


def log_the_articles_claim(desk: Desk) -> int:
    """Step 1: wrong input is told at its field; the words give the window; the claim goes public."""
    page = desk.page
    desk.add_claimant("Mustafa Suleyman", "Chef von Microsoft AI")
    desk.fill_claim(**(CLAIM | {"said_on": "2026-02-31", "source_address": "", "source_title": ""}))
    desk.submit("Save and publish")
    expect(desk.error_at("said_on")).to_contain_text("was not understood as one day")
    page.fill("[name=said_on]", CLAIM["said_on"])
    desk.submit("Save and publish")
    expect(desk.error_at("source_address")).to_contain_text("Say where this can be found")
    expect(page.locator("[name=statement]")).to_have_value(STATEMENT)
    page.fill("[name=source_address]", CLAIM["source_address"])
    expect(page.get_by_text("12 February 2027")).to_be_visible()  # the preview, before anything is saved
    expect(page.get_by_text("12 August 2027")).to_be_visible()
    desk.submit("Save and publish")
    expect(page.get_by_text("published", exact=False).first).to_be_visible()
    (claim_id,) = claim_ids(desk.stack)
    stored = desk.stack.do(
        "from claims.models import Claim; c = Claim.objects.get(); "
        "result = [str(c.opens_on), str(c.closes_on), c.horizon_rule, c.state]"
    )
    assert stored == ["2027-02-12", "2027-08-12", "relative range", "published"]
    return claim_id


def overrule_a_window(desk: Desk) -> None:
    """Step 1, the editor's own days: first in the wrong order, then a window that closes in five days."""
    page, today = desk.page, date.today()  # noqa: DTZ011  the stack's own clock
    other = {
        "statement": "Das Rechenzentrum geht ans Netz.",
        "quote": "Das Rechenzentrum geht bald ans Netz.",
    }
    desk.fill_claim(**(CLAIM | other | {"horizon": "bald"}))
    page.check("[name=by_hand]")
    page.fill("[name=opens_on]", "2026-03-01")
    page.fill("[name=closes_on]", "2026-02-01")
    desk.submit("Save and publish")
    expect(desk.error_at("opens_on")).to_contain_text("The window opens after it closes")
    page.fill("[name=opens_on]", "2026-01-01")
    desk.submit("Save and publish")
    expect(desk.error_at("closes_on")).to_contain_text("The window closes before the claim was made")
    page.fill("[name=opens_on]", "2026-03-01")
    page.fill("[name=closes_on]", (today + timedelta(days=5)).isoformat())
    desk.submit("Save and publish")
    wait_for(lambda: len(claim_ids(desk.stack)) == 2)


def read_the_feed(desk: Desk, feed: FeedServer) -> None:
    """Step 2: a chief's channel and an editor's feed; beat, broker and worker do the rest, asking conditionally."""
    desk.sign_in("dora")
    desk.go("/admin/tracker/channel/add/")
    desk.page.fill("[name=name]", "Desk")
    desk.page.fill("[name=address]", "desk@example.org")
    desk.submit("Save")
    # What is owed already comes as one message: the form says so first.
    expect(desk.page.get_by_role("alert").first).to_contain_text("1")
    desk.submit("Save")
    expect(desk.page.locator("[name=address]")).to_have_count(0)
    desk.sign_in("ada")
    desk.go("/admin/tracker/feed/add/")
    desk.page.fill("[name=address]", feed.url("/rss"))
    desk.submit("Test")
    desk.page.select_option("select[name=language]", "de")
    desk.submit("Track this feed")
    wait_for(lambda: len(feed.received) > 1, what="the first poll after the test")
    # A wish that comes while a worker has the feed in hand is met by that poll.
    wait_for(lambda: desk.stack.do(IS_POLLED), what="the end of the first poll")
    desk.go("/admin/tracker/feed/1/change/")
    desk.submit("Save and poll now")
    wait_for(lambda: len(feed.received) > 2, what="the poll that was asked for")
    wait_for(lambda: _polls_again(desk, feed), what="a conditional poll")
    stored = desk.stack.do("from tracker.models import Article; result = Article.objects.count()")
    assert stored == 3


def _polls_again(desk: Desk, feed: FeedServer) -> bool:
    """Let the feed be due until the worker has asked the server what has changed since."""
    desk.stack.do(
        "from django.utils import timezone; from tracker.models import Feed; "
        "result = Feed.objects.update(next_poll_at=timezone.now())"
    )
    return any("if-none-match" in seen.headers for seen in feed.received)


def review_what_was_found(desk: Desk) -> None:
    """Steps 3 and 4: suggestions with the words that matched, one click each."""
    page = desk.page

    def both_wait() -> bool:
        desk.queue()
        return page.get_by_text(FOR).count() > 0 and page.get_by_text(AGAINST).count() > 0

    wait_for(both_wait, what="both suggestions in the queue")
    expect(page.get_by_text(NOISE)).to_have_count(0)
    suggestion = page.locator("article", has_text=FOR)
    expect(suggestion).to_contain_text("Routineaufgaben")
    expect(suggestion.locator("mark").first).to_be_visible()
    desk.decide(FOR, "Supports")
    expect(page.locator("article", has_text=FOR)).to_have_count(0)
    desk.decide(AGAINST, "Reject")
    expect(page.locator("article", has_text=AGAINST)).to_have_count(0)


def readers_see_only_what_was_accepted(desk: Desk, claim_id: int) -> None:
    desk.page.context.clear_cookies()
    desk.go(f"/en/claims/{claim_id}/x/")
    expect(desk.page.get_by_role("link", name=FOR)).to_be_visible()
    assert AGAINST not in desk.page.content()
    desk.sign_in("ada")


def rule_and_correct(desk: Desk, claim_id: int) -> None:
    """Step 5: a ruling too early is refused at its field; a verdict is appended, and so is its correction."""
    page = desk.page
    yesterday = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011  the stack's own clock
    desk.rule(claim_id, "confirmed", "Die Erhebung zeigt es.", happened_on=yesterday)
    expect(page.locator("form").filter(has=page.locator("[name=outcome]"))).to_contain_text(
        "Choose the accepted evidence it rests on"
    )
    desk.rule(claim_id, "confirmed", "Die Erhebung zeigt es.", happened_on=yesterday, evidence=FOR)
    expect(page.get_by_text("Confirmed").first).to_be_visible()
    desk.rule(claim_id, "pending", "Die Erhebung wurde zurückgezogen.")
    desk.rule(claim_id, "confirmed", "Die neue Erhebung zeigt es auch.", happened_on=yesterday, evidence=FOR)
    count = desk.stack.do("from claims.models import Verdict; result = Verdict.objects.count()")
    assert count == 3


def alerts_went_out(desk: Desk) -> None:
    """Step 6: one mail for the claim that closes in five days, shown on the development mail page; no second.

    The reminder was owed before the channel was made: the channel's first message tells it.
    """
    page = desk.page

    def has_mail() -> bool:
        desk.go("/admin/mail/")
        return page.get_by_text("Closes in 5 days").count() > 0

    wait_for(has_mail, what="the alert")
    page.wait_for_timeout(5_000)  # several ticks in which a second copy could go out
    sent = desk.stack.do(
        "from tracker.models import Alert; result = sorted(Alert.objects.values_list('step', 'state'))"
    )
    assert sent == [["", "sent"], ["before-7", "sent"]]
    assert sum(path.read_text().count("\nSubject: ") for path in (desk.stack.folder / "mail").iterdir()) == 1


def the_public_reads(desk: Desk, claim_id: int) -> None:
    """Step 7: scoreboard, claimant, claim with its history, list with filters and search, in both languages."""
    page = desk.page
    page.context.clear_cookies()
    desk.go("/")
    expect(page).to_have_url(re.compile("/en/$"))
    page.get_by_role("link", name="Mustafa Suleyman").first.click()
    expect(page.get_by_text("Chef von Microsoft AI")).to_be_visible()
    page.get_by_role("link", name=STATEMENT).first.click()
    for words in (
        "Die neue Erhebung zeigt es auch.",
        "Die Erhebung wurde zurückgezogen.",
        "Die Erhebung zeigt es.",
    ):
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    page.get_by_role("link", name="Deutsch").click()
    expect(page.get_by_text("12. Februar 2027").first).to_be_visible()
    desk.go("/de/claims/?outcome=confirmed")
    expect(page.get_by_role("link", name=STATEMENT)).to_be_visible()
    expect(page.get_by_role("link", name="Das Rechenzentrum geht ans Netz.")).to_have_count(0)
    desk.go("/de/claims/?q=Rechenzentrum")
    expect(page.get_by_role("link", name="Das Rechenzentrum geht ans Netz.")).to_be_visible()
    expect(page.get_by_role("link", name=STATEMENT)).to_have_count(0)


def verify_record(stack: Stack) -> str:
    return str(
        stack.do(
            "from io import StringIO\nfrom django.core.management import call_command\nout = StringIO()\n"
            "call_command('verify_record', stdout=out)\nresult = out.getvalue()"
        )
    )
