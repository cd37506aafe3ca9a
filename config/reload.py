"""Whether a file of the program was saved since one last asked; for `run --reload`."""

from collections.abc import Sequence
from pathlib import Path


class CodeChange:
    """Asked by calling it: whether a Python file below the folders is newer, came or went since the last time."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._seen = self._look()

    def __call__(self) -> bool:
        before, self._seen = self._seen, self._look()
        return self._seen != before

    def _look(self) -> dict[Path, int]:
        return {path: _saved(path) for folder in self._folders for path in folder.rglob("*.py")}


def _saved(path: Path) -> int:
    """When it was saved last, in nanoseconds; 0 for one that an editor has just put away."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
