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


GERMAN_QUOTE = "Das Werk wird vor 2028 nicht fertig sein, aber wir arbeiten daran."


def test_a_quote_in_another_language_is_said_while_one_types(as_ben: Client) -> None:
    typed = KNOWN | {"horizon": "vor 2028", "quote": GERMAN_QUOTE}

    page = as_ben.get(ASK, typed).content.decode()

    assert "The quote looks like German, but another language is chosen for it." in page
    assert "Read as German, the words mean 12 February 2026 – 31 December 2027." in page
    assert 'data-quoted-in="de"' in page


def test_words_in_another_language_are_said_without_a_quote_too(as_ben: Client) -> None:
    page = as_ben.get(ASK, KNOWN | {"horizon": "vor 2028"}).content.decode()

    assert 'data-kind="unresolved"' in page
    assert "Read as German, the words mean 12 February 2026 – 31 December 2027." in page
    assert "The quote looks like" not in page


def test_words_that_name_no_date_in_their_own_language_are_said_to_be_in_it(as_ben: Client) -> None:
    page = as_ben.get(ASK, KNOWN | {"horizon": "demnächst"}).content.decode()

    assert "The words look like German: read so, they give no date either." in page


def test_the_doubt_is_said_in_the_desks_language(as_ben: Client) -> None:
    typed = KNOWN | {"horizon": "vor 2028", "quote": GERMAN_QUOTE}

    with translation.override("de"):
        page = as_ben.get(ASK, typed, headers={"accept-language": "de"}).content.decode()

    assert "Das Zitat sieht nach Deutsch aus" in page
    assert "12. Februar 2026 – 31. Dezember 2027" in page


def test_the_language_of_a_quote_is_told_before_there_are_words(as_ben: Client) -> None:
    page = as_ben.get(ASK, {"horizon": "", "said_on": "", "language": "en", "quote": GERMAN_QUOTE})

    assert 'data-quoted-in="de"' in page.content.decode()


def test_where_the_language_fits_nothing_is_said_of_it(as_ben: Client) -> None:
    page = as_ben.get(
        ASK, KNOWN | {"quote": "We will have it within the next 12 to 18 months."}
    ).content.decode()

    assert "looks like" not in page
    assert "Read as" not in page
