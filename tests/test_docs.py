"""The pages of documentation tell the truth: their links, tests, commands, modules, words and examples exist."""

import json
import re
from datetime import UTC, date
from hashlib import sha256
from pathlib import Path
from pkgutil import resolve_name

import pytest

from claims import horizon
from claims.models import Claim, RecordEntry
from claims.record.entries import old_hash_of
from scripts import messages
from tracker import spot

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
SAID_ON = date(2026, 2, 12)

LINK = re.compile(r"\]\(([^()\s]+)\)")
TEST = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")
MAKE = re.compile(r"(?:`|^    )make ([a-z][a-z-]*)", re.MULTILINE)
FILE = re.compile(r"`((?:claims|tracker|config|tests|scripts|docs|benchmarks)/[\w./-]*)`")
NAME = re.compile(r"`((?:claims|tracker|config)(?:\.\w+)+)`")
SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`")
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|root|work|tmp|Users|opt|srv)/")


def page_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


every_page = pytest.mark.parametrize("page", PAGES, ids=page_id)


def anchors_of(path: Path) -> set[str]:
    """The names by which a page's headings can be linked to."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def leads_somewhere(link: str, page: Path) -> bool:
    target, _, anchor = link.partition("#")
    path = (page.parent / target).resolve() if target else page
    return path.exists() and (not anchor or anchor in anchors_of(path))


@every_page
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in links if not leads_somewhere(link, page)] == []


def holds_test(path: str, name: str) -> bool:
    return (ROOT / path).is_file() and f"\ndef {name}(" in (ROOT / path).read_text()


@every_page
def test_every_test_named_exists(page: Path) -> None:
    named = TEST.findall(page.read_text())
    assert [f"{path}::{name}" for path, name in named if not holds_test(path, name)] == []


def test_every_promise_has_its_test() -> None:
    rows = rows_of("docs/reference/promises.md", with_column="test")
    assert len(rows) > 40
    assert [row["promise"] for row in rows if not TEST.search(row["test"])] == []


@every_page
def test_every_command_of_make_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(MAKE.findall(page.read_text())) <= targets


@every_page
def test_every_file_named_exists(page: Path) -> None:
    assert [name for name in FILE.findall(page.read_text()) if not (ROOT / name).exists()] == []


def is_known(name: str) -> bool:
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@every_page
def test_every_module_and_function_named_exists(page: Path) -> None:
    assert [name for name in NAME.findall(page.read_text()) if not is_known(name)] == []


@every_page
def test_every_setting_named_exists(page: Path) -> None:
    homes = (".env.example", "docker-compose.yml", "Makefile", "tests/database.py", "config/settings.py")
    known = set(re.findall(r"[A-Z]+(?:_[A-Z]+)+", "".join((ROOT / home).read_text() for home in homes)))
    assert set(SETTING.findall(page.read_text())) <= known


@every_page
def test_no_page_names_a_folder_of_somebodys_machine(page: Path) -> None:
    assert MACHINE_PATH.findall(page.read_text()) == []


@pytest.mark.parametrize("page", DECISIONS, ids=page_id)
def test_a_decision_is_short_and_says_why_and_what_follows(page: Path) -> None:
    text = page.read_text()
    assert len(text.split()) < 300
    assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Consequence"]


def test_no_two_decisions_have_the_same_number() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert sorted(set(numbers)) == numbers


def test_every_decision_stands_in_the_index_and_in_the_code_that_it_explains() -> None:
    """The index says where to begin, and that module says why it is as it is."""
    rows = rows_of("docs/decisions/README.md", with_column="begin reading at")
    named = {LINK.findall(row[""])[0]: row["begin reading at"].strip("`") for row in rows}
    assert named.keys() == {page.name for page in DECISIONS}
    silent = [
        name for name, home in named.items() if f"docs/decisions/{name}" not in (ROOT / home).read_text()
    ]
    assert silent == []


def test_every_page_that_the_code_names_exists() -> None:
    named = {
        (path.relative_to(ROOT), page)
        for app in ("claims", "tracker", "config", "scripts", "tests")
        for path in (ROOT / app).rglob("*.py")
        for page in re.findall(r"\bdocs/[\w/.-]+\.md\b", path.read_text())
    }
    assert [(path, page) for path, page in named if not (ROOT / page).exists()] == []


def test_every_page_stands_on_a_shelf_and_the_index_has_it() -> None:
    docs = ROOT / "docs"
    linked = {(docs / link).resolve() for link in LINK.findall((docs / "README.md").read_text())}
    pages = {
        page
        for shelf in ("start", "how-to", "explanation", "reference")
        for page in (docs / shelf).glob("*.md")
    }
    assert pages <= linked
    assert {page.name for page in docs.glob("*.md")} == {"README.md"}


