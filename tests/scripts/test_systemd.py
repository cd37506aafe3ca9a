"""The units for systemd: it takes them, they name commands that exist, and give each process few rights."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.management.commands import run
from tests.stack import ROOT

FOLDER = ROOT / "scripts" / "systemd"
UNITS = sorted(FOLDER.iterdir())
PARTS = ("web", "worker", "urgent", "beat")
PLACE = "/usr/local/lib/foresaid"

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as they would be if this very folder were the place where they look for the program."""
    folder = tmp_path_factory.mktemp("units")
    for unit in UNITS:
        text = unit.read_text().replace(f"{PLACE}/.venv/bin/python", sys.executable).replace(PLACE, str(ROOT))
        (folder / unit.name).write_text(text.replace("User=foresaid", "User=root"))
    return folder


def analyze(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


@needs_systemd
def test_systemd_finds_no_fault_in_them(here: Path) -> None:
    names = [unit.name for unit in UNITS if "@" not in unit.name] + [
        f"foresaid@{part}.service" for part in PARTS
    ]
    done = analyze("verify", *(str(here / name) for name in names))
    assert (done.returncode, done.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("name", [unit.name for unit in UNITS])
def test_each_has_few_rights(here: Path, name: str) -> None:
    """By systemd's own count, from 0 (none) to 100 (all)."""
    done = analyze("security", "--offline=true", "--threshold=25", str(here / name))
    assert done.returncode == 0, done.stdout[-300:]


def test_they_name_commands_that_exist() -> None:
    commands = {match for unit in UNITS for match in re.findall(r"^ExecStart=(.+)$", unit.read_text(), re.M)}
    python = f"{PLACE}/.venv/bin/python manage.py"
    assert commands == {f"{python} run", f"{python} run --only %i", f"{python} prepare"}


@pytest.mark.parametrize("name", PARTS)
def test_each_instance_is_a_part_of_the_program(name: str) -> None:
    part = run.part_named(name)
    assert part.name == name
    assert ("--queues=urgent" in part.command) == (name == "urgent")
