from django.test import Client
from django.utils import translation

from claims.models import User

ASK = "/admin/claims/claim/window/"
KNOWN = {"horizon": "within the next 12 to 18 months", "said_on": "2026-02-12", "language": "en"}


def test_the_preview_shows_the_window_with_its_rule(as_ben: Client) -> None:
    page = as_ben.get(ASK, KNOWN).content.decode()

    assert "12 February 2027 – 12 August 2027" in page
    assert "Rule: relative range." in page


def test_the_preview_speaks_the_desks_language(as_ben: Client) -> None:
    with translation.override("de"):
        page = as_ben.get(ASK, KNOWN, headers={"accept-language": "de"}).content.decode()

    assert "12. Februar 2027 – 12. August 2027" in page


def test_the_preview_reads_days_as_the_desk_types_them(as_ben: Client) -> None:
    typed = KNOWN | {"said_on": "12.02.2026"}

    page = as_ben.get(ASK, typed, headers={"accept-language": "de"}).content.decode()

    assert 'data-kind="window"' in page


def test_the_preview_says_why_there_is_no_date(as_ben: Client) -> None:
    page = as_ben.get(ASK, KNOWN | {"horizon": "soon"}).content.decode()

    assert "The words point ahead and name no date." in page
    assert 'data-kind="vague"' in page


def test_the_preview_warns_of_the_past(as_ben: Client) -> None:
    page = as_ben.get(ASK, KNOWN | {"horizon": "in 2019"}).content.decode()

    assert 'data-kind="past"' in page


def test_half_typed_input_is_no_error(as_ben: Client) -> None:
    response = as_ben.get(ASK, {"horizon": "within", "said_on": "2026-", "language": "xx"})

    assert response.status_code == 200
    assert 'data-kind="nothing"' in response.content.decode()


def test_an_outsider_gets_no_preview(client: Client, cleo: User) -> None:
    client.force_login(cleo)

    assert client.get(ASK, KNOWN).status_code == 302


def test_staff_without_a_role_gets_no_preview(client: Client, cleo: User) -> None:
    cleo.is_staff = True
    cleo.save(update_fields=["is_staff"])
    client.force_login(cleo)

    assert client.get(ASK, KNOWN).status_code == 403
