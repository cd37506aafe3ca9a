"""The reader's script, run as a reader runs it: on files that may be forged, and on logs that were rewritten."""

import ast
import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.record import reader
from tests.sample_logs import CLAIM, GOLDEN, SampleLog, sample, signer, write_golden

HELD, FAILED, REFUSED, UNSEEN = range(4)
File = dict[str, Any]


@pytest.fixture(scope="module")
def log() -> SampleLog:
    return sample()[0]


@pytest.fixture(scope="module")
def published(log: SampleLog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return log.publish(tmp_path_factory.mktemp("log"))


@pytest.fixture
def claim_file() -> File:
    found: File = json.loads((GOLDEN / "claim.json").read_text())
    return found


def check(file: Path | File, *options: object, folder: Path, path: str | None = None) -> tuple[int, str]:
    """Run the script alone, without our packages; its exit code, and all that it said."""
    if isinstance(file, dict):
        (folder / "forged.json").write_text(json.dumps(file))
        file = folder / "forged.json"
    command = map(str, [sys.executable, "-I", reader.SCRIPT, file, *options])
    environment = {"PATH": path} if path is not None else None
    done = subprocess.run([*command], capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def failed(said: str) -> str:
    """The lines of the checks that failed."""
    return "\n".join(line for line in said.splitlines() if line.startswith("FAILED"))


def test_the_script_is_short_and_needs_no_library() -> None:
    source = reader.SCRIPT.read_text()
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or node.names[0].name for node in imports}

    assert len(source.splitlines()) <= 300
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.masses
def test_the_golden_files_are_what_the_formats_give(tmp_path: Path) -> None:
    write_golden(tmp_path)

    for golden in tmp_path.iterdir():
        assert golden.read_bytes() == (GOLDEN / golden.name).read_bytes()


def test_an_honest_file_holds_alone(tmp_path: Path) -> None:
    code, said = check(GOLDEN / "claim.json", folder=tmp_path)

    assert (code, said.count("HELD:"), said.count("If not:")) == (HELD, 5, 5)


def test_an_honest_file_holds_with_what_was_kept_and_what_is_new(tmp_path: Path, published: Path) -> None:
    options = "--older", GOLDEN / "kept.json", "--newer", "--log", published

    code, said = check(GOLDEN / "claim.json", *options, folder=tmp_path)

    assert (code, said.count("HELD:")) == (HELD, 8)
    assert "one log gives the checkpoints of 200 and of 300 entries" in said


def test_a_kept_checkpoint_alone_is_enough_to_compare_with(tmp_path: Path, published: Path) -> None:
    options = "--older", GOLDEN / "checkpoint", "--log", published

    code, said = check(GOLDEN / "claim.json", *options, folder=tmp_path)

    assert code == HELD
    assert "of 270 and of 300 entries" in said


def test_what_came_after_the_file_is_found_in_the_bundles(tmp_path: Path, published: Path) -> None:
    code, said = check(GOLDEN / "kept.json", "--newer", "--log", published, folder=tmp_path)

    assert code == HELD
    assert "new of the claim are ['5 (ruling, 2026-11-28T14Z)', '6 (ruling, 2026-11-28T14Z)']" in said


@pytest.mark.parametrize("length", [40, 255, 256, 257, 512, 513])
def test_tiles_of_every_shape_are_read(tmp_path: Path, length: int) -> None:
    log, claim = sample(length)
    (tmp_path / "kept").write_text(log.checkpoint(length - 3))
    log.publish(tmp_path / "log", size=length - 2)
    options = "--older", tmp_path / "kept", "--newer", "--log", log.publish(tmp_path / "log")

    assert check(log.claim_file(claim, size=length - 2), *options, folder=tmp_path)[0] == HELD


def forgeries() -> dict[str, Callable[[File], object]]:
    """What somebody may do to a claim's file, by the check that finds it."""

    def openings(file: File, entry: int, name: str) -> Any:
        return next(part for part in file["leaves"][entry]["openings"] if part["name"] == name)

    def take_out(file: File, entry: int) -> None:
        del file["leaves"][entry]

    return {
        "the log says otherwise: ['statement']": lambda file: file["claim"].update(
            statement="It will not open."
        ),
        "the log says otherwise: ['closes_on']": lambda file: file["claim"].update(closes_on="2041-12-31"),
        "the log says otherwise: ['outcome']": lambda file: file["claim"].update(outcome="confirmed"),
        "'by' in entry 1 is not what": lambda file: openings(file, 0, "by").update(value="Dora Desk"),
        "'new/outcome' in entry 6": lambda file: openings(file, 5, "new/outcome").update(value="confirmed"),
        "'new/outcome' in entry 5": lambda file: openings(file, 4, "new/outcome").update(salt="0" * 32),
        "entry 2 does not follow": lambda file: take_out(file, 1),
        "entry 1 does not follow": lambda file: take_out(file, 0),
        "entry 3 does not follow": lambda file: file["leaves"].insert(2, file["leaves"][1]),
        "index 17 leads elsewhere": lambda file: file["leaves"][5].update(index=17),
        "leads elsewhere": lambda file: file["leaves"][3]["path"].pop(),
        "index -1 leads elsewhere": lambda file: file["leaves"][0].update(index=-1),
        "index 300 leads elsewhere": lambda file: file["leaves"][5].update(index=300),
        "no signature of the key holds": lambda file: file.update(
            checkpoint=file["checkpoint"].replace("\n300\n", "\n299\n")
        ),
    }


@pytest.mark.parametrize("finding", forgeries())
def test_a_forged_file_is_found(tmp_path: Path, claim_file: File, finding: str) -> None:
    forgeries()[finding](claim_file)

    code, said = check(claim_file, folder=tmp_path)

    assert code == FAILED
    assert finding in failed(said)
    assert "This means:" in said


def test_an_entry_that_the_file_leaves_out_at_its_end_is_found_in_the_bundles(
    tmp_path: Path, claim_file: File, published: Path
) -> None:
    claim_file["leaves"].pop()
    claim_file["claim"]["outcome"] = "pending"

    code, said = check(claim_file, "--newer", "--log", published, folder=tmp_path)

    assert code == FAILED
    assert "the checkpoint covers more of the claim's entries" in failed(said)


def test_an_entry_that_was_in_the_kept_file_is_missed(tmp_path: Path, claim_file: File) -> None:
    claim_file["leaves"].pop()
    claim_file["claim"]["outcome"] = "pending"

    code, said = check(claim_file, "--older", GOLDEN / "claim.json", folder=tmp_path)

    assert code == FAILED
    assert "entry 6 is not the same in the two files, or missing in one" in failed(said)


def test_a_value_that_was_opened_otherwise_before_is_found(tmp_path: Path, claim_file: File) -> None:
    """A log could commit to two values under one name, and open the one today and the other tomorrow."""
    kept = json.loads((GOLDEN / "kept.json").read_text())
    kept["leaves"][0]["openings"][1]["value"] = "Dora Desk"
    (tmp_path / "kept.json").write_text(json.dumps(kept))

    code, said = check(claim_file, "--older", tmp_path / "kept.json", folder=tmp_path)

    assert code == FAILED
    assert "entry 1 is not the same in the two files" in failed(said)


def test_what_is_withheld_later_is_no_contradiction(
    tmp_path: Path, claim_file: File, published: Path
) -> None:
    """A name was forgotten: its salt and value are gone, the entry stays."""
    claim_file["leaves"][0]["openings"] = [
        part for part in claim_file["leaves"][0]["openings"] if part["name"] != "by"
    ]
    options = "--older", GOLDEN / "kept.json", "--log", published

    assert check(claim_file, *options, folder=tmp_path)[0] == HELD


def test_a_claim_whose_record_is_withheld_is_said_to_be_unproven(tmp_path: Path, claim_file: File) -> None:
    for leaf in claim_file["leaves"]:
        leaf["openings"] = []

    code, said = check(claim_file, folder=tmp_path)

    assert code == UNSEEN
    assert "tells nothing that is public of ['closes_on', 'criteria', 'opens_on'" in said
    assert "not public, or withheld: 1, 2, 3, 4, 5, 6" in said


def rewritten(**changed: object) -> tuple[SampleLog, dict[str, object]]:
    """The log as somebody makes it anew who has the database and the key: with another closing day from the start."""
    log, claim = sample()
    forged = SampleLog()
    for place, opened in enumerate(log.openings):
        subject = CLAIM if opened else f"claim:{place}"
        values = {str(part["name"]): part["value"] for part in opened} or {"action": "logged"}
        values |= {name: value for name, value in changed.items() if name in values}
        forged.add(subject, values, opened=bool(opened))
    return forged, claim


def test_a_log_rewritten_with_its_key_holds_alone_and_not_with_a_kept_checkpoint(tmp_path: Path) -> None:
    forged, claim = rewritten(**{"new/closes_on": "2041-12-31"})
    file = forged.claim_file({**claim, "closes_on": "2041-12-31"})
    place = forged.publish(tmp_path / "log")

    alone, _said = check(file, "--newer", "--log", place, folder=tmp_path)
    code, said = check(file, "--older", GOLDEN / "checkpoint", "--log", place, folder=tmp_path)

    assert (alone, code) == (HELD, FAILED)
    assert "no one log gives the checkpoints of 270 and of 300 entries" in failed(said)


def test_a_log_that_has_fewer_entries_than_before_is_found(tmp_path: Path, log: SampleLog) -> None:
    """Its newest entries were taken out, so that it has no tiles any more that could prove or contradict."""
    log.publish(tmp_path / "log", size=269)
    options = "--older", GOLDEN / "checkpoint", "--log", tmp_path / "log"

    code, said = check(GOLDEN / "kept.json", *options, folder=tmp_path)

    assert code == FAILED
    assert "the log has fewer entries now than the 270 that it had" in failed(said)


def test_what_waits_for_a_checkpoint_is_no_contradiction(tmp_path: Path, claim_file: File) -> None:
    """The page says what was ruled a moment ago; the checkpoint in the file does not cover it yet."""
    claim_file["claim"]["outcome"] = "confirmed"
    claim_file["pending"] = 2

    code, said = check(claim_file, folder=tmp_path)

    assert code == UNSEEN
    assert "the log says otherwise so far, while newer entries wait for a checkpoint: ['outcome']" in said


def test_a_log_that_shows_two_checkpoints_of_one_size_is_found_without_a_network(tmp_path: Path) -> None:
    forged, claim = rewritten(**{"new/closes_on": "2041-12-31"})
    file = forged.claim_file({**claim, "closes_on": "2041-12-31"}, size=270)

    code, said = check(file, "--older", GOLDEN / "checkpoint", folder=tmp_path)

    assert code == FAILED
    assert "there is more than one log" in failed(said)


def test_a_tile_that_fits_one_checkpoint_only_proves_nothing(tmp_path: Path, log: SampleLog) -> None:
    """Tiles of the rewritten log in which the old log's hashes stand where they are asked for."""
    forged, claim = rewritten(**{"new/closes_on": "2041-12-31"})
    place = forged.publish(tmp_path / "log")
    log.publish(tmp_path / "honest")
    (place / "tile/0/000").write_bytes((tmp_path / "honest/tile/0/000").read_bytes())
    options = "--older", GOLDEN / "kept.json", "--log", place

    code, said = check(forged.claim_file({**claim, "closes_on": "2041-12-31"}), *options, folder=tmp_path)

    assert code == FAILED
    assert "no one log gives the checkpoints" in failed(said)


def test_a_file_signed_with_another_key_is_not_trusted(tmp_path: Path) -> None:
    log, claim = sample()
    mine = str(log.signers[0].key)
    log.signers = [signer("another key")]

    by_option, _said = check(log.claim_file(claim), "--key", mine, folder=tmp_path)
    by_file, said = check(log.claim_file(claim), "--older", GOLDEN / "claim.json", folder=tmp_path)

    assert (by_option, by_file) == (UNSEEN, UNSEEN)
    assert "which is not the key that you know" in said


def test_a_key_that_is_being_turned_over_is_trusted_by_the_old_one(tmp_path: Path, published: Path) -> None:
    log, claim = sample()
    log.signers = [signer("the next key"), *log.signers]
    options = "--older", GOLDEN / "kept.json", "--log", published

    assert check(log.claim_file(claim), *options, folder=tmp_path)[0] == HELD


def test_without_openssl_the_script_says_that_it_did_not_look(tmp_path: Path) -> None:
    code, said = check(GOLDEN / "claim.json", folder=tmp_path, path=str(tmp_path))

    assert code == UNSEEN
    assert said.startswith("NOT LOOKED AT: [Errno 2] No such file or directory: 'openssl'")


def test_a_log_that_cannot_be_reached_is_no_contradiction(tmp_path: Path) -> None:
    options = "--older", GOLDEN / "kept.json", "--newer", "--log", tmp_path / "nowhere"

    code, said = check(GOLDEN / "claim.json", *options, folder=tmp_path)

    assert (code, said.count("NOT LOOKED AT:")) == (UNSEEN, 2)


HOSTILE = {
    "nothing": b"",
    "no JSON": b'{"format": ',
    "a list": b"[]",
    "another format": b'{"format": "foresaid-claim/9"}',
    "a fraction": b'{"format": 1.5}',
    "not a number": b'{"format": NaN}',
    "a number of 5000 digits": b'{"format": ' + b"9" * 5000 + b"}",
    "a hundred thousand levels": b'{"format": ' + b"[" * 100_000,
    "no text": b"{\xff\xfe}",
    "leaves that are text": b'{"format": "foresaid-claim/1", "leaves": "abc"}',
    "leaves of nothing": b'{"format": "foresaid-claim/1", "leaves": [null]}',
    "a leaf that is a number": b'{"format": "foresaid-claim/1", "leaves": [{"leaf": "7", "openings": []}]}',
    "half a character": b'{"format": "foresaid-claim/1", "leaves": [{"leaf": "\\ud800", "openings": []}]}',
    "a note without a size": b"record.example\n\n\n",
    "a note with a size of another script": "record.example\n\u0663\nAAAA\n\n— x AAAA\n".encode(),
    "a root that is no base64": b"record.example\n3\n%%%\n\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_file_of_a_claim_is_refused_in_words(tmp_path: Path, kind: str) -> None:
    (tmp_path / "hostile").write_bytes(HOSTILE[kind])

    code, said = check(tmp_path / "hostile", folder=tmp_path)

    assert code == REFUSED
    assert "the input cannot be read: " in said


def test_an_opening_that_stands_twice_is_refused(tmp_path: Path, claim_file: File) -> None:
    claim_file["leaves"][0]["openings"] *= 2

    code, said = check(claim_file, folder=tmp_path)

    assert code == REFUSED
    assert "an entry opens a name twice" in said


def places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every text and number in a JSON value."""
    if isinstance(part, dict):
        return [place for name in part for place in places(part[name], (*path, name))]
    if isinstance(part, list):
        return [place for number in range(len(part)) for place in places(part[number], (*path, number))]
    return [path]


def alter(file: File, path: tuple[Any, ...], randomness: random.Random) -> None:
    *way, last = path
    part: Any = file
    for step in way:
        part = part[step]
    kinds: list[Any] = [None, 7, "x", [], {}, -1, True, 2**80, "\ud800", {"name": "by"}]
    if isinstance(part[last], str) and part[last]:
        at = randomness.randrange(len(part[last]))
        kinds += [part[last][:at] + randomness.choice("0aZ+— \n") + part[last][at + 1 :], part[last][:at]] * 5
    part[last] = randomness.choice([kind for kind in kinds if kind != part[last]])


def test_whatever_is_altered_in_a_file_is_found_or_refused(
    tmp_path: Path, claim_file: File, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process, as a thousand starts would take a minute."""
    from claims.record.reader import verify_claim  # noqa: PLC0415

    signed = claim_file["checkpoint"].rpartition("\n\n")[0].encode() + b"\n"
    monkeypatch.setattr(verify_claim, "holds", lambda message, signature, public: message == signed)
    told = [path for path in places(claim_file) if path[0] not in {"origin", "pending"}]
    randomness = random.Random(15)
    for path in randomness.sample(told, min(len(told), 400)):
        forged = copy.deepcopy(claim_file)
        alter(forged, path, randomness)
        (tmp_path / "forged.json").write_text(json.dumps(forged))
        monkeypatch.setattr(sys, "argv", ["verify_claim.py", str(tmp_path / "forged.json")])
        try:
            code = verify_claim.main()
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        assert code != HELD, (path, capsys.readouterr().out)
