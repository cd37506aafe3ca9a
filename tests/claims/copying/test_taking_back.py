"""An export that was damaged, cut short or made up is refused, and each fault named with its file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.copying.making import SUMS
from claims.copying.taking_back import BadLine, SiteExport
from claims.line_kinds import DICTIONARY
from claims.models import Claim, User
from tests.exports import lines_of_claims, sum_up, write_lines
from tests.makers import Maker
from tests.pictures import give_image


@pytest.fixture
def root(claim: Claim, make: Maker, tmp_path: Path) -> Path:
    make.ruled(claim, "confirmed", happened_on=claim.said_on)
    return write_lines(tmp_path)


def rewrite(root: Path, change: Callable[[dict[str, Any]], object], place: str = "") -> None:
    """Change each line of a file, the claims' if none is named, and have its sum fit."""
    place = place or lines_of_claims(root)
    values = [json.loads(line) for line in (root / place).read_text().splitlines()]
    for each in values:
        change(each)
    (root / place).write_text("".join(f"{json.dumps(each)}\n" for each in values))
    sum_up(root)


def told(root: Path) -> list[tuple[str, str]]:
    return [(each.file, each.fault) for each in SiteExport(root).faults()]


def test_a_whole_export_has_no_fault_and_gives_its_lines(root: Path, claim: Claim) -> None:
    export = SiteExport(root)

    assert export.faults() == []
    (line,) = export.lines("claims", export.blocks - 1)
    assert (line["pk"], line["said_on"]) == (claim.pk, claim.said_on)


def test_a_file_that_was_changed_and_one_that_is_gone_are_both_named(root: Path) -> None:
    claims = lines_of_claims(root)
    (root / claims).write_text((root / claims).read_text().replace("confirmed", "missed"))
    (root / "data/lines/topics.jsonl").unlink()

    assert dict(told(root)) == {
        claims: f"is not as it was written: {SUMS} has another sum",
        "data/lines/topics.jsonl": "is missing",
    }


def test_a_folder_without_sums_was_not_written_to_its_end(root: Path) -> None:
    (root / SUMS).unlink()

    assert told(root) == [(SUMS, "is missing: this is no folder that export_site wrote to its end")]


def test_an_export_of_an_older_version_and_a_part_that_is_not_listed_are_named(root: Path) -> None:
    (root / "data/lines/verdicts-0.jsonl").unlink()
    sum_up(root)
    assert told(root) == [("data/lines/verdicts-0.jsonl", f"is missing in {SUMS}")]
    (root / DICTIONARY).unlink()
    sum_up(root)
    assert [file for file, fault in told(root) if "older version" in fault] == [DICTIONARY]


@pytest.mark.parametrize("place", ["../outside", "/etc/hostname", ""])
def test_no_file_outside_the_folder_is_read(root: Path, place: str) -> None:
    with (root / SUMS).open("a") as sums:
        sums.write(f"{'0' * 64}  {place}\n")

    assert next(fault for _file, fault in told(root)).endswith("is none of a sum and a path")


def test_another_format_is_not_guessed_at(root: Path) -> None:
    dictionary = json.loads((root / DICTIONARY).read_text())
    (root / DICTIONARY).write_text(json.dumps(dictionary | {"format": "foresaid-lines/9"}))
    sum_up(root)

    assert "foresaid-lines/9" in told(root)[0][1]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"said_on": "soon"}, "said_on is no day"),
        ({"said_on": None}, "said_on is no day"),
        ({"published_at": "2026-06-17T08:00:00"}, "published_at is no moment?"),
        ({"number": True}, "number is no number"),
        ({"topics": ["x"]}, "topics is no numbers"),
        ({"quote": "a\0b"}, "quote is no text"),
        ({"outcome": "perhaps"}, "outcome is none of pending, confirmed, partly, missed, void"),
        ({"horizon": "x" * 201}, "horizon is longer than 200 letters"),
        ({"state": "draft"}, "a draft is in no export"),
        ({"more": 1}, f"has not the fields that {DICTIONARY} names"),
        ({"claimant": 10**6}, "claimant 1000000 is in no line of claimants"),
        ({"merged_into": 10**6}, "merged_into 1000000 is in no line of claims or held_claims"),
        ({"topics": [10**6]}, "topics 1000000 is in no line of topics"),
    ],
)
def test_a_line_that_is_none_is_named_with_its_number(
    root: Path, change: dict[str, object], fault: str
) -> None:
    rewrite(root, lambda values: values.update(change))

    assert told(root) == [(lines_of_claims(root), f"line 1: {fault}")]


def test_what_is_no_json_and_what_is_there_twice_are_named(root: Path) -> None:
    claims = root / lines_of_claims(root)
    line = claims.read_text()
    claims.write_text(f"{line}{line}{{\n")
    sum_up(root)

    assert [fault.partition(": ")[2] for _file, fault in told(root)] == [
        f"the number {json.loads(line)['number']} is there twice",
        "is no JSON",
    ]
    export = SiteExport(root)
    with pytest.raises(BadLine):
        list(export.lines("claims", export.blocks - 1))


def test_an_image_whose_file_is_not_in_the_export_is_a_fault(claim: Claim, ada: User, tmp_path: Path) -> None:
    claimant = claim.claimant
    give_image(claimant, ada)
    root, place = write_lines(tmp_path), "data/lines/images.jsonl"
    assert told(root) == []

    rewrite(root, lambda line: line.update(large="../../etc/passwd"), place)

    assert told(root) == [(place, f"line 1: large names a file that is not in {SUMS}")]
