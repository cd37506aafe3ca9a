"""A part's sign of life: a file in the data folder, dated to when the part is to be taken for dead.

For whoever watches processes: `python -P config/alive.py worker` ends with status 0 or 1. It loads nothing of ours, so
that asking every few seconds costs nothing.
"""

import os
import sys
import time
from pathlib import Path


def renew(folder: Path, part: str, *, seconds: float) -> None:
    """The part lives, and says so again within so many seconds."""
    path, until = folder / f"{part}.alive", time.time() + seconds
    path.touch(mode=0o600)
    os.utime(path, (until, until))


def fault(folder: Path, part: str) -> str:
    """Why the part is taken for dead; "" while it lives."""
    try:
        late = time.time() - (folder / f"{part}.alive").stat().st_mtime
    except OSError:
        return f"{part} gave no sign of life yet"
    return f"{part} should have given a sign of life {late:.0f} s ago" if late > 0 else ""


if __name__ == "__main__":
    sys.exit(fault(Path(os.environ.get("DATA_DIR") or "var") / "run", sys.argv[1]) or 0)
