"""Pictures are whole, in the site's colours, and drawn once."""

import re
from dataclasses import replace
from pathlib import Path
from struct import unpack
from xml.etree import ElementTree

import pytest

from claims.share_images import drawing, fitting
from claims.share_images.wording import RecordPart, ShareImage

SITE_CSS = Path(__file__).resolve().parents[3] / "claims/static/claims/site.css"
IMAGE = ShareImage(
    place="/de/share/claims/1/",
    language="de",
    title="Die Brücke ist bis Ende 2026 für den Verkehr frei.",
    byline="Mara Lindt. Gesagt am 2. März 2026",
    badge="Offen",
    kind="pending",
    aside="Das Zeitfenster: 2. März 2026 – 31. Dezember 2026",
    site_name="Das Blatt",
    accent="",
)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n")
    width, height = unpack(">II", png[16:24])
    return width, height


def texts(image: ShareImage) -> list[str]:
    root = ElementTree.fromstring(drawing.svg_of(image))
    return [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]


def test_a_picture_has_the_size_that_other_sites_ask_for() -> None:
    assert size_of(drawing.drawn_as_png(IMAGE)) == (1200, 630)


def test_letters_are_drawn_with_no_font_of_the_machines() -> None:
    # The title's lines stand between 140 and 430: with no font there would be only paper, and all rows alike.
    with_words, without = (drawing.drawn_as_png(replace(IMAGE, title=title)) for title in (IMAGE.title, "."))
    assert len(with_words) > len(without) + 4000


def test_what_is_markup_or_no_xml_at_all_stands_as_words() -> None:
    nasty = replace(IMAGE, title='</text><image href="file:///etc/passwd"/> & \x00\x0b\ufffe', byline="<b>")

    assert "".join(texts(nasty)[1:3]).startswith("</text><image")
    assert "<b>" in texts(nasty)
    assert size_of(drawing.drawn_as_png(nasty)) == (1200, 630)


def test_its_colours_are_the_sites_and_the_newsrooms() -> None:
    rule = SITE_CSS.read_text().partition(":root {")[2].partition("}")[0]
    of_site = dict(re.findall(r"--([\w-]+): (#\w+);", rule))

    assert {name: of_site[name] for name in drawing.COLOURS} == drawing.COLOURS
    assert drawing.COLOURS["pending"] in drawing.svg_of(IMAGE)
    assert "#aa0000" in drawing.svg_of(replace(IMAGE, accent="#aa0000"))


def test_every_part_of_a_record_is_seen_and_told_within_the_picture() -> None:
    parts = (
        RecordPart("confirmed", "Eingetroffen", 90_000),
        RecordPart("partly", "Teilweise eingetroffen", 12_345),
        RecordPart("late", "Verspätet eingetroffen", 1),
        RecordPart("missed", "Nicht eingetroffen", 45_678),
    )
    root = ElementTree.fromstring(drawing.svg_of(replace(IMAGE, badge="", segments=parts)))

    bars = [each for each in root.iter("{http://www.w3.org/2000/svg}rect") if each.get("y") == "452"]
    assert [int(each.get("width", 0)) > 0 for each in bars] == [True] * 4
    legend = drawing._legend(parts)
    assert [each.text for each in legend] == [f"{each.label} {each.number}" for each in parts]
    last = legend[-1]
    assert last.x + 30 + fitting.semibold().width(last.text, last.size) <= 1200


def test_a_picture_is_drawn_once_and_kept_under_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawing.png_of(IMAGE)
    drawn: list[ShareImage] = []
    real = drawing.drawn_as_png

    def counted(image: ShareImage) -> bytes:
        drawn.append(image)
        return real(image)

    monkeypatch.setattr(drawing, "drawn_as_png", counted)

    assert drawing.png_of(IMAGE) == first
    assert drawn == []
    drawing.png_of(replace(IMAGE, badge="Eingetroffen"))
    assert len(drawn) == 1
