"""A newsroom of its own on the kind of database that the suite runs on, and `manage.py` on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import migrated
from tests.stack import ROOT, Shell, database_url

BEGIN = """
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone
from claims import editorial
from claims.models import Claimant, User
from tests.makers import Maker
from tests.pictures import give_image
ada = User.objects.create_user("ada")
ada.groups.add(Group.objects.get(name="editor"))
make = Maker(ada, give_image(Claimant(name="Mara Lindt"), ada))
for _ in range(3):
    make.ruled(make.published(), "confirmed", happened_on=make.facts.said_on)
Session.objects.create(session_key="x", session_data="", expire_date=timezone.now())
"""
FORGET = """
from django.contrib.auth.models import Group
from claims import editorial
from claims.models import Claim, User
dora = User.objects.create_user("dora")
dora.groups.add(Group.objects.get(name="chief"))
why = {"reason": "The judgment of 3 March.", "office": "Local court", "by": dora}
editorial.forget(what=editorial.ToForget(names=("Mara Lindt",)), **why)
editorial.hold(thing=Claim.objects.order_by("pk").first(), **why)
"""
WITHHELD = """
from claims import record
from claims.models import Claim, Claimant, ClaimantImage
seen = [Claim.objects.public().count(), ClaimantImage.objects.count()]
result = [Claimant.objects.get().name, *seen, len(list(record.verify()))]
"""
GO_ON = """
from claims.models import Claimant, User
from tests.makers import Maker
Maker(User.objects.get(), Claimant.objects.get()).published(quote="Said later.")
"""
BY_A_WORKER = """
import os
from datetime import date
from django.utils import timezone
from tracker import backups
from tracker.models import NightlyBackup
result = []
for day, folder in ((1, ""), (2, "/dev/null/backups")):
    due = NightlyBackup.objects.create(night=date(2026, 1, day), next_try_at=timezone.now())
    os.environ["BACKUP_DIR"] = folder
    backups.make(due)
    due.refresh_from_db()
    result.append({"file": due.file, "fault": due.fault})
"""
COUNT = """
from django.contrib.sessions.models import Session
from claims import record
from claims.models import Claim
result = [Claim.objects.count(), Session.objects.count(), len(list(record.verify()))]
"""


class Place:
    """A data folder and a database, and what is done with them from the command line."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.backups = folder / "backups"
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": url,
            "LOG_LEVEL": "ERROR",
            "DEMO": "0",
        }

    def manage(self, *arguments: object, **settings: str) -> "subprocess.CompletedProcess[str]":
        """`manage.py` with these arguments."""
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env={**self.environment, **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    def do(self, code: str) -> Any:
        """Run Python inside it; nobody is connected to its database afterwards."""
        shell = Shell(self.environment)
        try:
            return shell.run(code)
        finally:
            shell.close()

    def made(self) -> list[Path]:
        """The backups that lie there, oldest first."""
        return sorted(self.backups.glob("foresaid-*.backup"))


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Three claims with verdicts, and somebody signed in; only to be copied."""
    folder = tmp_path_factory.mktemp("begun")
    made = Place(folder / "data", database_url(folder, is_migrated=True))
    (made.folder / "mail").mkdir(parents=True)
    (made.folder / "mail" / "1.log").write_text("Dear desk")
    made.do(BEGIN)
    return made


@pytest.fixture
def place(begun: Place, tmp_path: Path) -> Place:
    """A newsroom of the test's own, where all this is."""
    shutil.copytree(begun.folder, tmp_path / "data")
    return Place(tmp_path / "data", migrated.copy(begun.url, tmp_path))
