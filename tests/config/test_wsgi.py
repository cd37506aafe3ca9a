"""What a web process loads: it is there all day, several times over, for pages that mostly need none of it."""

import os
import subprocess
import sys

from tests.stack import ROOT

SELDOM = ("openpyxl", "trafilatura", "apprise", "py3langid")


def test_a_web_process_loads_no_heavy_library_before_it_needs_one() -> None:
    code = (
        f"import sys; import config.wsgi; print([name for name in {SELDOM!r} if name in sys.modules], "
        "'django.contrib.admin' in sys.modules)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[] True\n"
