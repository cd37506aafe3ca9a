"""Asks OSV whether a locked library has a known weakness. Usage: python scripts/audit.py requirements-dev.txt

Sends names and versions of the libraries, nothing else. Ends with 1 where one is known. Where nobody can be asked it
says so and ends with 0: the lock is no worse for it, but it was not audited. OSV_API names another address.
"""

import json
import os
import re
import sys
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen

API: Final = "https://api.osv.dev"
PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)
PATIENCE: Final = 20


def known(libraries: list[tuple[str, str]], *, api: str) -> dict[str, list[str]]:
    """The ids of what is known of each library, by "name==version". Raises OSError where nobody answers."""
    queries = [
        {"package": {"ecosystem": "PyPI", "name": name}, "version": version} for name, version in libraries
    ]
    asked = Request(  # noqa: S310  the operator's own address
        f"{api}/v1/querybatch",
        data=json.dumps({"queries": queries}).encode(),
        headers={"content-type": "application/json"},
    )
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
        results = json.load(answer)["results"]
    told = zip(libraries, results, strict=True)
    return {
        f"{name}=={version}": [weakness["id"] for weakness in found["vulns"]]
        for (name, version), found in told
        if found.get("vulns")
    }


def main(lock: str) -> int:
    """Print what is known; 1 where anything is."""
    libraries = PINNED.findall(Path(lock).read_text())
    try:
        found = known(libraries, api=os.environ.get("OSV_API", API))
    except (OSError, HTTPException, KeyError, ValueError) as fault:
        print(f"{lock} was NOT audited: no advisory source answers ({type(fault).__name__}: {fault})")
        return 0
    for library, weaknesses in found.items():
        print(f"{library}: {', '.join(weaknesses)} (https://osv.dev/{weaknesses[0]})")
    print(f"{len(libraries)} libraries of {lock} audited, {len(found)} with known weaknesses")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
