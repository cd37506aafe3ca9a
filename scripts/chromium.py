"""The machine's own chromium, for the tests and the pictures."""

import shutil

from playwright.sync_api import Browser, Playwright

# As root, and without the look-ups of its own that a closed network would only answer with errors.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program() -> str | None:
    """Where chromium is, None on a machine without one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def launch(playwright: Playwright) -> Browser:
    """A running one. RuntimeError, with what to do, on a machine without."""
    path = program()
    if path is None:
        raise RuntimeError("no chromium on this machine: apt install chromium")
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))
