"""Lists of feeds at the desk."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.models import User
from tracker.feeds import opml
from tracker.models import Feed

IMPORT = "/admin/tracker/feed/import/"
LIST = """<opml version="2.0"><body>
<outline text="Deutsch"><outline text="Küstenblatt" xmlUrl="https://kueste.example/rss"/></outline>
<outline text="Ledger" xmlUrl="https://ledger.example/rss"/>
<outline text="Kurier" xmlUrl="http://kurier.example/feed.xml"/>
<outline text="Intern" xmlUrl="http://10.0.0.1/rss"/>
</body></opml>"""


def look(client: Client, text: str = LIST) -> str:
    return client.post(IMPORT, {"look": "1", "text": text}).content.decode()


def track(client: Client, *rows: int, document: str = LIST) -> str:
    form = {"track": "1", "document": document, "language": "en", "row": [str(row) for row in rows]}
    return client.post(IMPORT, form, follow=True).content.decode()


def test_a_list_is_looked_through_before_anything_is_tracked(as_ada: Client, feed: Feed) -> None:
    page = look(as_ada)

    assert "New: 2 · Tracked already: 1 · Cannot be tracked: 1" in page
    assert "not on the public internet" in page
    assert f"/admin/tracker/feed/{feed.pk}/change/" in page
    assert re.findall(r'name="row" value="(\d)"', page) == ["0", "1"]
    assert Feed.objects.count() == 1


def test_an_address_that_is_listed_twice_is_said_to_be(as_ada: Client, db: None) -> None:
    again = '<outline text="Ledger 2" xmlUrl="https://ledger.example/rss"/></body>'

    page = look(as_ada, LIST.replace("</body>", again))

    assert "New: 3 · Twice in the list: 1 · Cannot be tracked: 1" in page
    assert "Ledger 2" in page
    assert len(re.findall(r'name="row"', page)) == 3


def test_a_file_is_taken_as_its_text_is(as_ada: Client) -> None:
    file = SimpleUploadedFile("feeds.opml", LIST.encode("utf-16"))

    page = as_ada.post(IMPORT, {"look": "1", "file": file}).content.decode()

    assert "Küstenblatt" in page


def test_only_what_is_ticked_is_tracked(as_ada: Client, feed: Feed) -> None:
    page = track(as_ada, 0)

    assert "1 feed is tracked now." in page
    added = Feed.objects.exclude(pk=feed.pk).get()
    assert (added.url, added.title, added.language) == ("https://kueste.example/rss", "Küstenblatt", "de")


def test_the_list_comes_along_unchanged(as_ada: Client) -> None:
    page = as_ada.post(IMPORT, {"look": "1", "text": LIST.replace("Ledger", "A &amp; B &lt;C&gt;")})
    kept = page.context["choice"].initial["document"]

    track(as_ada, 1, document=kept)

    assert Feed.objects.get().title == "A & B <C>"


def test_known_and_broken_entries_are_not_tracked_though_ticked(as_ada: Client, feed: Feed) -> None:
    page = track(as_ada, 1, 2, 3)

    assert "1 feed is tracked now." in page
    assert "2 were left out: known or broken." in page
    assert Feed.objects.count() == 2


def test_a_list_with_nothing_ticked_is_shown_again(as_ada: Client) -> None:
    page = track(as_ada)

    assert "Nothing was ticked" in page
    assert "Küstenblatt" in page
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({}, "Give a file or its text."),
        ({"text": "hello"}, "This is no OPML list."),
        ({"text": "x" * (opml.MOST_BYTES + 1)}, "larger than 1 MB"),
        ({"text": LIST, "file": SimpleUploadedFile("feeds.opml", LIST.encode())}, "Give one of the two."),
    ],
)
def test_what_cannot_be_taken_is_told(as_ada: Client, form: dict[str, object], fault: str) -> None:
    assert fault in as_ada.post(IMPORT, {"look": "1", **form}).content.decode()


def test_the_longest_list_that_is_read_can_be_tracked_whole(as_ada: Client) -> None:
    outlines = (f'<outline xmlUrl="https://{number}.example/"/>' for number in range(opml.MOST_OUTLINES))
    whole = f"<opml version='2.0'><body>{''.join(outlines)}</body></opml>"

    assert "3000 feeds are tracked now." in track(as_ada, *range(3000), document=whole)


def test_a_reporter_takes_nothing_in(client: Client, ben: User) -> None:
    client.force_login(ben)

    assert client.get(IMPORT).status_code == 403
    assert (
        client.post(IMPORT, {"track": "1", "document": LIST, "language": "en", "row": "0"}).status_code == 403
    )
    assert not Feed.objects.exists()


def test_everyone_at_the_desk_can_take_the_list_away(client: Client, ben: User, feed: Feed) -> None:
    client.force_login(ben)

    answer = client.get("/admin/tracker/feed/export/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="foresaid-2026-06-17.opml"'
    assert [each.url for each in opml.parse_list(answer.content.decode())] == [feed.url]


def test_an_outsider_gets_no_list(client: Client, cleo: User) -> None:
    cleo.is_staff = True
    cleo.save(update_fields=["is_staff"])
    client.force_login(cleo)

    assert client.get("/admin/tracker/feed/export/").status_code == 403
