from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tracker.feeds import opml
from tracker.models import Feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _feed() -> None:
    Feed.objects.create(url="https://a.example/", title="Küste", language="de")


def test_the_list_goes_to_standard_output() -> None:
    out = StringIO()

    call_command("export_feeds", stdout=out)

    assert opml.parse_list(out.getvalue())[0].title == "Küste"


def test_or_to_a_file(tmp_path: Path) -> None:
    out = StringIO()

    call_command("export_feeds", str(tmp_path / "feeds.opml"), stdout=out)

    assert opml.parse_list((tmp_path / "feeds.opml").read_text())[0].url == "https://a.example/"
    assert "1 feeds are in" in out.getvalue()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="missing"):
        call_command("export_feeds", str(tmp_path / "missing" / "feeds.opml"))
