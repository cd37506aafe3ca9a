from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tracker.models import Feed

pytestmark = pytest.mark.django_db
LIST = """<opml version="2.0"><body><outline text="Deutsch"><outline xmlUrl="https://a.example/"/></outline>
<outline xmlUrl="https://b.example/"/><outline xmlUrl="http://10.0.0.1/"/></body></opml>"""


def run(folder: Path, *options: str) -> tuple[str, str]:
    file = folder / "feeds.opml"
    file.write_text(LIST)
    out, err = StringIO(), StringIO()
    call_command("import_feeds", str(file), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_list_is_tracked_and_each_entry_told(tmp_path: Path) -> None:
    Feed.objects.create(url="https://b.example/", title="Theirs")

    out, err = run(tmp_path, "--language", "en")

    assert "known   https://b.example/  as Theirs" in out
    assert "broken  http://10.0.0.1/  This address is not on the public" in err
    assert "1 of 3 are tracked now." in out
    assert Feed.objects.get(url="https://a.example/").language == "de"


def test_a_dry_run_tracks_nothing(tmp_path: Path) -> None:
    out, _err = run(tmp_path, "--dry-run")

    assert "2 of 3 are new" in out
    assert not Feed.objects.exists()


@pytest.mark.parametrize(("content", "fault"), [("hello", "no OPML list"), (None, "No such file")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: str | None, fault: str) -> None:
    file = tmp_path / "feeds.opml"
    if content is not None:
        file.write_text(content)

    with pytest.raises(CommandError, match=f"feeds.opml.*{fault}|{fault}.*feeds.opml"):
        call_command("import_feeds", str(file))
