"""A database with the log that there was before the tree: its history becomes leaves, and goes on to verify."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated
from tests.stack import ROOT, database_url

pytestmark = pytest.mark.stack
BEFORE_THE_TREE = """
import hashlib, json, os
from pathlib import Path
from datetime import UTC, date, datetime, timedelta
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

call_command("migrate", "claims", "0018", verbosity=0)
then = MigrationExecutor(connection).loader.project_state(("claims", "0018_days_within_the_years")).apps
NOW, heads = datetime(2026, 6, 17, 8, 0, tzinfo=UTC), {}

def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()

def append(chain, subject, action, by, changes):
    sequence, previous = heads.get(chain, (0, ""))
    content = {
        "chain": chain, "sequence": sequence + 1, "at": NOW.isoformat(), "by": by and by.pk,
        "by_name": by.username if by else "tracker", "action": action, "subject": subject, "changes": changes,
        "previous_hash": previous,
    }
    digest = sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")))
    values = {**content, "by_id": content.pop("by"), "at": NOW, "hash": digest}
    values.pop("by")
    then.get_model("claims", "RecordEntry").objects.create(**values)
    heads[chain] = sequence + 1, digest

def log(row, action, by, **changes):
    subject = f"{row._meta.model_name}:{row.pk}"
    append(subject, subject, action, by, changes)

ada = then.get_model("claims", "User").objects.create(username="ada")
topic = then.get_model("claims", "Topic").objects.create(name="Bridges", slug="bridges", aliases="Brücken")
log(topic, "logged", ada, name=[None, "Roads"], slug=[None, "bridges"], aliases=[None, ""])
log(topic, "revised", ada, name=["Roads", "Bridges"], aliases=["", "Brücken"])
claimant = then.get_model("claims", "Claimant").objects.create(name="Mara Lindt", slug="mara-lindt")
log(claimant, "logged", None, name=[None, "Mara Lindt"], slug=[None, "mara-lindt"], kind=[None, "person"],
    description=[None, ""], aliases=[None, ""])
day = date(2026, 6, 17)
checkpoint = then.get_model("claims", "Checkpoint")(
    number=1, day=day, made_at=NOW, last_entry_id=then.get_model("claims", "RecordEntry").objects.latest("pk").pk,
    chains=2, previous_hash="")
text = "\\n".join([f"{day} {NOW.isoformat()} 2", "", *sorted(f"{chain} {head[1]}" for chain, head in heads.items())])
checkpoint.hash = sha256(text)
checkpoint.save()
append("checkpoints", f"checkpoint:{checkpoint.pk}", "checkpointed", None,
       {"number": [None, 1], "day": [None, "2026-06-17"], "hash": [None, checkpoint.hash]})

Path(os.environ["DATA_DIR"], "checkpoint").write_text(text)
call_command("migrate", verbosity=0)
"""
SINCE = """
import os
from pathlib import Path
import django
django.setup()
from django.utils import timezone
from claims import editorial, record
from claims.models import Checkpoint, Claimant, RecordContent, RecordEntry, Topic, User

NOW, text = timezone.now(), Path(os.environ["DATA_DIR"], "checkpoint").read_text()

def faults():
    return [(fault.place, fault.explanation) for fault in record.verify()]

def said(what, found):
    print(what, found)
"""
IT_VERIFIES = """
said("entries", RecordEntry.objects.count())
said("at first", faults())
editorial.save_topic(topic=Topic.objects.get(), by=User.objects.create_superuser("bea"))
said("numbered", record.number_entries(now=timezone.now()))
said("later", faults())
said("text", record.checkpoint_text(Checkpoint.objects.get()) == text)
said("old hashes", RecordContent.objects.exclude(old_hash="").count())
"""
IT_FINDS = """
RecordContent.objects.filter(entry__subject="topic:1", entry__sequence=1).update(old_hash="f" * 64)
said("hash", faults())
"""
IT_FORGETS = """
said("forgot", record.forget(rows=["claimant:1"], fields={"name"}))
said("told", record.append(Claimant.objects.get(), action="forgotten", by=None, at=NOW, changes={}).sequence)
said("faults", faults())
content = RecordContent.objects.get(entry__subject="claimant:1", entry__sequence=1)
said("content", (content.old_hash, "Lindt" in content.salts + content.forgotten + str(content.changes)))
said("text", record.checkpoint_text(Checkpoint.objects.get()))
"""


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder and the address of its database, with the log of then."""
    folder = tmp_path_factory.mktemp("earlier")
    url = database_url(folder, is_migrated=False)
    run(BEFORE_THE_TREE, folder, url)
    return folder, url


@pytest.fixture
def place(earlier: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A copy of it for one test."""
    folder, url = earlier
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return tmp_path, migrated.copy(url, tmp_path)


def run(script: str, folder: Path, database: str) -> dict[str, str]:
    """What the script says, by the first word of each line."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }
    outcome = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    return dict(line.split(" ", 1) for line in outcome.stdout.replace("at first", "first").splitlines())


def test_a_log_with_its_history_becomes_leaves_and_verifies(place: tuple[Path, str]) -> None:
    assert run(SINCE + IT_VERIFIES, *place) == {
        "entries": "4",
        "first": "[]",
        "numbered": "4",
        "later": "[]",
        "text": "True",
        "old": "hashes 4",
    }


def test_a_hash_of_before_the_tree_that_was_exchanged_is_found(place: tuple[Path, str]) -> None:
    found = run(SINCE + IT_FINDS, *place)["hash"]

    assert "('topic:1/1', 'was changed after it was written')" in found


def test_an_earlier_entry_can_forget(place: tuple[Path, str]) -> None:
    assert run(SINCE + IT_FORGETS, *place) == {
        "forgot": "1",
        "told": "2",
        "faults": "[]",
        "content": "('', False)",
        "text": "None",
    }
