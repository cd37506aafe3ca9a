"""What the whole product takes of the machine's memory at rest: PSS by part, a minute after a start with the demo.

    python benchmarks/bench_memory.py [--seconds 60] [--cores 1]

PSS counts what processes share once, divided among them, so that the parts add up. The peer is a bare interpreter that
has loaded Django with its admin and nothing of ours. The summary is in MiB.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.stack import children, free_port  # noqa: E402  found through the line above

PARTS = ("broker", "worker", "beat", "web")  # without beat where the worker is the clock as well
PEER = """
import django, time
from django.conf import settings
settings.configure(INSTALLED_APPS=["django.contrib.admin.apps.SimpleAdminConfig", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"])
django.setup()
from django.contrib import admin
print("ready", flush=True)
time.sleep(60)
"""


def main() -> None:
    """Print a row for each part, the sum, and what a bare Django takes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--cores", type=int, help="as on a machine that has so many")
    given = options.parse_args()
    wait = given.seconds
    if given.cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given.cores])
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATA_DIR": folder, "PORT": str(free_port()), "DEMO": "1"}
        command = [sys.executable, "manage.py", "run"]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        ) as product:
            assert product.stdout
            next(line for line in product.stdout if "Ctrl-C stops it" in line)
            time.sleep(wait)
            report(product.pid, Path(folder) / "run")
            product.send_signal(signal.SIGTERM)
            product.communicate()


def report(supervisor: int, pids: Path) -> None:
    """The parts' shares, and their sum."""
    parts = {"run": [supervisor]}
    files = {part: pids / f"{part}.pid" for part in PARTS}
    parts |= {part: family(int(file.read_text())) for part, file in files.items() if file.exists()}
    for part, processes in parts.items():
        each = [pss(pid) for pid in processes]
        print(f"{part:8}{sum(each):8.1f} MiB in {len(each)}: {', '.join(f'{mib:.0f}' for mib in each)}")
    total = sum(pss(pid) for processes in parts.values() for pid in processes)
    print(f"{'all':8}{total:8.1f} MiB; a bare Django with its admin {bare():.1f}")


def pss(pid: int) -> float:
    """MiB of one process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def family(pid: int) -> list[int]:
    """The process and those that it started, however far down."""
    return [pid, *(below for child in children(pid) for below in family(child))]


def bare() -> float:
    """MiB of the peer."""
    with subprocess.Popen([sys.executable, "-c", PEER], stdout=subprocess.PIPE) as peer:
        assert peer.stdout
        peer.stdout.readline()
        taken = pss(peer.pid)
        peer.kill()
    return taken


if __name__ == "__main__":
    main()
