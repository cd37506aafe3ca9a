"""From an article's sentences to drafts, appearances and restatements; nothing is lost on the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import editorial, record
from claims.models import Appearance, Claim, Claimant, SourceText, User
from tests.makers import SOURCE, Maker
from tests.tracker.admin.intake.test_ask import PASTED

TEXT = (
    "The harbour bridge will open to traffic by the end of 2027, transport secretary Orla Pemberwick said.",
    "The toll will start on all four motorways in March 2027.",
    "She hopes that the tunnel will follow soon.",
    "Inspectors have asked for a second round of tests.",
)
ARTICLE = PASTED | {"text": "\n".join(TEXT), "address": "https://ledger.example/bridge"}
Post = Callable[..., Any]


def fields_of(response: Any) -> dict[str, Any]:
    """What a browser would send back of the page as it stands."""
    formset = response.context["formset"]
    values: dict[str, Any] = {
        "form-TOTAL_FORMS": len(formset.forms),
        "form-INITIAL_FORMS": len(formset.forms),
    }
    for form in formset.forms:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False, ""):
                values[form.add_prefix(name)] = value
    return values


@pytest.fixture
def send(as_ada: Client) -> Post:
    """Open the sentences of `ARTICLE`, change what is given, and press a button."""

    def post(step: str = "save", *, article: dict[str, str] | None = None, **changes: Any) -> Any:
        address, whole = reverse("admin:tracker_intake"), ARTICLE | (article or {})
        fields = fields_of(as_ada.post(address, whole | {"step": "read"}))
        return as_ada.post(address, whole | fields | {"step": step} | numbered(changes))

    return post


def numbered(changes: dict[str, Any]) -> dict[str, Any]:
    """`take0` is the field `form-0-take`."""
    return {f"form-{name[-1]}-{name[:-1]}": value for name, value in changes.items()}


def test_a_ticked_sentence_becomes_a_draft_with_its_source_and_window(send: Post, ada: User) -> None:
    response = send(take0="on")

    claim = Claim.objects.get()
    assert response["Location"] == reverse("admin:claims_claim_change", args=[claim.pk])
    assert (claim.state, claim.quote, claim.assigned_to) == ("draft", TEXT[0], ada)
    assert claim.closes_on == date(2027, 12, 31)
    assert claim.claimant.name == "Orla Pemberwick"
    appearance = claim.appearances.get()
    assert (appearance.address, appearance.publisher) == (ARTICLE["address"], "The Ansel Ledger")
    assert appearance.source_text is not None
    assert appearance.source_text.text == ARTICLE["text"]
    assert list(record.verify()) == []


def test_dated_sentences_come_first_and_undated_ones_apart(as_ada: Client) -> None:
    response = as_ada.post(reverse("admin:tracker_intake"), ARTICLE | {"step": "read"})

    assert [row["form"]["quote"].value() for row in response.context["dated"]] == list(TEXT[:2])
    assert [row["form"]["quote"].value() for row in response.context["undated"]] == [TEXT[2]]


def test_several_are_saved_together_with_one_claimant_and_one_text(send: Post) -> None:
    send(
        take0="on",
        take1="on",
        claimant1="orla pemberwick",
        is_new_claimant1="on",
        take2="on",
        horizon2="soon",
    )

    assert Claim.objects.count() == 3
    assert Claimant.objects.get().name == "Orla Pemberwick"
    assert SourceText.objects.get().appearances.count() == 3


def test_what_was_corrected_is_what_is_saved(send: Post) -> None:
    send(
        take0="on",
        statement0="Cars cross the bridge in 2028.",
        quote0="The bridge will open in 2028.",
        horizon0="in 2028",
        firmness0="could",
        said_on0="2026-05-30",
    )

    claim = Claim.objects.get()
    assert (claim.statement, claim.firmness) == ("Cars cross the bridge in 2028.", "could")
    assert (claim.said_on, claim.closes_on) == (date(2026, 5, 30), date(2028, 12, 31))


def test_days_by_hand_win_over_the_words(send: Post) -> None:
    send(take0="on", by_hand0="on", opens_on0="2027-01-01", closes_on0="2027-06-30")

    claim = Claim.objects.get()
    assert (claim.closes_on, claim.horizon_rule) == (date(2027, 6, 30), Claim.BY_HAND)


def test_a_fault_in_one_saves_none_and_keeps_what_was_typed(send: Post) -> None:
    response = send(take0="on", take1="on", statement1="", statement0="Typed by Ada.")

    assert not Claim.objects.exists()
    assert not SourceText.objects.exists()
    page = response.content.decode()
    assert "Nothing is saved yet" in page
    assert "Typed by Ada." in page
    assert response.context["formset"].forms[1].errors["statement"]


def test_what_is_not_ticked_may_say_anything(send: Post) -> None:
    send(take0="on", statement1="", said_on1="never")

    assert Claim.objects.count() == 1


def test_nothing_ticked_saves_nothing_and_says_so(send: Post) -> None:
    response = send()

    assert "Tick at least one sentence" in response.content.decode()
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"claimant0": "Ines Vogt", "is_new_claimant0": ""}, "claimant", "Nobody of this name"),
        ({"claimant0": ""}, "claimant", "required"),
        ({"said_on0": "2031-01-01"}, "said_on", "in the future"),
        ({"horizon0": "in 2019"}, "horizon", "no deadline"),
        ({"by_hand0": "on", "opens_on0": "2027-01-01"}, "closes_on", "Give this day"),
        ({"decision0": "appearance:999"}, "decision", "no longer offered"),
        ({"firmness0": "maybe"}, "firmness", "valid choice"),
        ({"proposal0": "9" * 30}, "proposal", "less than or equal"),
        ({"said_on0": "0001-01-01", "horizon0": "in 2027", "claimant0": ""}, "claimant", "required"),
        ({"said_on0": "2026-06-02"}, "said_on", "after the article was published"),
    ],
)
def test_a_wrong_entry_is_told_at_its_field(
    send: Post, changes: dict[str, str], field: str, word: str
) -> None:
    response = send(take0="on", **changes)

    assert word in str(response.context["formset"].forms[0].errors[field])
    assert not Claim.objects.exists()


def test_a_button_pressed_twice_saves_once(send: Post) -> None:
    send(take0="on")

    response = send(take0="on")

    assert "taken from this article already" in str(response.context["formset"].forms[0].errors)
    assert Claim.objects.count() == 1


def test_a_sentence_in_another_language_than_its_article_is_pointed_out(send: Post) -> None:
    changed = {"quote0": "Die Brücke wird vor 2028 nicht fertig, sagte sie.", "horizon0": "vor 2028"}

    page = send("again", **changed).content.decode()

    assert "The quote looks like German, but another language is chosen for it." in page
    assert "Read as German, the words mean" in page


def test_an_article_in_another_language_than_the_one_chosen_is_pointed_out(send: Post) -> None:
    fitting = send("again").content.decode()
    german = send("again", article={"language": "de"}).content.decode()

    assert "The article looks like" not in fitting
    assert "The article looks like English, but another language was chosen" in german


def test_two_sentences_are_merged_into_one_claim(send: Post) -> None:
    response = send("merge", take0="on", take2="on", claimant0="Orla Pemberwick, minister")

    first = response.context["formset"].forms[0]
    assert first["quote"].value() == f"{TEXT[0]} […] {TEXT[2]}"
    assert first["horizon"].value() == "by the end of 2027"
    assert first["claimant"].value() == "Orla Pemberwick, minister"
    assert len(response.context["formset"].forms) == 2


def test_neighbours_are_merged_as_they_stand_in_the_text(send: Post) -> None:
    response = send("merge", take0="on", take1="on")

    assert response.context["formset"].forms[0]["quote"].value() == f"{TEXT[0]} {TEXT[1]}"


def test_looking_again_counts_from_the_new_day_and_keeps_what_was_typed(send: Post, as_ada: Client) -> None:
    first = send("again", take0="on", statement0="Typed by Ada.", article={"published_on": "2026-05-01"})

    form = first.context["formset"].forms[0]
    assert (form["statement"].value(), form["said_on"].value()) == ("Typed by Ada.", date(2026, 5, 1))
    assert form.is_taken


FIRST_ARTICLE = Path(__file__).resolve().parents[5] / "shared" / "articles" / "microsoft-ki-modelle.de.txt"


@pytest.mark.skipif(not FIRST_ARTICLE.exists(), reason="the article is not the project's to give away")
def test_the_first_real_article_gives_the_right_draft(as_ada: Client) -> None:
    article = PASTED | {"text": FIRST_ARTICLE.read_text(), "published_on": "2026-02-12"}
    address = reverse("admin:tracker_intake")
    opened = as_ada.post(address, article | {"step": "read"})

    as_ada.post(address, article | fields_of(opened) | {"step": "save", "form-0-take": "on"})

    claim = Claim.objects.get()
    assert (claim.claimant.name, claim.language, claim.firmness) == ("Mustafa Suleyman", "de", "could")
    assert (claim.opens_on, claim.closes_on) == (date(2027, 2, 12), date(2027, 8, 12))
    assert claim.horizon == "innerhalb der nächsten 12 bis 18 Monate"


def test_sentences_outlive_a_fault_in_the_article(as_ada: Client) -> None:
    address = reverse("admin:tracker_intake")
    fields = fields_of(as_ada.post(address, ARTICLE | {"step": "read"}))
    typed = fields | {"step": "save", "form-0-take": "on", "form-0-statement": "Typed by Ada."}
    refused = as_ada.post(address, ARTICLE | typed | {"publisher": ""})
    assert list(refused.context["form"].errors) == ["publisher"]

    carried = dict(refused.context["carried"])
    response = as_ada.post(address, ARTICLE | carried | {"step": "read"})

    form = response.context["formset"].forms[0]
    assert (form["statement"].value(), form.is_taken) == ("Typed by Ada.", True)


# --- What is on record already ---


@pytest.fixture
def known(make: Maker, ada: User) -> Claim:
    """Pemberwick's bridge, said two weeks before the article and due a year earlier."""
    pemberwick = editorial.save_claimant(claimant=Claimant(name="Orla Pemberwick"), by=ada)
    facts = replace(
        make.facts,
        claimant=pemberwick,
        statement="The harbour bridge opens to traffic by the end of 2026.",
        quote="The harbour bridge will open to traffic by the end of 2026.",
        language="en",
        said_on=date(2026, 5, 25),
        horizon="by the end of 2026",
    )
    source = replace(SOURCE, published_on=date(2026, 5, 25))
    return editorial.publish_claim(claim=editorial.log_claim(facts=facts, source=source, by=ada), by=ada)


