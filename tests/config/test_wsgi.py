"""What a web process loads: it is there all day, several times over, for pages that mostly need none of it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.stack import ROOT

SELDOM = ("openpyxl", "trafilatura", "apprise", "py3langid")


def test_a_web_process_loads_no_heavy_library_before_it_needs_one(tmp_path: Path) -> None:
    code = (
        f"import sys; import config.wsgi; print([name for name in {SELDOM!r} if name in sys.modules], "
        "'django.contrib.admin' in sys.modules)"
    )
    # A folder of its own: a web process that starts forgets what those before it counted in theirs.
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[] True\n"
