"""The record's checks as a reader's browser makes them, on the golden vectors and on forged files."""

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page

from tests.sample_logs import GOLDEN, path_maker, sample, ten_thousand

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

SITE = "http://localhost:4321"
VECTORS: dict[str, Any] = json.loads((GOLDEN / "vectors.json").read_text())


@pytest.fixture
def script(page: Page) -> Page:
    """An empty page with the script, of a place where browsers compute; nothing goes over a network."""
    page.route(f"{SITE}/**", lambda route: route.fulfill(body="<!doctype html><title>Empty</title>"))
    page.goto(SITE)
    for name in ("reading", "record"):
        page.add_script_tag(content=Path(finders.find(f"claims/{name}.js") or "").read_text())
    return page


def outcome(page: Page, check: str, file: dict[str, Any]) -> Any:
    """What the check computed; or how it ended otherwise, and where."""
    return page.evaluate(
        """async ([check, file]) => {
            try { return await record[check](file, new Map()); }
            catch (fault) { return [fault.constructor.name, fault.message]; }
        }""",
        [check, file],
    )


def test_the_browser_writes_json_and_digests_as_the_vectors_say(script: Page) -> None:
    texts = script.evaluate(
        "vectors => vectors.map(each => record.canonical(each.value))", VECTORS["canonical"]
    )
    digests = script.evaluate(
        "vectors => Promise.all(vectors.map(each => record.digest(each.salt, each.name, each.value)))",
        VECTORS["digests"],
    )

    assert texts == [each["text"] for each in VECTORS["canonical"]]
    assert digests == [each["digest"] for each in VECTORS["digests"]]


def test_the_browser_follows_the_paths_of_ten_thousand_entries(script: Page) -> None:
    proofs = ten_thousand()
    paths = [b64encode(b"".join(path)).decode() for path in proofs.paths]

    digest = script.evaluate(
        """async (paths) => {
            const roots = [];
            for (const [index, text] of paths.entries()) {
                const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
                const path = [];
                for (let at = 0; at < bytes.length; at += 32) path.push(bytes.slice(at, at + 32));
                const leaf = await record.leafHash(`entry ${index}`);
                roots.push(...await record.rootByPath(leaf, index, paths.length, path));
            }
            return record.hex(new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(roots))));
        }""",
        paths,
    )

    assert digest == sha256(proofs.roots[-1] * 10_000).hexdigest()


def test_the_browser_takes_the_same_roots_from_tiles(script: Page) -> None:
    """Of ten thousand entries, cut at several sizes, as it compares two checkpoints."""
    proofs, sizes = ten_thousand(), [1, 2, 255, 256, 257, 5000, 9999, 10_000]
    tiles = path_maker(proofs.hashes)
    hashes = [
        [
            tiles._over(index * 256**level, (index + 1) * 256**level).hex()
            for index in range(10_000 // 256**level)
        ]
        for level in range(2)
    ]

    roots = script.evaluate(
        """async ([hashes, sizes]) => {
            const bytes = (text) => Uint8Array.from(text.match(/../g), (digits) => parseInt(digits, 16));
            const read = (level, index) => bytes(hashes[level][index]);
            const both = (size) => Promise.all([size, 10000].map((end) => record.over(read, 0, end, size)));
            return (await Promise.all(sizes.map(both))).map((pair) => pair.map(record.hex));
        }""",
        [hashes, sizes],
    )

    assert roots == [[proofs.roots[size - 1].hex(), proofs.roots[-1].hex()] for size in sizes]


def test_an_honest_file_holds(script: Page) -> None:
    file = json.loads((GOLDEN / "claim.json").read_text())

    assert outcome(script, "signature", file) == {"size": 300, "key": file["key"][0]}
    assert outcome(script, "inclusion", file) == {"count": 6, "size": 300, "pending": 0}
    assert outcome(script, "chain", file) == {"count": 6}
    assert outcome(script, "values", file) == {"count": 27, "closed": 1}
    assert outcome(script, "claim", file) == {"count": 5}


def test_a_forged_file_is_found(script: Page) -> None:
    log, claim = sample()

    def forged(change: str) -> dict[str, Any]:
        file = log.claim_file(claim)
        file["claim"]["outcome"] = "confirmed" if change == "claim" else "missed"
        file["leaves"][0]["openings"][1]["value"] = "Dora" if change == "values" else "Ada Desk"
        if change == "chain":
            del file["leaves"][2]
        if change == "inclusion":
            file["leaves"][2]["path"].pop()
        if change == "signature":
            file["checkpoint"] = file["checkpoint"].replace("\n300\n", "\n301\n")
        return file

    assert outcome(script, "signature", forged("signature")) == ["Fails", "checkpoint"]
    assert outcome(script, "inclusion", forged("inclusion")) == ["Fails", "3"]
    assert outcome(script, "chain", forged("chain")) == ["Fails", "3"]
    assert outcome(script, "values", forged("values")) == ["Fails", "1"]
    assert outcome(script, "claim", forged("claim")) == ["Fails", "outcome"]


def test_a_page_that_shows_something_else_than_its_record_is_found(script: Page) -> None:
    file = json.loads((GOLDEN / "claim.json").read_text())

    found = script.evaluate(
        """(file) => record.claim(file, new Map([["closes_on", "2041-12-31"]]))
            .catch((fault) => fault.message)""",
        file,
    )

    assert found == "closes_on"


def test_what_waits_for_a_checkpoint_is_not_looked_at(script: Page) -> None:
    file = json.loads((GOLDEN / "claim.json").read_text())
    file["claim"]["outcome"], file["pending"] = "confirmed", 2

    assert outcome(script, "claim", file) == ["NotSeen", "outcome"]


def test_a_log_that_has_fewer_entries_than_before_is_found(script: Page) -> None:
    log, _claim = sample()
    script.route(f"{SITE}/record/checkpoint", lambda route: route.fulfill(body=log.checkpoint(269)))

    found = script.evaluate(
        "notes => record.older(notes, '/record').catch((fault) => [fault.constructor.name, fault.message])",
        [log.checkpoint(270), log.checkpoint(200)],
    )

    assert found == ["Fails", "270"]
