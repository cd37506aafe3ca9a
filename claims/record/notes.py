"""Signed notes and the checkpoints of the log that are written in them. Pure: keys come in as secrets.

Formats: https://c2sp.org/signed-note (Ed25519 signatures), https://c2sp.org/tlog-checkpoint, https://c2sp.org/tlog-proof
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
KEY_ID_BYTES = 4
MOST_SIGNATURES = 100
PROOF_HEAD = "c2sp.org/tlog-proof@v1"


class BadNote(ValueError):
    """The text is no signed note, or none of the known keys has signed it."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key under its name; as text `<name>+<hex key id>+<base64 of the type byte and the key>`."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature says which key made it."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The key that the text names. BadNote where it is none, or of another kind than Ed25519."""
        name, _plus, rest = text.strip().partition("+")
        key_id, _plus, encoded = rest.partition("+")
        key = cls(name, _decoded(encoded)[1:])
        if not name or len(key.public) != 32 or str(key) != f"{name}+{key_id}+{encoded}":
            raise BadNote("this is no key for Ed25519 signatures")
        return key

    def is_signature(self, signature: bytes, text: str) -> bool:
        """Whether this key has signed the text so."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


class Signer:
    """A private key under its name, made of 32 secret bytes."""

    def __init__(self, name: str, secret: bytes) -> None:
        if not name or "+" in name or any(map(str.isspace, name)):
            raise ValueError(f"{name!r} cannot be a key's name")
        self._private = Ed25519PrivateKey.from_private_bytes(secret)
        self.key = VerifierKey(name, self._private.public_key().public_bytes_raw())

    def line(self, text: str) -> str:
        """The signature of the text as a line of a note."""
        return signature_line(self.key.name, self.key.key_id + self._private.sign(text.encode()))


def signature_line(name: str, signature: bytes) -> str:
    """A signature, its key's id in front of it, as a line of a note."""
    return f"— {name} {b64encode(signature).decode()}\n"


def sign(text: str, signers: Iterable[Signer]) -> str:
    """The text, which ends with a line break, as a note with everybody's signature."""
    return f"{text}\n" + "".join(signer.line(text) for signer in signers)


def parse(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """A note's text, and its signatures: each key's name, and its id and signature in one. BadNote where it is none."""
    head, blank, tail = note.rpartition("\n\n")
    lines = tail.splitlines(keepends=True)
    if not blank or not head or not 0 < len(lines) <= MOST_SIGNATURES or _has_controls(note):
        raise BadNote("this is no signed note")
    signatures = []
    for line in lines:
        dash, name, encoded = [*line.split(" "), "", ""][:3]
        signature = _decoded(encoded.removesuffix("\n"))
        if (
            dash != "—"
            or not name
            or len(signature) <= KEY_ID_BYTES
            or line != signature_line(name, signature)
        ):
            raise BadNote("a line of the note is no signature")
        signatures.append((name, signature))
    return f"{head}\n", signatures


def _has_controls(note: str) -> bool:
    return any(letter < " " and letter != "\n" for letter in note)


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise BadNote("a part of the note is no base64") from None


def opened(note: str, keys: Sequence[VerifierKey]) -> str:
    """The note's text, if one of the keys has signed it and none of them wrongly. BadNote otherwise."""
    text, signatures = parse(note)
    is_signed = False
    for name, signature in signatures:
        for key in keys:
            if key.name == name and key.key_id == signature[:KEY_ID_BYTES]:
                if not key.is_signature(signature[KEY_ID_BYTES:], text):
                    raise BadNote(f"the signature of {name} is wrong")
                is_signed = True
    if not is_signed:
        raise BadNote("none of the known keys has signed the note")
    return text


@dataclass(frozen=True, slots=True)
class TreeState:
    """What a checkpoint says: whose log, how many leaves, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """As the text of a note."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """What the text of a checkpoint's note says; lines after the third are left aside. BadNote where it is none."""
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or not (lines[1].isascii() and lines[1].isdigit()):
            raise BadNote("this is no checkpoint")
        state = cls(lines[0], int(lines[1]), _decoded(lines[2]))
        if len(state.root) != 32 or not text.startswith(state.text):
            raise BadNote("this is no checkpoint")
        return state


def proof(*, index: int, path: Iterable[bytes], checkpoint: str) -> str:
    """A proof that needs no network: a leaf's number, its inclusion path and the checkpoint that it leads to."""
    lines = [PROOF_HEAD, f"index {index}", *(b64encode(each).decode() for each in path)]
    return "\n".join(lines) + f"\n\n{checkpoint}"
