"""Notes are signed and read as C2SP's specification says, and as `tlog-scales` does."""

from base64 import b64encode

import pytest
from tlog_scales.signing import PlainEd25519Signer, Vkey
from tlog_scales.tlog import Checkpoint as TheirCheckpoint

from claims.record import notes

ORIGIN = "claims.example/record"
STATE = notes.TreeState(ORIGIN, 20_852_163, bytes(range(32)))
SIGNER = notes.Signer(ORIGIN, b"k" * 32)
NEWER = notes.Signer(ORIGIN, b"n" * 32)
NOTE = notes.sign(STATE.text, [SIGNER])


def test_a_signed_checkpoint_reads_as_specified() -> None:
    text, line = NOTE.split("\n\n")

    assert text == f"{ORIGIN}\n20852163\n{b64encode(bytes(range(32))).decode()}"
    assert line.startswith(f"— {ORIGIN} ")
    assert line.endswith("\n")


def test_a_note_is_opened_by_the_key_that_signed_it() -> None:
    assert notes.opened(NOTE, [SIGNER.key]) == STATE.text
    assert notes.TreeState.read(notes.opened(NOTE, [SIGNER.key])) == STATE


def test_another_program_reads_our_checkpoint_and_we_read_its() -> None:
    theirs = TheirCheckpoint.from_text(NOTE)
    theirs.verify(Vkey.from_string(str(SIGNER.key)))
    assert (theirs.origin, theirs.size, theirs.root_hash) == (ORIGIN, STATE.size, STATE.root)

    signer = PlainEd25519Signer(ORIGIN, b"k" * 32)
    made = TheirCheckpoint.make_signed(ORIGIN, STATE.size, STATE.root, [signer])
    assert made.serialize() == NOTE


def test_while_the_key_is_turned_over_either_opens_the_note() -> None:
    note = notes.sign(STATE.text, [NEWER, SIGNER])

    assert notes.opened(note, [SIGNER.key]) == notes.opened(note, [NEWER.key]) == STATE.text


def test_a_verifier_key_reads_back() -> None:
    assert notes.VerifierKey.read(f"{SIGNER.key}\n") == SIGNER.key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000+AAAA",
        str(SIGNER.key).replace(ORIGIN, "other.example"),
        str(SIGNER.key)[:-4] + "AAAA",
        f"{ORIGIN}+{'0' * 8}+{b64encode(bytes([4, *range(32)])).decode()}",
        f"+{'0' * 8}+{b64encode(bytes([1, *range(32)])).decode()}",
        f"{ORIGIN}+zz+%%%",
    ],
)
def test_what_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(notes.BadNote):
        notes.VerifierKey.read(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b"])
def test_a_name_that_a_note_cannot_hold_is_no_keys_name(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a key's name"):
        notes.Signer(name, b"k" * 32)


def test_a_note_that_no_known_key_signed_is_not_opened() -> None:
    with pytest.raises(notes.BadNote, match="none of the known keys"):
        notes.opened(NOTE, [NEWER.key])


def test_a_changed_text_is_not_opened() -> None:
    with pytest.raises(notes.BadNote, match="is wrong"):
        notes.opened(NOTE.replace("20852163", "20852164"), [SIGNER.key])


def test_one_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    wrong = notes.signature_line(ORIGIN, NEWER.key.key_id + bytes(64))

    with pytest.raises(notes.BadNote, match="is wrong"):
        notes.opened(NOTE + wrong, [SIGNER.key, NEWER.key])
    assert notes.opened(NOTE + wrong, [SIGNER.key]) == STATE.text


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        "\n\n— a AAAAAAAA\n",
        NOTE.removesuffix("\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("— ", "—  "),
        NOTE.replace("\n20852163", "\r\n20852163"),
        NOTE + "— a AAAA\n",
        NOTE + "— a %%%%%%%%\n",
        NOTE + "— a AAAAAAAA b\n",
        NOTE + "—\n",
        NOTE + "— a AAAAAAAA\u2028— b AAAAAAAA\n",
        NOTE + "— a AAAAAAAA\n" * 100,
    ],
)
def test_what_is_no_signed_note_is_refused(note: str) -> None:
    with pytest.raises(notes.BadNote):
        notes.parse(note)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n5\n",
        "origin\n-5\n" + b64encode(bytes(32)).decode() + "\n",
        "origin\n05\n" + b64encode(bytes(32)).decode() + "\n",
        "origin\n٥\n" + b64encode(bytes(32)).decode() + "\n",
        "\n5\n" + b64encode(bytes(32)).decode() + "\n",
        "origin\n5\n" + b64encode(bytes(31)).decode() + "\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(notes.BadNote):
        notes.TreeState.read(text)


def test_lines_that_another_log_adds_to_its_checkpoint_are_left_aside() -> None:
    assert notes.TreeState.read(STATE.text + "more\n") == STATE


def test_a_proof_is_the_leafs_place_its_path_and_the_checkpoint() -> None:
    text = notes.proof(index=7, path=[bytes(32)], checkpoint=NOTE)

    assert text == f"c2sp.org/tlog-proof@v1\nindex 7\n{b64encode(bytes(32)).decode()}\n\n{NOTE}"
