"""A real chromium, or a clear word that there is none."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts import chromium

# Milliseconds: as on a busy machine an answer takes seconds, and a test that waits for too long has failed anyway.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not chromium.program():
        pytest.skip("no chromium on this machine: apt install chromium")
    with sync_playwright() as playwright:
        # Playwright's loop would make Django refuse the database in this thread, where nothing asynchronous runs.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        started = chromium.launch(playwright)
        yield started
        started.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A fresh window with an English reader in Berlin; a script error or a refusal by the CSP fails the test."""
    context = browser.new_context(
        locale="en-GB", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    window = context.new_page()
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.on(
        "console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield window
    window.screenshot(path=tmp_path / "last.png", full_page=True)
    context.close()
    assert faults == []
