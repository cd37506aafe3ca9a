"""docker-compose.yml: every setting arrives, every part starts, and its health check tells the truth."""

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from config import broker
from config.spelling import names_in
from tests.stack import ROOT, database_url, free_port, wait_for

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if service["image"] == "foresaid")
LASTING = [name for name in OURS if name != "prepare"]
DOCUMENTED = set(names_in(ROOT / ".env.example"))
# What a container decides for itself; each has its reason in the file.
FIXED = {
    *("DATA_DIR", "STATIC_IS_COLLECTED", "HOST", "DATABASE_URL", "CELERY_BROKER_URL", "BACKUP_DIR"),
    *("POSTGRESQL_PROGRAMS", "DICTIONARY_FILE", "DEMO"),
}
IN_FILES = {"SECRET_KEY", "ENCRYPTION_KEYS", "RECORD_KEY", "DATABASE_PASSWORD"}
INNERMOST = re.compile(r"(?<!\$)\$\{(\w+)(?::-([^${}]*))?\}")


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """The text with ${NAME:-default} replaced as the Compose specification has it, the innermost first."""
    while match := INNERMOST.search(text):
        text = text[: match.start()] + (values.get(match[1]) or match[2] or "") + text[match.end() :]
    return text


def environment_of(name: str, dotenv: Mapping[str, str]) -> dict[str, str]:
    """What a service sees: .env, where the file hands it on, under what the file sets itself."""
    service = SERVICES[name]
    handed_on = dotenv if {"path": ".env", "required": False} in service.get("env_file", []) else {}
    own = {key: filled_in(value, dotenv) for key, value in service["environment"].items()}
    return {**handed_on, **own}


@pytest.mark.parametrize("name", OURS)
def test_every_documented_setting_reaches_every_service(name: str) -> None:
    dotenv = {setting: f"the operator's {setting}" for setting in DOCUMENTED}
    seen = environment_of(name, dotenv)
    arrived = {setting for setting in DOCUMENTED if seen.get(setting) == dotenv[setting]}
    assert DOCUMENTED - arrived == FIXED
    assert {f"{secret}_FILE" for secret in IN_FILES} <= seen.keys()


def test_what_is_said_of_web_and_worker_is_in_their_commands() -> None:
    values = {"PORT": "8123", "HOST": "10.0.0.1", "WEB_THREADS": "7", "WORKER_CONCURRENCY": "5"}
    web, worker = SERVICES["web"], SERVICES["worker"]
    assert filled_in(web["ports"][0], values) == "10.0.0.1:8123:8123"
    assert {"--bind=0.0.0.0:8123", "--threads=7"} <= {filled_in(word, values) for word in web["command"]}
    assert "--concurrency=5" in {filled_in(word, values) for word in worker["command"]}
    assert environment_of("worker", values)["SITE_URL"] == "http://localhost:8123"
    assert environment_of("worker", {"SITE_URL": "https://a.example"})["SITE_URL"] == "https://a.example"


def test_no_secret_stands_in_an_environment_or_is_without_its_file() -> None:
    assert not {name for name in OURS for key in SERVICES[name]["environment"] if key in IN_FILES}
    for service in SERVICES.values():
        values = service.get("environment", {}).values()
        named = {Path(value).name for value in values if value.startswith("/run/secrets/")}
        assert named == set(service.get("secrets", []))
        assert named <= COMPOSE["secrets"].keys()


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_is_bounded_and_has_few_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}
    assert service["mem_limit"]
    assert service["healthcheck"]
    assert service["restart"] == ("no" if name == "prepare" else "unless-stopped")
    assert "user" in service or (name, service["cap_add"]) == ("caddy", ["NET_BIND_SERVICE"])


def test_every_folder_that_is_written_to_is_a_volume_and_every_volume_is_known() -> None:
    mounted = {
        entry.partition(":")[0] for service in SERVICES.values() for entry in service.get("volumes", [])
    }
    assert mounted == COMPOSE["volumes"].keys()
    places = {entry.split(":")[1] for key in ("volumes", "tmpfs") for entry in SERVICES["web"][key]}
    assert {"/data/mail", "/data/withheld", "/data/match"} <= places
    assert any(entry.startswith("/data/run:") for entry in SERVICES["web"]["tmpfs"])
    made = set(re.findall(r"/data/\w+", (ROOT / "Dockerfile").read_text()))
    assert {place for place in places if place.startswith("/data/")} <= made | {"/data/run"}


