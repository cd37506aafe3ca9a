"""Names of settings that no setting has. Pure, but for reading the file."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

# How like a name of the environment must be to one of ours before it is taken for a slip.
LIKENESS: Final = 0.88
# Read by others: `make run`, the suite.
NOT_OURS: Final = frozenset({"DEMO_BY_DEFAULT", "TEST_DATABASE"})


def names_in(path: Path) -> list[str]:
    """The names that a file like .env sets, in its order; none where there is no file."""
    if not path.exists():
        return []
    return re.findall(r"^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=", path.read_text(encoding="utf-8"), re.MULTILINE)


def unknown(
    written: Collection[str], environment: Collection[str], *, known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Names that nothing reads, each with the setting that may be meant, or "".

    Those `written` in .env are all meant for us; of the environment's only those that are nearly one of ours.
    """
    allowed = {*known, *(f"{name}_FILE" for name in known), *NOT_OURS}
    for name in dict.fromkeys([*written, *sorted(environment)]):
        if name in allowed:
            continue
        meant = get_close_matches(name.upper(), allowed, n=1, cutoff=LIKENESS)
        if meant or name in written:
            yield name, meant[0] if meant else ""
