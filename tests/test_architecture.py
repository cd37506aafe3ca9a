"""The house's walls: imports and model relations run tracker -> claims, never back."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [path for app in ("claims", "tracker", "config") for path in sorted((ROOT / app).rglob("*.py"))]
VAGUE_NAMES = {"utils", "helpers", "common", "core", "services", "misc"}

# Class names that stand in more than one module, and why.
SAME_CLASS_NAME = {
    "Command": "Django finds a command by this name",
    "Media": "Django's name for an admin's scripts",
    "Meta": "Django's name for what is said of a model or form",
    "Firmness": "the spotter's, which knows no model, has the values of the claim's; a test compares them",
    "Precision": "the horizon's, which knows no model, has the values of the claim's; a test compares them",
    "Hint": "the stance's reading of a passage, and where the record keeps its value",
    "Kind": "choices of a field, always named with their model: Claimant.Kind, Alert.Kind, Channel.Kind",
    "State": "choices of a field, always named with their model: Claim.State, Alert.State",
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("claims", "tracker", "config", cache_dir=None)


@pytest.mark.parametrize(
    ("app", "forbidden"), [("claims", "tracker"), ("claims", "config"), ("tracker", "config")]
)
def test_imports_never_run_back(graph: grimp.ImportGraph, app: str, forbidden: str) -> None:
    chains = graph.find_shortest_chains(importer=app, imported=forbidden, as_packages=True)
    assert not chains


def test_no_relation_of_the_record_points_at_the_tracker() -> None:
    relations = [
        field.related_model
        for model in apps.get_app_config("claims").get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created
    ]
    assert [model for model in relations if model._meta.app_label == "tracker"] == []  # type: ignore[union-attr]


def test_no_text_in_the_record_names_a_model_of_the_tracker() -> None:
    named = re.compile(r"""["'](tracker|config)\.\w+["']""")
    guilty = [path for path in (ROOT / "claims").rglob("*.py") if named.search(path.read_text())]
    assert guilty == []


def test_a_reader_can_guess_the_file_from_the_question() -> None:
    assert [path for path in SOURCES if {path.stem, *path.parent.parts} & VAGUE_NAMES] == []


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("feedparser", "tracker.parse"),
        ("pycurl", "tracker.fetch"),
        ("celery", "tracker.tasks"),
        ("nh3", "tracker.parse"),
    ],
)
def test_each_library_has_one_home(library: str, home: str) -> None:
    importing = re.compile(rf"^\s*(from|import) {library}\b", re.MULTILINE)
    places = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in SOURCES
        if importing.search(path.read_text())
    }
    assert {
        place for place in places if not place.startswith((home, "config.celery", "config.beat"))
    } == set()


def test_the_record_is_written_only_through_its_one_door() -> None:
    """Outside `editorial` and `record` nothing in the two apps saves, creates, updates or deletes a recorded row."""
    written = re.compile(
        r"\b(Claim|Claimant|Topic|Appearance|Evidence|Verdict|RecordEntry)\.objects"
        r"[^\n]*\.(create|update|delete|bulk_create|get_or_create|update_or_create)\("
    )
    allowed = {"editorial", "record"}
    guilty = [
        path
        for path in SOURCES
        if not {path.name, path.parent.name} & allowed
        and "migrations" not in path.parts
        and written.search(path.read_text())
    ]
    assert guilty == []


def test_no_lock_keeps_out_who_adds_a_row_that_refers_to_the_locked_one() -> None:
    """PostgreSQL has them wait at their end, and the one they wait for may wait for them."""
    assert [path for path in SOURCES if "select_for_update()" in path.read_text()] == []


def test_every_task_is_at_most_ten_lines() -> None:
    source = (ROOT / "tracker" / "tasks.py").read_text()
    bodies = re.split(r"^@shared_task.*\n", source, flags=re.MULTILINE)[1:]
    assert bodies
    assert [body for body in bodies if len(body.strip().splitlines()) > 10] == []


def public_classes(path: Path) -> Iterator[str]:
    """The names of a module's classes, also of those within classes, and of its type aliases."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
            if re.fullmatch("[A-Z]+[a-z][A-Za-z]*", name):
                yield name


def test_no_class_name_means_two_things() -> None:
    homes: dict[str, set[Path]] = defaultdict(set)
    for path in SOURCES:
        if "migrations" not in path.parts:
            for name in public_classes(path):
                homes[name].add(path.relative_to(ROOT))
    assert {
        name: places for name, places in homes.items() if len(places) > 1 and name not in SAME_CLASS_NAME
    } == {}


def test_few_lines_of_the_source_say_any() -> None:
    """`Any` hides a mistake from the type checker: where it stands, a library has no types or Django wants it."""
    lines = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in SOURCES
        if "migrations" not in path.parts
        for line in path.read_text().splitlines()
        if re.search(r"\bAny\b", line)
    ]
    assert len(lines) < 70, lines


def test_a_function_says_what_it_reads() -> None:
    """`read`, `child` and `results` once named eleven functions and nine modules: only their place told which."""
    bare = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in SOURCES
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name == "read"
    ]
    assert bare == []
    assert [path for path in SOURCES if path.stem in {"child", "results"}] == []
