"""Every module has its test at the same path, and tests that empty tables put back what migrations made."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent

WORDS = "a table of words: tested by what is read with it"
LOADED = "Django loads it by this name; tested by whatever is asked of the site"

# What has no test of its own name, and why.
ELSEWHERE = {
    "apps.py": LOADED,
    "urls.py": "addresses: tests/test_public_addresses.py asks each of them",
    "claims/management/commands/apply_withheld.py": "tests/claims/editorial/test_outside.py calls it",
    "claims/management/commands/reencrypt.py": "tests/claims/test_turnover.py calls it",
    "claims/management/commands/open_data.py": "tests/claims/open_data/ calls it",
    "claims/open_data/kept.py": "tests/claims/open_data/test_making.py and test_doors.py read by it",
    "claims/open_data/tables.py": "tests/claims/open_data/test_making.py reads what it writes",
    "claims/json_values.py": "one alias, for the type checker alone",
    "claims/models/languages.py": "tests/claims/test_second_language.py is of what it names",
    "claims/record/discrepancies.py": "one class of two fields, that every test of the record's faults reads",
    "tracker/evidence/stance/english.py": WORDS,
    "tracker/evidence/stance/german.py": WORDS,
    "tracker/found_pages.py": "tests/tracker/test_hints.py and the pages of tracker/admin/evidence read by it",
    "tracker/management/commands/lay_out.py": "tests/tracker/evidence/test_apart.py is of who starts it",
    "tracker/parse/parsed.py": "frozen values without a rule, that every test of the parser reads",
    "tracker/spot/attribution/nouns.py": WORDS,
    "tracker/spot/english.py": WORDS,
    "tracker/spot/german.py": WORDS,
    "tracker/spot/names.py": WORDS,
    "tracker/words/vocabulary.py": WORDS,
}


def modules() -> Iterator[Path]:
    """The modules of both apps, from the root; not what Django made, nor what only opens a package."""
    for app in ("claims", "tracker"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts and path.stem != "__init__":
                yield path.relative_to(ROOT)


def has_its_test(module: Path) -> bool:
    """Whether a test lies at the same path; a command's lies beside those of `management`."""
    folder = TESTS / str(module.parent).replace("management/commands", "management")
    return (folder / f"test_{module.name}").exists()


def test_every_module_has_a_test_of_its_name() -> None:
    listed = {module for module in modules() if not {str(module), module.name}.isdisjoint(ELSEWHERE)}
    without = {module for module in modules() if not has_its_test(module)}
    assert without - listed == set()
    assert {str(module) for module in listed - without if str(module) in ELSEWHERE} == set()
    named = [path for why in ELSEWHERE.values() for path in re.findall(r"tests/[\w/]+\.py", why)]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_who_empties_the_tables_has_put_back_what_migrations_made() -> None:
    """Without it the next test, of whatever file, finds no roles."""
    marks = [
        (path.relative_to(ROOT), node)
        for path in sorted(TESTS.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.django_db"
    ]
    given = [(path, {each.arg: ast.unparse(each.value) for each in node.keywords}) for path, node in marks]
    emptying = [(path, options) for path, options in given if options.get("transaction") == "True"]
    assert emptying
    assert [path for path, options in emptying if options.get("serialized_rollback") != "True"] == []
