from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from claims import editorial
from claims.models import Appearance
from tests.makers import SOURCE, Maker


@pytest.fixture
def appearance(make: Maker) -> Appearance:
    source = replace(SOURCE, title="Interview", text="Erster Absatz.\n<b>Zweiter</b> Absatz.")
    return editorial.log_claim(facts=make.facts, source=source, by=make.editor).appearances.get()


def test_a_kept_text_is_shown_as_it_was_with_the_claims_taken_from_it(
    as_ben: Client, appearance: Appearance
) -> None:
    address = reverse("admin:claims_sourcetext_change", args=[appearance.source_text_id])

    page = as_ben.get(address).content.decode()

    assert "Erster Absatz.\n&lt;b&gt;Zweiter&lt;/b&gt; Absatz." in page
    assert reverse("admin:claims_claim_change", args=[appearance.claim_id]) in page


def test_a_claims_page_leads_to_the_text_it_was_taken_from(as_ben: Client, appearance: Appearance) -> None:
    page = as_ben.get(reverse("admin:claims_claim_change", args=[appearance.claim_id]))

    assert (
        reverse("admin:claims_sourcetext_change", args=[appearance.source_text_id]) in page.content.decode()
    )


def test_kept_texts_are_found_by_the_article_they_were_taken_from(
    as_ben: Client, appearance: Appearance
) -> None:
    response = as_ben.get(reverse("admin:claims_sourcetext_changelist"), {"q": "interview"})

    assert [kept.pk for kept in response.context["cl"].result_list] == [appearance.source_text_id]


def test_nobody_changes_a_kept_text_at_the_desk(as_dora: Client, appearance: Appearance) -> None:
    address = reverse("admin:claims_sourcetext_change", args=[appearance.source_text_id])

    assert as_dora.post(address, {"text": "Other."}).status_code == 403
