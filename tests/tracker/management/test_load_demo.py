"""The command that loads the demo: into an empty data folder only, and without a word that others could use."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from claims.models import Claim, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def test_a_newsrooms_own_folder_is_never_mixed_with_the_demo() -> None:
    User.objects.create_user(username="erika", email="erika@elsewhere.example")

    with pytest.raises(CommandError, match="make run DEMO=0"):
        call_command("load_demo")

    assert not Claim.objects.exists()


def test_the_command_prints_no_password(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    call_command("load_demo")

    assert (tmp_path / "demo-sign-in.txt").read_text().strip() not in capsys.readouterr().out
