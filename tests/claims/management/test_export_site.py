"""`manage.py export_site` says what it did, and what it will not touch."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.makers import Maker


def test_it_says_what_it_wrote_and_refuses_a_folder_of_others(make: Maker, tmp_path: Path) -> None:
    make.published()
    told = StringIO()

    call_command("export_site", str(tmp_path / "copy"), stdout=told)

    assert "files written, 0 unchanged, 0 removed." in told.getvalue()
    assert (tmp_path / "copy/index.html").is_file()
    with pytest.raises(CommandError, match="holds files that no export has written"):
        call_command("export_site", str(tmp_path))