def test_the_image_is_made_for_nobody_in_particular() -> None:
    steps = (ROOT / "Dockerfile").read_text()
    user = SERVICES["web"]["user"].partition(":")[0]
    assert f"--uid {user} " in steps
    assert steps.index("\nUSER foresaid") < steps.index("collectstatic")
    assert "rm -rf /data/*_key" in steps
    assert set(re.findall(r"^COPY (\w+) \1$", steps, re.MULTILINE)) == {"config", "claims", "tracker"}


class Containers:
    """The services of ours as processes, with the places that only a container has put elsewhere."""

    def __init__(self, folder: Path, held: ExitStack) -> None:
        self.folder, self._held = folder, held
        self.port = free_port()
        self._database = database_url(folder, is_migrated=True)
        self._secrets = folder / "secrets"
        self._secrets.mkdir()
        for name in COMPOSE["secrets"]:
            (self._secrets / name).write_text(f"{name} of this test: long enough and guessed by nobody\n")

    def environment(self, name: str) -> dict[str, str]:
        dotenv = {"PORT": str(self.port), "TICK_SECONDS": "1", "LOG_LEVEL": "INFO"}
        data = self.folder / name
        data.mkdir(exist_ok=True)
        elsewhere = {
            "DATA_DIR": str(data),
            "DATABASE_URL": self._database,
            "CELERY_BROKER_URL": f"redis+socket://{self.folder / 'broker.sock'}",
            "BACKUP_DIR": str(data / "backups"),
            # The image has collected them, and the dictionary of Debian.
            "STATIC_IS_COLLECTED": "0",
            "DICTIONARY_FILE": str(data / "none"),
        }
        found = environment_of(name, dotenv) | elsewhere
        for key in [key for key, value in found.items() if value.startswith("/run/secrets/")]:
            found[key] = str(self._secrets / Path(found[key]).name)
        return {"PATH": os.environ["PATH"], **found}

    def words(self, command: list[str]) -> list[str]:
        assert command[0] == "python"
        return [sys.executable, *(filled_in(word, {"PORT": str(self.port)}) for word in command[1:])]

    def start(self, name: str) -> None:
        self.keep(self.words(SERVICES[name]["command"]), name, self.environment(name))

    def keep(self, command: list[str], name: str, environment: Mapping[str, str]) -> None:
        """Run it until the end of the test."""
        log = self._held.enter_context((self.folder / f"{name}.log").open("wb"))
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        self._held.callback(process.wait)
        self._held.callback(os.killpg, process.pid, signal.SIGKILL)

    def is_well(self, name: str) -> bool:
        """What the service's own health check says."""
        kind, *command = SERVICES[name]["healthcheck"]["test"]
        assert kind == "CMD"
        done = subprocess.run(
            self.words(command), cwd=ROOT, env=self.environment(name), capture_output=True, check=False
        )
        return done.returncode == 0


@pytest.fixture
def containers(tmp_path: Path) -> Iterator[Containers]:
    with _containers(tmp_path) as made:
        yield made


@contextmanager
def _containers(folder: Path) -> Iterator[Containers]:
    with ExitStack() as held:
        made = Containers(folder, held)
        made.keep(broker.command(socket=folder / "broker.sock", folder=folder), "broker", os.environ)
        yield made


