"""Claims come into the desk from a table: looked through first, then those that were ticked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.admin import import_table
from claims.models import Claim, Claimant, User
from claims.tables.taking_in import RefusedRow
from tests.conftest import _person
from tests.makers import Maker

IMPORT = "/admin/claims/claim/import/"
HEADING = "Wer;Aussage;Zitat;Gesagt am;Frist;Medium;Titel;Veröffentlicht am;Farbe\n"
RENTS = (
    "Mara Lindt;Rents fall.;Die Mieten sinken.;2. März 2026;innerhalb der nächsten 12 bis 18 Monate;"
    "Blatt;Gespräch;2.3.2026;rot\n"
)
POWER = "Jonas Weiden;Power is cheap.;Strom wird billig.;3.3.2026;bald;Blatt;Gespräch;4.3.2026;\n"
FAULTY = "Mara Lindt;;Zitat.;gestern;bis 2030;Blatt;Gespräch;4.3.2026;\n"


def look(browser: Client, text: str) -> str:
    file = SimpleUploadedFile("claims.csv", text.encode())
    return browser.post(IMPORT, {"look": "1", "file": file, "language": "de"}).content.decode()


def take(browser: Client, text: str, *rows: int) -> str:
    data = {"take": "1", "document": text, "language": "de", "row": [str(row) for row in rows]}
    return browser.post(IMPORT, data, follow=True).content.decode()


def test_the_list_leads_to_the_page(as_ben: Client) -> None:
    assert f'href="{IMPORT}"' in as_ben.get("/admin/claims/claim/").content.decode()
    assert "Needed: Claimant, Statement, Quote, Said on" in as_ben.get(IMPORT).content.decode()


def test_a_table_is_shown_with_what_becomes_of_each_row(as_ben: Client, claimant: Claimant) -> None:
    page = look(as_ben, HEADING + RENTS + POWER + FAULTY)

    assert "New: 2 · Faulty: 1" in page
    assert "2 March 2027 – 2 September 2027" in page
    assert "Jonas Weiden (new claimant)" in page
    assert "The words give no date." in page
    assert "<strong>Gesagt am:</strong> “gestern” was not understood as one day." in page
    assert "Nothing is taken from these columns: Farbe." in page
    assert not Claim.objects.exists()


def test_what_is_ticked_is_logged(as_ben: Client, claimant: Claimant, ben: User) -> None:
    page = take(as_ben, HEADING + RENTS + POWER, 2, 3)

    assert "2 claims were logged, as drafts." in page
    assert "The words of 1 give no date" in page
    assert set(Claim.objects.values_list("created_by", flat=True)) == {ben.pk}


def test_the_document_that_the_page_carries_can_be_taken(as_ben: Client, claimant: Claimant) -> None:
    page = as_ben.post(IMPORT, {"look": "1", "document": HEADING + "\n" + RENTS, "language": "de"})
    document = page.context["document"]

    assert "1 claim was logged, as a draft." in take(as_ben, document, 3)


def test_rows_that_were_not_ticked_are_left_out(as_ben: Client, claimant: Claimant) -> None:
    take(as_ben, HEADING + RENTS + POWER, 3)
    assert [str(claim.claimant) for claim in Claim.objects.all()] == ["Jonas Weiden"]


def test_a_table_sent_twice_logs_its_claims_once(as_ben: Client, claimant: Claimant) -> None:
    take(as_ben, HEADING + RENTS, 2)
    page = take(as_ben, HEADING + RENTS, 2)

    assert "No row was ticked that can be logged" in page
    assert "On record already: 1" in page
    assert Claim.objects.count() == 1


def test_a_possible_twin_is_named_and_not_ticked(as_ben: Client, make: Maker) -> None:
    claim = make.draft()
    page = look(as_ben, HEADING + RENTS.replace("Rents fall.", claim.statement))

    assert "Perhaps on record already: 1" in page
    assert f"/admin/claims/claim/{claim.pk}/change/" in page
    assert "checked" not in page.partition('name="row"')[2].partition(">")[0]


def test_a_faulty_row_is_never_logged(as_ben: Client, claimant: Claimant) -> None:
    take(as_ben, HEADING + FAULTY, 2)
    assert not Claim.objects.exists()


def test_a_refused_row_is_named(as_ben: Client, claimant: Claimant, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(rows: object, by: User) -> list[Claim]:
        raise RefusedRow(2, ["Not this one."])

    monkeypatch.setattr(import_table, "take_in", refuse)
    assert "Row 2 was refused, so nothing was logged: Not this one." in take(as_ben, HEADING + RENTS, 2)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"document": ""}, "Give a file or its text."),
        ({"document": "Wer;Was\n1;2"}, "These columns are missing"),
        ({"document": "A\n1", "language": "xx"}, "Select a valid choice"),
    ],
)
def test_what_is_no_table_is_told(as_ben: Client, data: dict[str, str], told: str) -> None:
    answer = as_ben.post(IMPORT, {"look": "1", "language": "de"} | data)
    assert told in answer.content.decode()


def test_one_of_file_and_text_is_given(as_ben: Client) -> None:
    file = SimpleUploadedFile("claims.csv", b"A\n1")
    answer = as_ben.post(IMPORT, {"look": "1", "language": "de", "document": "A\n1", "file": file})
    assert "Give one of the two." in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("reporter", 200), ("editor", 200), ("chief", 200), ("administrator", 403)]
)
def test_whoever_may_log_claims_may_import_them(
    client: Client, claimant: Claimant, role: str, status: int
) -> None:
    client.force_login(_person("person", role))
    assert client.get(IMPORT).status_code == status
    assert client.post(IMPORT, {"take": "1", "document": HEADING + RENTS, "row": "2"}).status_code == status
    assert not Claim.objects.exists()
