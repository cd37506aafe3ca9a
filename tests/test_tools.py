"""What a developer is offered beside the product: each command and hook calls what is there."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
MAKEFILE = (ROOT / "Makefile").read_text()
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]


def test_every_command_is_listed_by_help_with_what_it_does() -> None:
    phony = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[0].split()
    told = re.findall(r"^([a-z-]+):.*## \S", MAKEFILE, re.MULTILINE)
    assert {target for target in phony if not target.startswith("install")} == set(told)


def test_hooks_fetch_nothing_and_call_the_tools_of_make_check() -> None:
    assert [repo["repo"] for repo in HOOKS] == ["local"]
    entries = [hook["entry"] for hook in HOOKS[0]["hooks"]]
    assert [
        entry for entry in entries if f"$(BIN)/{entry.split()[0].rpartition('/')[2]}" not in MAKEFILE
    ] == []


def test_branches_are_counted_and_held() -> None:
    counted = PYPROJECT["tool"]["slipcover"]
    assert counted["branch"]
    assert counted["fail-under"] >= 97


def test_what_is_mutated_exists_and_so_do_its_tests() -> None:
    mutmut = PYPROJECT["tool"]["mutmut"]
    assert [pattern for pattern in mutmut["only_mutate"] if not list(ROOT.glob(pattern))] == []
    tests = mutmut["pytest_add_cli_args_test_selection"]
    assert [path for path in tests if not (ROOT / path).exists()] == []