def test_the_architecture_fits_on_one_screen() -> None:
    assert len((ROOT / "docs" / "explanation" / "architecture.md").read_text().splitlines()) <= 50


def rows_of(page: str, *, with_column: str) -> list[dict[str, str]]:
    """The rows of those of a page's tables that have such a column, by the names of their columns."""
    found: list[dict[str, str]] = []
    for table in re.findall(r"(?:^\|.*\n)+", (ROOT / page).read_text(), re.MULTILINE):
        head, _rule, *body = [
            [cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()
        ]
        if with_column in head:
            found += [dict(zip(head, row, strict=True)) for row in body]
    return found


def wording_of(row: dict[str, str]) -> str:
    return row["words"]


@pytest.mark.parametrize("row", rows_of("docs/explanation/horizons.md", with_column="opens"), ids=wording_of)
def test_a_horizon_gives_the_window_that_the_page_says(row: dict[str, str]) -> None:
    window = horizon.resolve(row["words"], said_on=SAID_ON, language=row["language"])
    assert isinstance(window, horizon.Window)
    assert (str(window.opens_on), str(window.closes_on)) == (row["opens"], row["closes"])
    assert window.rule == row["rule"]
    assert (window.note.name.lower().replace("_", " ") if window.note else "") == row["flag"]


@pytest.mark.parametrize("row", rows_of("docs/explanation/horizons.md", with_column="answer"), ids=wording_of)
def test_words_without_a_window_get_the_answer_that_the_page_says(row: dict[str, str]) -> None:
    answer = horizon.resolve(row["words"], said_on=SAID_ON, language=row["language"])
    assert not isinstance(answer, horizon.Window)
    assert (type(answer).__name__, answer.reason) == (row["answer"], row["reason"])


@pytest.mark.parametrize(
    "row", rows_of("docs/explanation/spotting.md", with_column="why"), ids=lambda row: row["sentence"]
)
def test_a_sentence_gives_the_claim_that_the_page_says(row: dict[str, str]) -> None:
    (claim,) = spot.find_claims(
        row["sentence"], language=row["language"], said_on=SAID_ON, publisher="The Ledger"
    )
    assert isinstance(claim.window, horizon.Window)
    assert (claim.claimant, claim.firmness, claim.reason) == (row["claimant"], row["firmness"], row["why"])
    assert str(claim.window.closes_on) == row["last day"]


@pytest.mark.parametrize(
    "row",
    rows_of("docs/explanation/spotting.md", with_column="because it is"),
    ids=lambda row: row["sentence"],
)
def test_a_sentence_gives_no_dated_claim_as_the_page_says(row: dict[str, str]) -> None:
    claims = spot.find_claims(row["sentence"], language=row["language"], said_on=SAID_ON)
    assert [claim for claim in claims if claim.is_dated] == []


def test_the_german_of_every_word_is_what_the_pages_say() -> None:
    said = {
        (english.lower(), german.lower())
        for app in messages.APPS
        for message in messages.translated(app)
        for english, german in zip(
            messages.texts_of(message.id), messages.texts_of(message.string or ""), strict=False
        )
    }
    written = {
        (row["word"].lower(), row["German"].lower())
        for row in rows_of("docs/reference/words.md", with_column="German")
    }
    assert len(written) > 30
    assert written - said == set()


def test_a_leaf_and_its_hash_are_made_as_the_page_says(claim: Claim) -> None:
    entry = RecordEntry.objects.get(chain=f"claim:{claim.pk}", sequence=2)
    page = (ROOT / "docs" / "explanation" / "record.md").read_text()
    leaf, salts = json.loads(entry.leaf), json.loads(entry.content.salts)

    assert re.findall(r'"(\w+)": ', next(line for line in page.splitlines() if '"kind": "work"' in line)) == [
        *leaf
    ]
    assert sha256(b"\x00" + entry.leaf.encode()).hexdigest() == entry.hash
    says = json.dumps(["action", entry.action], separators=(",", ":"))
    assert sha256(bytes.fromhex(salts["action"]) + says.encode()).hexdigest() in leaf["values"]
    assert all(f"`{name}`" in page for name in salts if "/" not in name)


def test_an_entry_of_the_log_before_the_tree_had_the_hash_that_the_page_says(claim: Claim) -> None:
    entry = RecordEntry.objects.get(chain=f"claim:{claim.pk}", sequence=2)
    values = {
        "action": entry.action,
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by_id,
        "by_name": entry.by_name,
        "chain": entry.chain,
        "changes": entry.changes,
        "previous_hash": "b" * 64,
        "sequence": 2,
        "subject": entry.subject,
    }
    names = re.findall(r'"(\w+)": \.\.\.', (ROOT / "docs" / "explanation" / "record.md").read_text())
    text = json.dumps(
        {name: values[name] for name in names}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert sha256(text.encode()).hexdigest() == old_hash_of(entry, "b" * 64)
