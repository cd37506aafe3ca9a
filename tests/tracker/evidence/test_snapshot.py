"""The file of claims laid out: what goes in comes out, and what is damaged is not used."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tracker.match.cases import HARBOUR, SWIMMING, english, german
from tracker.evidence import snapshot
from tracker.match import ClaimQuery, Index, Rarity, SearchTerms, build_tables

NOW = datetime(2026, 6, 17, 8, 0, tzinfo=UTC)
KNOWN = {7: "abc", 8: "def"}
ARTICLES = [
    english("Container cranes at Emden port now work without crews"),
    german("Eröffnet: Kassels neues Hallenbad", summary="Der Eintrittspreis sinkt"),
    english("Gardens in Kiel"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims"


def write(path: Path, *queries: ClaimQuery) -> Index:
    tables, rarity = build_tables(queries, Rarity())
    snapshot.write(path, tables, rarity, made_at=NOW, known=KNOWN)
    return Index(tables, rarity)


def opened(path: Path) -> Index:
    kept = snapshot.read_snapshot(path)
    assert kept is not None
    return Index(kept.tables, kept.rarity)


def test_a_snapshot_matches_as_the_index_that_it_was_made_of(path: Path) -> None:
    index = write(path, HARBOUR, SWIMMING)

    assert opened(path).match_all(ARTICLES) == index.match_all(ARTICLES) != [[], [], []]


def test_a_snapshot_keeps_the_editors_terms(path: Path) -> None:
    write(path, replace(HARBOUR, terms=SearchTerms(never=("crew",)), article_language="en"))

    assert opened(path).match_all(ARTICLES) == [[], [], []]


def test_a_snapshot_knows_when_it_was_made_and_the_log_it_was_made_from(path: Path) -> None:
    write(path, HARBOUR)

    kept = snapshot.read_snapshot(path)
    assert kept is not None
    assert (kept.made_at, kept.known) == (NOW, KNOWN)


def test_a_snapshot_of_no_claims_is_one(path: Path) -> None:
    write(path)

    assert opened(path).match_all(ARTICLES) == [[], [], []]


def test_a_claim_added_to_a_snapshot_is_weighed_as_in_it(path: Path) -> None:
    index = write(path, HARBOUR, SWIMMING)
    grown = opened(path)

    grown.add(replace(HARBOUR, claim_id=9))

    scores = {match.claim_id: match.score for match in grown.match(ARTICLES[0])}
    assert scores[9] == pytest.approx(scores[1], rel=0.01)
    assert scores[1] == index.match(ARTICLES[0])[0].score


def test_words_met_more_than_once_keep_their_rarity(path: Path) -> None:
    rarity = Rarity()
    for _ in range(500):
        rarity.learn(["port", "crane"])
    snapshot.write(path, (), rarity, made_at=NOW, known={})

    kept = snapshot.read_snapshot(path)
    assert kept is not None
    assert kept.rarity.weight("port") == rarity.weight("port")
    assert kept.rarity.weight("unheard") == rarity.weight("unheard")


@pytest.mark.parametrize("damage", ["missing", "empty", "cut short", "one bit", "another version"])
def test_a_file_that_cannot_be_trusted_is_none(
    damage: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(path, HARBOUR)
    data = bytearray(path.read_bytes())
    if damage == "missing":
        path.unlink()
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "cut short":
        path.write_bytes(data[:-70])
    elif damage == "one bit":
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    else:
        monkeypatch.setattr(snapshot, "version", lambda: "another")

    assert snapshot.read_snapshot(path) is None


def test_a_snapshot_is_put_in_place_whole(path: Path) -> None:
    write(path, HARBOUR)
    old = opened(path)

    write(path, SWIMMING)

    assert [found.name for found in path.parent.iterdir()] == [path.name]
    assert [match.claim_id for match in old.match(ARTICLES[0])] == [1], "who has the old one open keeps it"
    assert opened(path).match(ARTICLES[0]) == []
