"""Every example in docs/how-to/examples.md, run against a running newsroom: it prints what is shown, name by name."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.stack import ROOT, Stack, free_port, wait_for

pytestmark = pytest.mark.stack
PAGE = ROOT / "docs" / "how-to" / "examples.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SET_UP = """
from datetime import date
from django.contrib.auth.models import Group
from django.utils import timezone
from claims import editorial, record
from claims.accounts import tokens
from claims.models import ApiToken, Claimant, User
from claims.open_data import making
from tests.makers import Maker
from tracker.models import Channel
ada = User.objects.create_user("ada")
ada.groups.add(Group.objects.get(name="editor"))
make = Maker(ada, editorial.save_claimant(claimant=Claimant(name="Mara Lindt"), by=ada))
decided = make.published(by_hand=(date(2026, 3, 2), date(2026, 5, 31)))
make.ruled(decided, "missed", can_no_longer_happen=True)
claim = make.published()
record.number_entries(now=timezone.now())
making.make()
token = tokens.make(ApiToken(name="Example", may_draft=True), owner=ada, now=timezone.now())
Channel.objects.create(
    name="Partner", kind="receiver", address="{hook}", secret="{key}", wants_deadlines=False, wants_claims=True,
    hears_since=timezone.now(),
)
result = [claim.pk, token]
"""
PUBLISH = """
from claims.models import Claimant, User
from tests.makers import Maker
result = Maker(User.objects.get(), Claimant.objects.get()).published(quote="Der Damm wird bis Ende 2026 halten.").pk
"""
KEY = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


@dataclass(frozen=True)
class Example:
    """A block that is run, and the block below it: what it prints."""

    language: str
    code: str
    shown_as: str
    shown: str


def examples() -> list[Example]:
    blocks = FENCE.findall(PAGE.read_text())
    pairs = zip(blocks[::2], blocks[1::2], strict=True)
    return [Example(*ran, *shown) for ran, shown in pairs]


def shape_of(value: object) -> object:
    """What is told of a value: names and kinds, not what it holds."""
    match value:
        case dict():
            return {name: shape_of(each) for name, each in value.items()}
        case list():
            return [shape_of(value[0])] if value else []
    return type(value).__name__


class Reader:
    """Somebody with the page, the newsroom's address, and a folder."""

    def __init__(self, stack: Stack, folder: Path, port: int) -> None:
        self.stack, self.folder, self.port = stack, folder, port
        hook = f"http://127.0.0.1:{port}/"
        self.claim, self.token = stack.do(SET_UP.format(hook=hook, key=KEY))

    @contextmanager
    def starts(self, example: Example) -> Iterator["subprocess.Popen[str]"]:
        """The example, begun."""
        code = example.code.replace("https://tracker.example", self.stack.url).replace("8090", str(self.port))
        code = re.sub(r"(claims/|claim=|\"number\": )7\b", rf"\g<1>{self.claim}", code)
        command = ["bash", "-euc", code] if example.language == "sh" else [sys.executable, "-c", code]
        is_at_home = "manage.py" in code
        process = subprocess.Popen(
            command,
            cwd=ROOT if is_at_home else self.folder,
            env={**os.environ, **self.stack.environment, "FORESAID_TOKEN": self.token, "WEBHOOK_KEY": KEY},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def runs(self, example: Example) -> str:
        """What the example prints."""
        with self.starts(example) as process:
            if "handle_request" in example.code:
                wait_for(lambda: _listens(self.port), what="the receiver listening")
                self.stack.do(PUBLISH)
            said, faults = process.communicate(timeout=180)
            assert process.returncode == 0, faults
            return said


def _listens(port: int) -> bool:
    listening = {
        line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if " 0A " in line
    }
    return f"0100007F:{port:04X}" in listening


def test_every_example_prints_what_is_shown(tmp_path: Path) -> None:
    port, reader_folder = free_port(), tmp_path / "reader"
    reader_folder.mkdir()
    with Stack(tmp_path / "stack", FETCH_ALLOWED_HOSTS=f"127.0.0.1:{port}", OPEN_DATA_AT="never") as stack:
        reader = Reader(stack, reader_folder, port)
        found = examples()
        for example in found:
            said = reader.runs(example)
            if example.shown_as == "json":
                assert shape_of(json.loads(said)) == shape_of(json.loads(example.shown)), example.code
            else:
                assert said == example.shown
    assert len(found) > 8
