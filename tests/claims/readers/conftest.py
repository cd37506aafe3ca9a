"""A newsroom that sends readers mail."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _mail_goes_out(settings: Settings) -> None:
    settings.FOLLOW_BY_MAIL = True
