"""What a stranger who has nothing but the CSV files reckons: each claimant's record. Imports nothing of the program.

python stranger.py FOLDER
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a file of the folder."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def came_on(verdict: dict[str, str]) -> str:
    """The day on which the claim came true, empty where it never did or nobody knows."""
    return "" if verdict.get("can_no_longer_happen") == "true" else verdict.get("happened_on", "")


def records(folder: Path) -> dict[str, dict[str, int]]:
    """By claimant's slug: how many closed claims were confirmed, partly so, late and missed."""
    day = json.loads((folder / "dictionary.json").read_text())["day"]
    slugs = {row["number"]: row["slug"] for row in rows(folder, "claimants")}
    latest: dict[str, dict[str, str]] = {}
    for row in sorted(rows(folder, "verdicts"), key=lambda row: (row["at"], int(row["number"]))):
        if row["effective_at"]:
            latest[row["claim"]] = row
    found: dict[str, dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("confirmed", "partly", "late", "missed"), 0)
    )
    for claim in rows(folder, "claims"):
        if (
            claim["state"] != "published"
            or claim["closes_on"] >= day
            or claim["outcome"] in {"void", "pending"}
        ):
            continue
        came = came_on(latest[claim["number"]]) or claim["opens_on"]
        is_late = claim["outcome"] == "missed" and came > claim["closes_on"]
        found[slugs[claim["claimant"]]]["late" if is_late else claim["outcome"]] += 1
    return dict(found)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(records(Path(sys.argv[1]))))