def test_the_same_claim_elsewhere_is_offered_with_both_wordings_and_windows(
    as_ada: Client, known: Claim
) -> None:
    response = as_ada.post(reverse("admin:tracker_intake"), ARTICLE | {"step": "read"})

    page = response.content.decode()
    assert f'value="appearance:{known.pk}"' in page
    assert known.quote in page
    assert "31 December 2026" in page
    assert "31 December 2027" in page
    assert response.context["dated"][0]["form"].decided == "new"


def test_each_sentence_says_where_to_ask_for_twins_while_one_types(send: Post, known: Claim) -> None:
    page = send("again").content.decode()
    address = reverse("admin:claims_claim_twins")
    assert f'data-twins="{address}" data-besides="{known.pk}" data-name="id_form-0-claimant"' in page
    assert 'data-besides="" data-name="id_form-1-claimant" data-statement="id_form-1-statement"' in page
    for field in ("id_form-0-claimant", "id_form-0-statement", "id_form-0-quote", "id_address"):
        assert page.count(f'id="{field}"') == 1


def test_another_appearance_joins_the_claim_with_its_own_words_and_window(send: Post, known: Claim) -> None:
    send(take0="on", decision0=f"appearance:{known.pk}")

    assert Claim.objects.get() == known
    added = known.appearances.get(address=ARTICLE["address"])
    assert (added.quote, added.horizon) == (TEXT[0], "by the end of 2027")
    assert added.closes_on == date(2027, 12, 31)


def test_a_restatement_is_a_draft_that_points_at_the_claim_it_moves(send: Post, known: Claim) -> None:
    send(take0="on", decision0=f"restatement:{known.pk}")

    assert Claim.objects.exclude(pk=known.pk).get().restates == known


def test_one_article_is_no_second_appearance_of_a_claim(send: Post, known: Claim) -> None:
    send(take0="on", decision0=f"appearance:{known.pk}")

    send(take0="on", decision0=f"appearance:{known.pk}")

    assert Appearance.objects.filter(claim=known).count() == 2


def test_a_reporter_drafts_but_adds_no_appearance_to_a_published_claim(
    client: Client, ben: User, known: Claim
) -> None:
    client.force_login(ben)
    address = reverse("admin:tracker_intake")
    opened = client.post(address, ARTICLE | {"step": "read"})
    assert f'value="appearance:{known.pk}"' not in opened.content.decode()

    fields = ARTICLE | fields_of(opened) | {"step": "save", "form-0-take": "on"}
    refused = client.post(address, fields | {"form-0-decision": f"appearance:{known.pk}"})
    assert "Your role does not allow this" in refused.content.decode()

    client.post(address, fields)
    assert Claim.objects.exclude(pk=known.pk).get().created_by == ben
