"""An RFC 3161 time stamp authority on loopback: `openssl ts` behind HTTP, with a certificate of its own making."""

import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Self

SETTINGS = """
[req]
distinguished_name = name
prompt = no
[name]
O = Invented Authority
CN = {who}
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[stamps]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = authority
[authority]
serial = serial
crypto_device = builtin
signer_cert = stamps.pem
signer_key = stamps.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def has_openssl() -> bool:
    return shutil.which("openssl") is not None


class TimeStampAuthority(ThreadingHTTPServer):
    """Answers each POST with a stamp; `certificates` is the file with the root to trust."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.certificates = folder / "root.pem"
        self.asked = 0
        self.says: bytes | None = None  # instead of a stamp
        self._turn = Lock()
        self._make_certificates()
        super().__init__(("127.0.0.1", 0), _Stamping)

    def _make_certificates(self) -> None:
        for who in ("Root", "Stamps"):
            (self.folder / f"{who.lower()}.conf").write_text(SETTINGS.format(who=who))
        (self.folder / "serial").write_text("01\n")
        new_key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        self._openssl(
            f"req -x509 {new_key} -keyout root.key -out root.pem -days 3650 -config root.conf -extensions root"
        )
        self._openssl(f"req {new_key} -keyout stamps.key -out stamps.csr -config stamps.conf")
        self._openssl(
            "x509 -req -in stamps.csr -CA root.pem -CAkey root.key -CAcreateserial -days 3650 "
            "-out stamps.pem -extfile stamps.conf -extensions stamps"
        )

    def _openssl(self, command: str) -> None:
        subprocess.run(["openssl", *command.split()], cwd=self.folder, check=True, capture_output=True)

    def stamp(self, request: bytes) -> bytes:
        """The authority's answer, whatever it is."""
        with self._turn:
            self.asked += 1
            if self.says is not None:
                return self.says
            (self.folder / "request.tsq").write_bytes(request)
            self._openssl(
                "ts -reply -queryfile request.tsq -out answer.tsr -config stamps.conf -section authority"
            )
            return (self.folder / "answer.tsr").read_bytes()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/tsr"

    def __enter__(self) -> Self:
        Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.shutdown()
        self.server_close()


class _Stamping(BaseHTTPRequestHandler):
    server: TimeStampAuthority

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_request = self.headers["Content-Type"] == "application/timestamp-query"
        answer = self.server.stamp(body) if is_request else b""
        self.send_response(200 if is_request else 415)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: Any) -> None:
        """Nothing."""
