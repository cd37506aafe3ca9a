"""What the command writes is read back in tests/claims/test_warc.py; here it says where it could not."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.django_db
def test_a_file_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("kept_texts", warc=tmp_path / "nowhere" / "a.warc.gz")
