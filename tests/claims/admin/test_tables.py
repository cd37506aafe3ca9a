"""Claims leave the desk as a table: those chosen in its list, or all that its filters leave."""

import csv
from io import StringIO

import pytest
from django.test import Client

from claims.models import Claim, User
from tests.conftest import _person
from tests.makers import Maker

LIST = "/admin/claims/claim/"


def statements(answer: object) -> list[str]:
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return [row["Statement"] for row in csv.DictReader(StringIO(content))]


def test_the_list_gives_out_what_its_filters_leave(as_ben: Client, make: Maker) -> None:
    make.draft(statement="A draft."), make.published(statement="A public one.")

    page = as_ben.get(LIST, {"state__exact": "draft"}).content.decode()
    assert f'href="{LIST}export/csv/?state__exact=draft"' in page

    answer = as_ben.get(f"{LIST}export/csv/", {"state__exact": "draft"})
    assert statements(answer) == ["A draft."]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="foresaid-2026-06-17.csv"'


def test_a_search_narrows_the_table(as_ben: Client, make: Maker) -> None:
    make.draft(statement="Die Brücke öffnet."), make.draft(statement="Zwei.", quote="Drei.")
    assert statements(as_ben.get(f"{LIST}export/csv/", {"q": "Bruecken"})) == ["Die Brücke öffnet."]


def test_chosen_claims_alone_are_given_out(as_ben: Client, make: Maker) -> None:
    chosen, other = make.draft(statement="Chosen."), make.draft(statement="Other.")

    answer = as_ben.post(LIST, {"action": "export_csv", "_selected_action": [chosen.pk]})

    assert statements(answer) == ["Chosen."]
    assert other in Claim.objects.all()


def test_chosen_claims_come_as_a_workbook(as_ben: Client, claim: Claim) -> None:
    answer = as_ben.post(LIST, {"action": "export_xlsx", "_selected_action": [claim.pk]})
    assert b"".join(answer.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ["reporter", "editor", "chief", "administrator"])
def test_whoever_may_open_the_list_may_take_it_along(client: Client, claim: Claim, role: str) -> None:
    client.force_login(_person("person", role))
    seen = client.get(LIST).status_code
    assert client.get(f"{LIST}export/csv/").status_code == seen == 200


def test_nobody_else_gets_a_table(client: Client, claim: Claim, cleo: User) -> None:
    assert client.get(f"{LIST}export/csv/").status_code == 302
    client.force_login(cleo)
    assert client.get(f"{LIST}export/csv/").status_code == 302
    cleo.is_staff = True
    cleo.save()
    assert client.get(f"{LIST}export/xlsx/").status_code == 403


@pytest.mark.parametrize(
    "asked", ["statement__regex=x", "created_by__password__startswith=p", "state__exact=x&o=9.9"]
)
def test_no_table_tells_what_the_list_would_not(as_ben: Client, claim: Claim, asked: str) -> None:
    answer = as_ben.get(f"{LIST}export/csv/?{asked}")
    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        assert statements(answer) == []
    else:
        assert "no such filter" in answer.content.decode()


def test_an_empty_list_offers_no_table(as_ben: Client) -> None:
    assert "export/csv" not in as_ben.get(LIST).content.decode()
