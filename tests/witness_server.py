"""A witness on loopback, made after https://c2sp.org/tlog-witness with none of the product's code."""

import base64
import hashlib
import struct
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from tlog_scales.tlog import ConsistencyProof, ConsistencyProofInvalid


class Refusal(Exception):
    """The status with which the specification has a witness answer, its body and its content type."""

    def __init__(self, status: int, body: str = "", kind: str = "text/plain") -> None:
        super().__init__(status)
        self.status, self.body, self.kind = status, body, kind


class WitnessServer(ThreadingHTTPServer):
    """Cosigns what one log signs, whose key is given as its name and 32 bytes. `latest` is what it cosigned last."""

    def __init__(
        self, log_name: str, log_key: bytes, *, name: str = "witness.example/w1", port: int = 0
    ) -> None:
        self.log_name, self.log_key, self.name = log_name, log_key, name
        self.key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())
        self.latest: tuple[int, bytes] = (0, hashlib.sha256(b"").digest())
        self.asked: list[bytes] = []
        self.refuses_with: int | None = None
        self._turn = Lock()
        super().__init__(("127.0.0.1", port), _Witnessing)

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.shutdown()
        self.server_close()

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n\x04" + self.public).digest()[:4]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def setting(self) -> str:
        """As an operator sets it."""
        encoded = base64.b64encode(b"\x04" + self.public).decode()
        return f"http://{self.host}/witness {self.name}+{self.key_id.hex()}+{encoded}"

    def add_checkpoint(self, body: bytes) -> str:
        """The cosignature's line. Refusal where the specification asks for one."""
        self.asked.append(body)
        if self.refuses_with or not body:
            raise Refusal(self.refuses_with or 404)
        head, _blank, note = body.decode().partition("\n\n")
        old_line, *proof = head.split("\n")
        text, _blank, signatures = note.rpartition("\n\n")
        origin, size_line, root_line = text.split("\n")[:3]
        old, size, root = int(old_line.removeprefix("old ")), int(size_line), base64.b64decode(root_line)
        if origin != self.log_name:
            raise Refusal(404)
        if not any(self._is_by_the_log(line, f"{text}\n") for line in signatures.split("\n")):
            raise Refusal(403)
        if old > size:
            raise Refusal(400)
        with self._turn:
            seen, seen_root = self.latest
            if old != seen or (old == size and root != seen_root):
                raise Refusal(409, f"{seen}\n", "text/x.tlog.size")
            self._check(old, seen_root, size, root, [base64.b64decode(line) for line in proof])
            self.latest = (size, root)
        return self._cosign(f"{text}\n")

    def _is_by_the_log(self, line: str, text: str) -> bool:
        if not line.startswith(f"— {self.log_name} "):
            return False
        signature = base64.b64decode(line.split(" ")[2])
        key_id = hashlib.sha256(self.log_name.encode() + b"\n\x01" + self.log_key).digest()[:4]
        try:
            Ed25519PublicKey.from_public_bytes(self.log_key).verify(signature[4:], text.encode())
        except InvalidSignature:
            return False
        return signature[:4] == key_id

    @staticmethod
    def _check(old: int, old_root: bytes, size: int, root: bytes, proof: list[bytes]) -> None:
        if old in {0, size}:
            if proof:
                raise Refusal(422)
            return
        try:
            ConsistencyProof(old, size, proof).check(old_root, root)
        except ConsistencyProofInvalid:
            raise Refusal(422) from None

    def _cosign(self, text: str) -> str:
        now = int(time.time())
        signature = self.key.sign(f"cosignature/v1\ntime {now}\n{text}".encode())
        payload = self.key_id + struct.pack(">Q", now) + signature
        return f"— {self.name} {base64.b64encode(payload).decode()}\n"


class _Witnessing(BaseHTTPRequestHandler):
    server: WitnessServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, kind = 200, "text/plain"
        try:
            answer = self.server.add_checkpoint(body if self.path == "/witness/add-checkpoint" else b"")
        except Refusal as refusal:
            status, answer, kind = refusal.status, refusal.body, refusal.kind
        content = answer.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Nothing."""
