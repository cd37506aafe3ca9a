"""What a copy of the site costs, by kind of page, in the data folder that the settings name.

DATA_DIR=var/demo PYTHONPATH=. .venv/bin/python benchmarks/copy_costs.py
"""

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from claims.copying.folder import Folder  # noqa: E402  models can be loaded only now
from claims.copying.making import SiteCopy  # noqa: E402
from claims.copying.places import FilePlace  # noqa: E402


class TimedFolder(Folder):
    """Counts the CPU that went by since the unit before: its pages are made just before they are put."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.units: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()
        self._since = time.process_time()

    def put(
        self, unit: str, fingerprint: str, files: Iterable[tuple[str, bytes]], links: Iterable[FilePlace]
    ) -> None:
        """As the folder does."""
        super().put(unit, fingerprint, files, links)
        kind, now = unit.partition(":")[0], time.process_time()
        self.units[kind] += 1
        self.seconds[kind] += now - self._since
        self._since = now


def main() -> None:
    """One copy into an empty folder."""
    with tempfile.TemporaryDirectory() as root, TimedFolder(Path(root)) as folder:
        done = SiteCopy(folder, images=False).make()
        print(f"{done.written} files, {sum(folder.seconds.values()):.1f} s of CPU")
        for kind, seconds in folder.seconds.most_common():
            number = folder.units[kind]
            print(f"{kind:12} {number:6} of {1000 * seconds / number:7.1f} ms: {seconds:6.1f} s")


if __name__ == "__main__":
    main()
