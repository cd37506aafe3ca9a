"""Makes .venv and installs a hash-locked list of requirements, once per content of that list.

Run by whatever `python3` is there, so it is written for old ones too: they must get a clear message, not a syntax
error. Usage: python3 scripts/bootstrap.py requirements.txt
"""

from __future__ import print_function

import hashlib
import os
import re
import subprocess
import sys

OLDEST = (3, 11)
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def main(requirements):
    check_python()
    path = os.path.join(HERE, requirements)
    with open(path, "rb") as lines:
        content = lines.read()
    stamp = os.path.join(VENV, ".installed-" + requirements)
    wanted = hashlib.sha256(content).hexdigest()
    if is_usable() and read(stamp) == wanted:
        return
    if not is_usable():
        make_venv()
    install(path, len(re.findall(rb"^[a-zA-Z0-9].*==", content, re.MULTILINE)))
    with open(stamp, "w") as out:
        out.write(wanted)


def check_python():
    if sys.version_info < OLDEST:
        fail(
            "Foresaid needs Python {}.{} or newer; {} is {}.{}.".format(
                OLDEST[0], OLDEST[1], sys.executable, sys.version_info[0], sys.version_info[1]
            ),
            "Install a newer one and name it: make run PYTHON=python3.11",
        )
    try:
        import ensurepip  # noqa: F401  only Debian leaves it out of Python
        import venv  # noqa: F401
    except ImportError:
        fail(
            "This Python has no venv module.",
            "On Debian or Ubuntu: apt install python{}.{}-venv".format(*sys.version_info[:2]),
        )


def is_usable():
    """Whether .venv has a Python that runs: not after an upgrade of the system's own, or a copy from elsewhere."""
    try:
        return subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv():
    print("Making .venv ...", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        fail("Could not make .venv: see above.", "Is there room on the disk, and may you write here?")


def install(path, total):
    print("Installing {} packages (about a minute, once) ...".format(total), flush=True)
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check", "-r", path]
    pip = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, errors="replace"
    )
    seen, output = 0, []
    for line in pip.stdout:
        output.append(line)
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            show("  {} of {}".format(min(seen, total), total), seen == total or seen % 10 == 0)
        elif line.startswith("Installing collected"):
            show("  unpacking", True)
    if pip.wait() != 0:
        print("".join(output[-25:]))
        fail(
            "Installing the packages failed: see above.",
            "Without a network? Once it is back, run the same again.",
        )


def show(text, is_milestone):
    """Progress on one line at a terminal, now and then a line in a log."""
    if sys.stdout.isatty():
        print("\r" + text + " " * 12, end="\n" if text.endswith("unpacking") else "", flush=True)
    elif is_milestone:
        print(text, flush=True)


def read(path):
    try:
        with open(path) as lines:
            return lines.read()
    except OSError:
        return ""


def fail(fault, remedy):
    sys.exit(fault + "\n" + remedy)


if __name__ == "__main__":
    main(*sys.argv[1:])
