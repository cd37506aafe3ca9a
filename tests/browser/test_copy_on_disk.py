"""A copy of the site, opened from a disk, where nothing answers: it can be read, searched and checked all the same."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_check_yourself import check
from tests.stack import ROOT, Shell, database_url

pytestmark = [pytest.mark.browser, pytest.mark.stack]

BEGIN = """
from django.contrib.auth.models import Group
from django.utils import timezone
from claims import editorial, record
from claims.models import Claimant, User
from tests.makers import Maker
dora = User.objects.create_user("dora")
dora.groups.add(Group.objects.get(name="chief"))
make = Maker(dora, editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=dora))
shown = make.published()
make.ruled(shown, "confirmed", happened_on=make.facts.said_on)
make.published(statement="Der Tunnel für die Straßenbahn ist fertig.", statement_language="de")
record.number_entries(now=timezone.now())
result = shown.pk
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The folder, and the number of a claim in it."""
    folder = tmp_path_factory.mktemp("newsroom")
    url = database_url(folder, is_migrated=True)
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": url, "DEMO": "0", "DEBUG": "0"}
    shell = Shell(environment)
    claim: int = shell.run(BEGIN)
    shell.close()
    command = [sys.executable, "manage.py", "export_site", str(folder / "copy")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return folder / "copy", claim


def test_it_opens_without_a_server_and_its_links_lead_on(page: Page, copy: tuple[Path, int]) -> None:
    root, claim = copy
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root.as_uri()}/index.html")

    page.wait_for_url("**/en/index.html")
    page.get_by_role("link", name="Claims", exact=True).first.click()
    page.get_by_role(
        "link", name="The bridge over the Elbe will be open to traffic by the end of 2026."
    ).click()
    page.get_by_role("link", name="Deutsch").click()

    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert page.url == f"{root.as_uri()}/de/claims/{claim}/index.html"
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "block"
    assert {url.partition(":")[0] for url in asked} == {"file"}


def test_it_is_searched_by_a_script_of_its_own(page: Page, copy: tuple[Path, int]) -> None:
    root, _claim = copy
    page.goto(f"{root.as_uri()}/de/claims/index.html")

    page.get_by_label("Suchwörter").fill("strassen fertig")
    page.get_by_role("button", name="Zeigen").click()

    expect(page.locator(".claim-row")).to_have_count(1)
    expect(page.locator(".claim-row h3")).to_have_text("Der Tunnel für die Straßenbahn ist fertig.")
    expect(page.get_by_label("Suchwörter")).to_have_value("strassen fertig")
    page.goto(f"{root.as_uri()}/en/claims/index.html?outcome=confirmed")
    expect(page.locator(".found")).to_have_text("1 claim")
    page.locator(".claim-row h3 a").click()
    expect(page.locator("h1")).to_contain_text("The bridge over the Elbe")


def test_a_claim_is_checked_by_a_reader_alone(page: Page, copy: tuple[Path, int]) -> None:
    root, claim = copy
    page.goto(f"{root.as_uri()}/en/claims/{claim}/index.html")

    first, second = check(page, "Check now"), check(page, "Check now")

    assert "failed" not in {*first, *second}
    assert second[1:] == ["held"] * 5
    expect(page.locator("[data-said=failed]")).to_be_hidden()
