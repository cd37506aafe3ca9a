"""The reader's script in German is the same program, and says nothing in English."""

import ast
import io
import json
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from claims.models import Claim
from claims.record.reader import SCRIPT, script_in, text_of
from claims.record.reader.german import TEXTS
from tests.claims.record.reader.test_verify_claim import forgeries
from tests.sample_logs import GOLDEN

ROOT = Path(__file__).parents[4]
# What the script tells nobody, or what is the same in both languages.
NO_TEXT = re.compile(
    r"^( |— \{name\}|\{place\}: \{fault\}|\{whole\}.*|openssl .*|Verified .*|\{leaf\['number'\]\} .*)$"
)
DOCUMENTED = (ast.FunctionDef, ast.ClassDef)
WORDS = {"HELD": "STIMMT", "FAILED": "WIDERSPRUCH", "REFUSED": "ABGELEHNT", "NOT LOOKED AT": "NICHT GEPRÜFT"}


class Bare(ast.NodeTransformer):
    """A program without its texts; what is put into them stays, in whatever order."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.Tuple:
        parts = [self.visit(part) for part in node.values if not isinstance(part, ast.Constant)]
        return ast.Tuple(sorted(parts, key=ast.dump), ast.Load())


def bare(source: str) -> str:
    return ast.dump(Bare().visit(ast.parse(source)))


def ruff(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("ruff"), *options, "--stdin-filename", SCRIPT, "-"],
        cwd=ROOT, input=script_in("de"), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_computes_what_the_english_one_computes() -> None:
    assert bare(script_in("de")) == bare(script_in("en"))
    assert script_in("de") != script_in("en") == SCRIPT.read_text()


def test_it_is_as_short_and_as_tidy() -> None:
    assert len(script_in("de").splitlines()) <= 300
    for options in (["format", "--check"], ["check"]):
        done = ruff(*options)
        assert done.returncode == 0, done.stdout + done.stderr


def test_whatever_the_script_says_is_in_german() -> None:
    parts = [node for node in ast.walk(ast.parse(script_in("en"))) if isinstance(node, DOCUMENTED)]
    docs = {doc for node in parts if (doc := ast.get_docstring(node, clean=False)) and doc.endswith(".")}
    literals = tokenize.generate_tokens(io.StringIO(script_in("en")).readline)
    texts = {text_of(token.string) for token in literals if token.type == tokenize.STRING}
    said = {text for text in texts if " " in text and not NO_TEXT.match(text)} - docs
    assert said <= TEXTS.keys() <= texts


@pytest.mark.parametrize("finding", ["", *forgeries()])
def test_it_finds_the_same(tmp_path: Path, finding: str) -> None:
    file: dict[str, Any] = json.loads((GOLDEN / "claim.json").read_text())
    forge: Callable[[Any], object] = forgeries().get(finding, lambda _file: None)
    forge(file)
    (tmp_path / "record.json").write_text(json.dumps(file))

    said = {language: outcome(tmp_path, language) for language in ("en", "de")}

    assert [WORDS[word] for word in said["en"]] == said["de"]
    assert len(said["de"]) == 5


def outcome(folder: Path, language: str) -> list[str]:
    (folder / "script.py").write_text(script_in(language))
    command = [sys.executable, "-I", str(folder / "script.py"), str(folder / "record.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [line.partition(":")[0] for line in done.stdout.splitlines() if not line.startswith(" ")]


@pytest.mark.parametrize(("language", "name"), [("en", "verify_claim.py"), ("de", "verify_claim.de.py")])
def test_the_page_offers_it_in_the_readers_language(
    client: Client, claim: Claim, language: str, name: str
) -> None:
    for address in (claim.get_absolute_url().replace("/en/", f"/{language}/", 1), f"/{language}/record/"):
        page = client.get(address, follow=True).content.decode()
        assert f'href="/record/{name}"' in page
    assert client.get(f"/record/{name}").content.decode() == script_in(language)
