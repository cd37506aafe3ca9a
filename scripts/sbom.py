"""Lists what Foresaid is made of, in CycloneDX's form (1.5): each locked library with version, hashes and licence.

    python scripts/sbom.py > sbom.json

Taken from requirements.txt alone, so that it says what is installed and not what happens to be there.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)")
HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# What is locked for systems that Foresaid does not run on.
ELSEWHERE: Final = ("sys_platform == 'win32'", "sys_platform == 'emscripten'")
VERSION: Final = re.compile(r'^VERSION = "([^"]+)"', re.MULTILINE)


def document(lock: str, *, version: str) -> dict[str, object]:
    """The bill of materials for the text of a lock file."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "foresaid", "version": version}},
        "components": components(lock),
    }


def components(lock: str) -> list[dict[str, object]]:
    """One for each library, in the lock's order. The hashes are those of its files, any of which may be installed."""
    found: list[dict[str, object]] = []
    hashes: list[dict[str, str]] = []
    for line in lock.splitlines():
        if pinned := PINNED.match(line):
            if any(system in line for system in ELSEWHERE):
                hashes = []
                continue
            name, version = pinned[1].lower(), pinned[2]
            hashes = []
            found.append(
                {
                    "type": "library",
                    "name": name,
                    "version": version,
                    "purl": f"pkg:pypi/{name}@{version}",
                    "hashes": hashes,
                    "licenses": licences(name),
                }
            )
        hashes += [{"alg": "SHA-256", "content": content} for content in HASH.findall(line)]
    return found


def licences(name: str) -> list[dict[str, object]]:
    """What the installed library says of its licence; nothing where it is not installed or says nothing."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return []
    fields = [*(said.get_all("License-Expression") or []), *(said.get_all("License") or []), ""]
    short = fields[0].strip().partition("\n")[0]
    marks = [
        each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or [] if each.startswith("License")
    ]
    return [{"license": {"name": each}} for each in ([short] if short else marks)]


if __name__ == "__main__":
    version = VERSION.search((ROOT / "config" / "settings.py").read_text())
    json.dump(
        document((ROOT / "requirements.txt").read_text(), version=version[1] if version else ""),
        sys.stdout,
        indent=1,
    )
