"""The record is verified while ten write to it: one moment of the database is seen, and nothing is found amiss."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claims.models import Claimant, User
from tests.races import needs_postgresql
from tests.writers import verify_while_ten_write

ROOT = Path(__file__).resolve().parents[2]
ON_A_FILE = """
import django
django.setup()
from django.core.management import call_command
from django.db import connections
connections.settings["default"]["OPTIONS"]["timeout"] = 300  # on a busy machine ten wait for each other for long
call_command("migrate", verbosity=0)
from claims import editorial
from claims.models import Claimant, User
from tests.writers import verify_while_ten_write
editor = User.objects.create_superuser("ada")
claimant = editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=editor)
looks, found = verify_while_ten_write(editor, claimant)
print("looked", looks, "found", found)
"""


@pytest.mark.masses
@needs_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_ten_writers_give_no_false_alarm_on_postgresql(ada: User, claimant: Claimant) -> None:
    looks, found = verify_while_ten_write(ada, claimant)

    assert found == []
    assert looks > 1


@pytest.mark.masses
@pytest.mark.any_database
def test_ten_writers_give_no_false_alarm_on_sqlite(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }

    outcome = subprocess.run(
        [sys.executable, "-c", ON_A_FILE],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert outcome.stdout.endswith("found []\n"), outcome.stdout + outcome.stderr
    assert not outcome.stdout.startswith(("looked 0 ", "looked 1 "))