@pytest.mark.stack
def test_every_service_starts_as_the_file_has_it_and_its_health_check_sees_it(containers: Containers) -> None:
    prepared = subprocess.run(
        containers.words(SERVICES["prepare"]["command"]),
        cwd=ROOT,
        env=containers.environment("prepare"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert prepared.returncode == 0, prepared.stderr
    assert f"http://localhost:{containers.port}/account/invitation/" in prepared.stdout
    assert [name for name in LASTING if containers.is_well(name)] == []

    for name in LASTING:
        containers.start(name)
    for name in LASTING:
        wait_for(lambda name=name: containers.is_well(name), what=f"health of {name}")  # type: ignore[misc]


@pytest.mark.stack
def test_a_part_alone_becomes_that_part_where_no_compose_is(containers: Containers) -> None:
    """As systemd's units start it: one process, which the health check knows."""
    containers.keep(
        [sys.executable, "manage.py", "run", "--only", "beat"], "beat", containers.environment("beat")
    )
    wait_for(lambda: containers.is_well("beat"), what="health of beat")
    alone = {**containers.environment("beat"), "CELERY_BROKER_URL": ""}
    refused = subprocess.run(
        [sys.executable, "manage.py", "run", "--only", "beat"],
        cwd=ROOT,
        env=alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (refused.returncode, "needs a broker that others reach" in refused.stderr) == (1, True)


CADDY = shutil.which("caddy") or ""
CADDYFILE = COMPOSE["configs"]["caddyfile"]["content"].replace("$$", "$")


@pytest.mark.skipif(not CADDY, reason="this machine has no caddy")
def test_caddy_takes_its_file_and_bounds_what_is_sent(tmp_path: Path) -> None:
    file = tmp_path / "Caddyfile"
    file.write_text(CADDYFILE)
    read = subprocess.run(
        [CADDY, "adapt", "--config", str(file), "--adapter", "caddyfile", "--validate"],
        env={"HOME": str(tmp_path), "SITE_URL": "https://claims.example.org", "PORT": "8123"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.returncode == 0, read.stderr
    (server,) = json.loads(read.stdout)["apps"]["http"]["servers"].values()
    assert server["listen"] == [":443"]
    assert server["read_header_timeout"] == 10 * 10**9
    for part in ("claims.example.org", '"dial": "web:8123"', '"max_size": 22000000', "gzip"):
        assert part in json.dumps(server)


@pytest.mark.skipif(not CADDY, reason="this machine has no caddy")
def test_behind_caddy_with_tls_a_page_is_served_and_a_large_or_half_sent_request_is_ended(
    tmp_path: Path,
) -> None:
    inner, outer = free_port(), free_port()
    site = CADDYFILE.replace(
        "{\n  servers", "{\n  admin off\n  skip_install_trust\n  auto_https disable_redirects\n  servers"
    )
    site = site.replace("{$SITE_URL} {", "{$SITE_URL} {\n  tls internal").replace("web:", "127.0.0.1:")
    (tmp_path / "Caddyfile").write_text(site.replace("read_header 10s", "read_header 1s"))
    environment = {"HOME": str(tmp_path), "SITE_URL": f"https://localhost:{outer}", "PORT": str(inner)}
    with ExitStack() as held:
        pages = held.enter_context(HTTPServer(("127.0.0.1", inner), Echo))
        Thread(target=pages.serve_forever, daemon=True).start()
        held.callback(pages.shutdown)
        front = subprocess.Popen(
            [CADDY, "run", "--config", str(tmp_path / "Caddyfile")],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        held.callback(front.wait)
        held.callback(front.kill)
        authority = tmp_path / ".local/share/caddy/pki/authorities/local/root.crt"
        wait_for(lambda: authority.exists() and answers(outer), what="caddy")
        trusted = ssl.create_default_context(cafile=str(authority))

        def ask(body: bytes | None) -> int:
            connection = HTTPSConnection("localhost", outer, context=trusted)
            held.callback(connection.close)
            connection.request("POST" if body else "GET", "/", body)
            answer = connection.getresponse()
            assert (body is not None) or answer.headers["X-Saw"] == "https 127.0.0.1"
            return answer.status

        assert ask(None) == 200
        assert ask(b"x" * 6_000_000) in {413, 502}  # 502 by Caddy 2.6
        with trusted.wrap_socket(
            socket.create_connection(("localhost", outer)), server_hostname="localhost"
        ) as half:
            half.settimeout(20)
            half.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-")
            assert half.recv(100)[:12] in {b"", b"HTTP/1.1 400"}


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


class Echo(BaseHTTPRequestHandler):
    """A page behind the proxy that says what the proxy told it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("X-Saw", f"{self.headers['X-Forwarded-Proto']} {self.headers['X-Forwarded-For']}")
        self.end_headers()

    def do_POST(self) -> None:
        with suppress(OSError):
            self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Nothing is written to the suite's output."""
