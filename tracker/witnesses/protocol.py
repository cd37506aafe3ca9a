"""What is said to a witness, and what its answer is worth. Pure.

Formats: https://c2sp.org/tlog-witness, https://c2sp.org/tlog-cosignature (Ed25519, version 1)
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from claims.record import notes

COSIGNATURE = b"\x04"
KEY_ID_BYTES = 4
TIME_BYTES = 8
SIGNATURE_BYTES = KEY_ID_BYTES + TIME_BYTES + 64
# A witness may be ahead of us by so many seconds.
MOST_SECONDS_AHEAD = 600


@dataclass(frozen=True, slots=True)
class Witness:
    """Who cosigns: the address before `/add-checkpoint`, and the name and key that its signatures are made with."""

    address: str
    name: str
    public: bytes

    @classmethod
    def of(cls, text: str) -> Self:
        """Read `<address> <name>+<hex key id>+<base64 of the byte 4 and the key>`. ValueError where it is none."""
        address, _space, key = text.strip().partition(" ")
        name, _plus, rest = key.strip().partition("+")
        key_id, _plus, encoded = rest.partition("+")
        material = b64decode(encoded, validate=True)
        witness = cls(address.rstrip("/"), name, material[1:])
        is_known = material[:1] == COSIGNATURE and len(material) == 33 and witness.key_id.hex() == key_id
        if not address.startswith(("http://", "https://")) or not name or not is_known:
            raise ValueError("not like: https://witness.example/log witness.example+0a1b2c3d+BASE64")
        return witness

    @property
    def key_id(self) -> bytes:
        """The four bytes by which a signature says which key made it."""
        return sha256(self.name.encode() + b"\n" + COSIGNATURE + self.public).digest()[:KEY_ID_BYTES]


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A witness's word that it saw this checkpoint, and no other log before it: the note's line, and when."""

    line: str
    at: datetime


def add_checkpoint(*, old_size: int, path: Iterable[bytes], note: str) -> bytes:
    """The request for a cosignature: the size that the witness saw last, the way from there, and the checkpoint."""
    lines = [f"old {old_size}", *(b64encode(each).decode() for each in path)]
    return ("\n".join(lines) + f"\n\n{note}").encode()


def cosignature_in(answer: bytes, *, witness: Witness, note: str, now: datetime) -> Cosigned | None:
    """The witness's signature of the note in its answer; None where there is none that holds."""
    text = notes.parse(note)[0]
    for signature in _signatures(answer, witness):
        seconds = int.from_bytes(signature[KEY_ID_BYTES : KEY_ID_BYTES + TIME_BYTES])
        message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
        if 0 < seconds <= now.timestamp() + MOST_SECONDS_AHEAD and _holds(witness, signature, message):
            line = notes.signature_line(witness.name, signature)
            return Cosigned(line, datetime.fromtimestamp(seconds, UTC))
    return None


def _signatures(answer: bytes, witness: Witness) -> Iterator[bytes]:
    """Those under the witness's name and key; whatever else it sent is left aside, as the protocol asks."""
    for line in answer.decode(errors="replace").splitlines():
        dash, name, encoded = [*line.split(" "), "", ""][:3]
        if dash == "—" and name == witness.name:
            try:
                signature = b64decode(encoded, validate=True)
            except ValueError:
                continue
            if len(signature) == SIGNATURE_BYTES and signature.startswith(witness.key_id):
                yield signature


def _holds(witness: Witness, signature: bytes, message: bytes) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(witness.public)
        key.verify(signature[KEY_ID_BYTES + TIME_BYTES :], message)
    except InvalidSignature:
        return False
    return True


def size_in(answer: bytes) -> int | None:
    """The size that a witness says it saw last, in its answer 409; None where it says none."""
    text = answer.decode("ascii", errors="replace").removesuffix("\n")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None
