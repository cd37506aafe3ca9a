"""The published log, read as a stranger reads it: by the formats, with the reader's script."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from claims import record
from claims.models import Claim, Cosignature, RecordEntry, TimeStamp, TreeHead, User
from claims.record import keys, notes, reader, tree
from claims.record.reader import verify_claim
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(claim: Claim, ada: User) -> TreeHead:
    """A checkpoint of a log with one whole tile and a part of the next."""
    for number in range(300):
        record.append(claim, action="revised", by=ada, at=NOW, changes={"criteria": [f"{number}", "x"]})
    record.number_entries(now=timezone.now())
    return TreeHead.objects.order_by("-number")[0]


@pytest.fixture
def stranger(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The script reads through this client, not over a network."""

    def fetch(place: str, most: int = 0) -> bytes:
        response = client.get(place)
        if response.status_code != 200:
            raise verify_claim.Halt(verify_claim.UNSEEN, place)
        return response.content

    monkeypatch.setattr(verify_claim, "fetch", fetch)
    verify_claim.tile.cache_clear()
    return client


def test_the_tiles_give_the_root_of_the_checkpoint(stranger: Client, head: TreeHead) -> None:
    told = verify_claim.checkpoint_of(stranger.get("/record/checkpoint").content.decode())

    root = verify_claim.over(("/record", told["size"]), 0, told["size"], 0, {})

    assert (told["size"], told["root"].hex()) == (head.size, head.root)
    assert root == told["root"]
    assert head.size > 256


def test_the_bundles_hold_what_the_tiles_are_the_hashes_of(stranger: Client, head: TreeHead) -> None:
    leaves, body = {}, b""
    for index in range(head.size):
        body = body if index % 256 else verify_claim.tile("/record", "entries", index // 256, head.size)
        end = 2 + int.from_bytes(body[:2])
        leaves[index], body = tree.leaf_hash(body[2:end]), body[end:]

    assert verify_claim.over(("/record", head.size), 0, head.size, 0, leaves).hex() == head.root


@pytest.mark.parametrize("index", [0, 255, 256, 299])
def test_a_proof_leads_from_its_entry_to_the_checkpoint(client: Client, head: TreeHead, index: int) -> None:
    text = client.get(f"/record/proof/{index}").content.decode()
    first, place, *path = text.partition("\n\n")[0].split("\n")
    entry = RecordEntry.objects.get(tree_index=index)

    assert (first, place) == ("c2sp.org/tlog-proof@v1", f"index {index}")
    hashes = [verify_claim.unbase64(each) for each in path]
    root = verify_claim.root_by_path(bytes.fromhex(entry.hash), index, head.size, hashes)
    assert b64encode(root).decode() == text.partition("\n\n")[2].split("\n")[2]


def test_a_checkpoint_is_signed_with_the_key_that_is_handed_out(client: Client, head: TreeHead) -> None:
    (line,) = client.get("/record/key").content.decode().splitlines()

    text = notes.opened(client.get("/record/checkpoint").content.decode(), [notes.VerifierKey.read(line)])

    assert text.startswith(f"{keys.origin()}\n{head.size}\n")


def test_a_checkpoint_by_number_bears_the_witnesses_signatures(client: Client, head: TreeHead) -> None:
    line = notes.signature_line("witness.example", b"1234" + bytes(72))
    Cosignature.objects.create(head=head, witness="witness.example", at=NOW, line=line)

    assert client.get(f"/record/checkpoints/{head.number}").content.decode() == head.note + line
    assert client.get(f"/record/checkpoints/{head.number}/note").content.decode() == head.note


def test_a_time_stamp_is_handed_out_as_it_came(client: Client, head: TreeHead) -> None:
    at = datetime(2026, 6, 17, tzinfo=UTC)
    TimeStamp.objects.create(
        head=head, authority="https://authority.example/tsr", at=at, answer=b"\x30\x03abc"
    )

    response = client.get(f"/record/checkpoints/{head.number}/1.tsr")

    assert (response.content, response["Content-Type"]) == (b"\x30\x03abc", "application/timestamp-reply")


@pytest.mark.parametrize(
    "address",
    [
        *("tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/001", "tile/0/001.p/255"),
        *("tile/0/x000/000", "tile/0/0", "tile/0/x001", "tile/0/000/", "tile/64/000", "tile/9999999999/000"),
        *("tile/entries/001", "tile/entries/002.p/1", "tile/entries/x999/x999/x999/x999/x999/x999/x999/999"),
        *("tile/0/٠٠٠", "tile/0/000.p/٣", "proof/100000", "proof/99999999999999999999999999"),
        *("checkpoints/0", "checkpoints/99", "checkpoints/1/0.tsr", "checkpoints/1/1.tsr"),
    ],
)
def test_what_is_not_there_is_not_found(client: Client, head: TreeHead, address: str) -> None:
    assert client.get(f"/record/{address}").status_code == 404


def test_an_empty_log_has_nothing_to_show(client: Client) -> None:
    assert client.get("/record/checkpoint").status_code == 404
    assert client.get("/record/proof/0").status_code == 404


def test_what_never_changes_may_be_kept_and_the_newest_checkpoint_hardly(
    client: Client, head: TreeHead
) -> None:
    assert "immutable" in client.get("/record/tile/0/000")["Cache-Control"]
    assert client.get("/record/checkpoint")["Cache-Control"] == "max-age=5"


def test_the_script_is_handed_out_as_it_stands_and_readable_in_a_browser(client: Client) -> None:
    response = client.get("/record/verify_claim.py")

    assert response.content == reader.SCRIPT.read_bytes()
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_the_page_of_the_record_says_who_vouched_for_a_day(client: Client, head: TreeHead) -> None:
    TimeStamp.objects.create(head=head, authority="https://authority.example/tsr", at=NOW, answer=b"abc")
    Cosignature.objects.create(head=head, witness="witness.example/w1", at=NOW, line="x")

    html = client.get("/en/record/").content.decode()

    assert "witness.example/w1<br>" in html
    assert f'<a href="/record/checkpoints/{head.number}/1.tsr">time stamp</a>' in html
