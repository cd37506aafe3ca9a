"""What a program finds on a decided claim's page that reads structured data, as extruct does for it."""

from datetime import date, timedelta
from typing import Any

import extruct
import pytest
import time_machine
from django.test import Client

from claims import editorial
from claims.models import Claim, Claimant, User
from tests.conftest import NOW
from tests.makers import Maker

# What schema.org lets each type have, of what we tell; https://schema.org/ClaimReview and the pages it links.
PROPERTIES = {
    "ClaimReview": {
        *("url", "datePublished", "inLanguage", "author", "claimReviewed", "reviewBody"),
        *("itemReviewed", "reviewRating", "correction"),
    },
    "Claim": {"author", "datePublished", "inLanguage", "text", "appearance"},
    "CreativeWork": {"publisher", "datePublished", "headline", "url"},
    "CorrectionComment": {"text", "datePublished"},
    "Organization": {"name", "url", "sameAs"},
    "Person": {"name", "url", "sameAs"},
    "Rating": {"alternateName", "ratingValue", "bestRating", "worstRating"},
}


def reviews(client: Client, claim: Claim) -> list[dict[str, Any]]:
    page = client.get(claim.get_absolute_url()).content.decode()
    found: list[dict[str, Any]] = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    for each in found:
        hold_to_the_vocabulary({name: value for name, value in each.items() if name != "@context"})
    return found


def hold_to_the_vocabulary(node: dict[str, Any]) -> None:
    assert set(node) - {"@type"} <= PROPERTIES[node["@type"]]
    for value in node.values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                hold_to_the_vocabulary(part)


def test_a_decided_claim_is_a_review(client: Client, claim: Claim, make: Maker) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    (review,) = reviews(client, claim)

    assert review["@context"] == "https://schema.org"
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", claim.statement)
    assert (review["datePublished"], review["inLanguage"]) == ("2026-06-17", "en")
    assert review["url"] == f"http://localhost:8000{claim.get_absolute_url()}"
    assert review["author"] == {"@type": "Organization", "name": "Foresaid", "url": "http://localhost:8000"}
    assert review["reviewBody"] == verdict.reasoning
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Confirmed",
        "ratingValue": 5,
        "bestRating": 5,
        "worstRating": 1,
    }
    item = review["itemReviewed"]
    assert item["author"] == {
        "@type": "Person",
        "name": "Mara Lindt",
        "url": "http://localhost:8000/en/claimants/mara-lindt/",
    }
    assert (item["text"], item["datePublished"]) == (claim.quote, claim.said_on.isoformat())
    assert item["appearance"][0]["url"] == "https://morgenblatt.example/interview/1"
    assert "correction" not in review


def test_a_claimant_with_an_item_in_wikidata_is_the_same_as_that(
    client: Client, claim: Claim, make: Maker, ada: User
) -> None:
    claim.claimant.wikidata = "Q567"
    editorial.save_claimant(claimant=claim.claimant, by=ada)
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))

    (review,) = reviews(client, claim)

    assert review["itemReviewed"]["author"]["sameAs"] == "https://www.wikidata.org/wiki/Q567"


def test_a_replaced_verdict_is_a_correction(client: Client, claim: Claim, make: Maker) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    verdict = make.ruled(claim, "missed", can_no_longer_happen=True)
    (review,) = reviews(client, claim)

    assert review["reviewRating"]["ratingValue"] == 1
    (correction,) = review["correction"]
    assert correction == {
        "@type": "CorrectionComment",
        "text": verdict.reasoning,
        "datePublished": "2026-06-17",
    }


def test_what_cannot_be_judged_has_words_and_no_number(client: Client, claim: Claim, make: Maker) -> None:
    with time_machine.travel(NOW + timedelta(days=300), tick=False):
        make.ruled(claim, "void")
    (review,) = reviews(client, claim)

    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Cannot be judged"}


@pytest.mark.parametrize("case", ["pending", "withdrawn", "reopened", "kept from search"])
def test_where_nothing_is_decided_or_to_be_listed_there_is_no_review(
    client: Client, claim: Claim, make: Maker, dora: User, case: str
) -> None:
    if case != "pending":
        make.ruled(claim, "missed", can_no_longer_happen=True)
    if case == "withdrawn":
        editorial.withdraw_claim(claim=claim, reason="Never said so.", by=dora)
    elif case == "reopened":
        make.ruled(claim, "pending")
    elif case == "kept from search":
        Claimant.objects.filter(pk=claim.claimant_id).update(is_kept_from_search=True)

    assert reviews(client, claim) == []


def test_no_text_ends_the_element_that_it_stands_in(client: Client, make: Maker) -> None:
    quote = 'He said </script><script>alert(1)</script> & "so"'
    claim = make.published(quote=quote)
    make.ruled(claim, "missed", can_no_longer_happen=True)

    page = client.get(claim.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert reviews(client, claim)[0]["itemReviewed"]["text"] == quote
