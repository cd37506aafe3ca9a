import logging
import sys

import pytest

from tracker.evidence import apart

ENDS_WELL = (sys.executable, "-c", "")
FAILS = (sys.executable, "-c", "raise SystemExit('no such table')")


@pytest.fixture
def _is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_is_wanted", [False])
    apart.begin()


def test_nobody_else_is_asked_where_it_is_not_wanted() -> None:
    assert not apart.is_done((sys.executable, "-c", "never run"))


@pytest.mark.usefixtures("_is_wanted")
def test_a_process_that_ends_well_has_laid_the_claims_out() -> None:
    assert apart.is_done(ENDS_WELL)


@pytest.mark.usefixtures("_is_wanted")
@pytest.mark.parametrize("command", [FAILS, ("no-such-program",)])
def test_where_it_fails_this_process_does_so_itself_and_the_log_says_why(
    command: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert not apart.is_done(command)
    assert "no such" in caplog.text or "No such" in caplog.text
