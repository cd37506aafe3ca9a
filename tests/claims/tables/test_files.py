import csv
from io import BytesIO, StringIO

import openpyxl
from django.utils import translation

from claims.models import Claim
from claims.tables import columns, files
from tests.makers import Maker


def test_a_german_file_has_semicolons_and_says_that_it_is_utf8(make: Maker) -> None:
    make.draft(statement="Die Brücke; sie öffnet.")

    content = b"".join(files.as_csv(Claim.objects.all(), language="de"))

    assert content.startswith(b"\xef\xbb\xbf")
    heading, row = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert (heading[0], row[2]) == ("Nummer der Vorhersage", "Die Brücke; sie öffnet.")


def test_the_language_holds_only_while_a_piece_is_made(make: Maker) -> None:
    make.draft()
    for _piece in files.as_csv(Claim.objects.all(), language="de"):
        assert translation.get_language() == "en"


def test_formulas_are_words_in_both_files(make: Maker) -> None:
    make.draft(statement='=HYPERLINK("https://evil.example")', quote="+49 @ -1")

    text = b"".join(files.as_csv(Claim.objects.all(), language="en")).decode()
    book = openpyxl.load_workbook(BytesIO(b"".join(files.as_xlsx(Claim.objects.all(), language="en"))))

    assert "'=HYPERLINK" in text
    assert ",'+49 @ -1," in text
    assert "f" not in {cell.data_type for row in book.active.rows for cell in row}
    assert book.active["C2"].value == '\'=HYPERLINK("https://evil.example")'


def test_a_workbook_has_its_heading_numbers_and_days(make: Maker) -> None:
    claim = make.draft()

    book = openpyxl.load_workbook(BytesIO(b"".join(files.as_xlsx(Claim.objects.all(), language="en"))))

    heading, row = ([cell.value for cell in cells] for cells in book.active.rows)
    found = dict(zip(heading, row, strict=True))
    assert found["Claim number"] == claim.pk
    assert found["Said on"].date() == claim.said_on


def test_the_rows_of_several_pieces_come_in_their_order(make: Maker, monkeypatch: object) -> None:
    numbers = [make.draft().pk for _ in range(5)]
    monkeypatch.setattr(columns, "TOGETHER", 2)  # type: ignore[attr-defined]

    claims = Claim.objects.order_by("-pk")
    lines = b"".join(files.as_csv(claims, language="en")).decode("utf-8-sig").splitlines()

    assert [int(line.split(",")[0]) for line in lines[1:]] == numbers[::-1]
