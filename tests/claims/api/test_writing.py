"""Programs write with a token: as far as its owner may, by the desk's rules, and on the same record."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from claims import editorial
from claims.accounts import tokens
from claims.models import ApiToken, Claim, Evidence, User
from tests.config.test_rights import MATRIX, ROLES
from tests.conftest import _person
from tests.makers import Maker, actions

DRAFT: dict[str, object] = {
    "claimant": "mara-lindt",
    "statement": "The tunnel opens by the end of 2027.",
    "statement_language": "en",
    "quote": "Der Tunnel ist bis Ende 2027 fertig.",
    "language": "de",
    "said_on": "2026-03-02",
    "horizon": "bis Ende 2027",
    "source": {"publisher": "Morgenblatt", "published_on": "2026-03-02", "title": "Talk"},
}
ARTICLE: dict[str, object] = {
    "address": "https://news.example/tunnel",
    "title": "The tunnel is dug",
    "publisher": "News",
}
SOURCE: dict[str, object] = {"publisher": "Abendpost", "published_on": "2026-03-03", "title": "Talk"}


def token_of(person: User, *, name: str = "Scraper", **may: bool) -> str:
    scopes = may or {"may_draft": True, "may_add_appearances": True, "may_suggest": True}
    return tokens.make(ApiToken(name=name, **scopes), owner=person, now=timezone.now())


def post(place: str, body: object, token: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    browser = Client(enforce_csrf_checks=True)
    return browser.post(f"/api/v1/{place}", body, content_type="application/json", headers=headers)


def draft_of(make: Maker, **changes: object) -> dict[str, object]:
    return DRAFT | {"claimant": make.facts.claimant.slug} | changes


def test_a_draft_is_logged_in_the_owners_name_and_not_published(make: Maker, ada: User) -> None:
    answer = post("claims", draft_of(make), token_of(ada))

    assert answer.status_code == 201, answer.content
    claim = Claim.objects.get(pk=answer.json()["id"])
    assert (claim.state, claim.created_by, str(claim.closes_on)) == ("draft", ada, "2027-12-31")
    assert answer.json()["desk"] == f"/admin/claims/claim/{claim.pk}/change/"
    assert actions(f"claim:{claim.pk}") == ["logged", "appeared"]
    assert answer["Cache-Control"] == "no-store"


def test_the_same_draft_sent_twice_is_one(make: Maker, ada: User) -> None:
    token = token_of(ada)

    first, second = (post("claims", draft_of(make), token).json()["id"] for _ in range(2))

    assert first == second


def test_an_appearance_and_a_suggestion_join_the_claim(make: Maker, ada: User) -> None:
    claim, token = make.published(), token_of(ada)

    appeared = post(f"claims/{claim.pk}/appearances", SOURCE, token)
    suggested = post(f"claims/{claim.pk}/evidence", ARTICLE, token)
    again = post(f"claims/{claim.pk}/evidence", ARTICLE, token)

    assert (appeared.status_code, suggested.status_code, again.status_code) == (201, 201, 409)
    evidence = Evidence.objects.get(pk=suggested.json()["id"])
    assert evidence.status == "suggested"
    assert claim.appearances.count() == 2
    assert actions(f"claim:{claim.pk}")[-2:] == ["appeared", "suggested"]
    assert editorial.accept_evidence(evidence=evidence, stance="supports", by=ada).status == "accepted"


@pytest.mark.parametrize("role", ROLES)
def test_the_door_gives_no_right_that_the_role_has_not(make: Maker, role: str) -> None:
    token, draft = token_of(_person("person", role)), make.draft()

    drafted = post("claims", draft_of(make), token)
    appeared = post(f"claims/{draft.pk}/appearances", SOURCE, token)
    suggested = post(f"claims/{draft.pk}/evidence", ARTICLE, token)

    assert (drafted.status_code == 201) == (MATRIX["`log_claim`"][role] == "yes")
    assert (appeared.status_code == 201) == (MATRIX["`add_appearance`"][role] == "yes")
    assert (suggested.status_code == 201) == (MATRIX["`log_claim`"][role] == "yes")
    refused = {answer.status_code for answer in (drafted, appeared, suggested)} - {201}
    assert refused <= {403}


def test_a_token_does_only_what_it_was_made_for(make: Maker, ada: User) -> None:
    claim, token = make.published(), token_of(ada, may_suggest=True)

    assert post("claims", draft_of(make), token).status_code == 403
    assert post(f"claims/{claim.pk}/appearances", SOURCE, token).status_code == 403
    assert post(f"claims/{claim.pk}/evidence", ARTICLE, token).status_code == 201


def test_without_a_token_that_works_nothing_is_written(make: Maker, ada: User) -> None:
    revoked, closed = token_of(ada), token_of(_person("gone", "editor"))
    ApiToken.objects.filter(owner=ada).update(revoked_at=timezone.now())
    User.objects.filter(username="gone").update(is_active=False)
    browser = Client()
    browser.force_login(ada)

    answers = [post("claims", draft_of(make), token) for token in ("", "nonsense", revoked, closed)]
    answers.append(browser.post("/api/v1/claims", draft_of(make), content_type="application/json"))

    assert {answer.status_code for answer in answers} == {401}
    assert answers[0]["WWW-Authenticate"] == "Bearer"
    assert answers[0]["Content-Type"] == "application/problem+json"
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"claimant": "nobody"}, "claimant"),
        ({"topics": ["none"]}, "topics"),
        ({"opens_on": "2026-04-01"}, "opens_on"),
        ({"said_on": "2999-01-01"}, "said_on"),
        ({"statement": ""}, "statement"),
        ({"statement": "a\0b"}, "statement"),
        ({"quote": "\ud800"}, "quote"),
        ({"firmness": "surely"}, "firmness"),
        ({"statment": "x"}, "statment"),
    ],
)
def test_what_is_wrong_is_named(make: Maker, ada: User, changes: dict[str, object], field: str) -> None:
    answer = post("claims", draft_of(make, **changes), token_of(ada))

    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == [field]
    assert Claim.objects.count() == 0


def test_what_is_held_back_or_not_there_is_not_found(make: Maker, ada: User, dora: User) -> None:
    held, token = make.published(), token_of(ada)
    editorial.hold(thing=held, office="A court", reason="It asks.", by=dora)

    for number in (held.pk, 10**6, 10**30):
        assert post(f"claims/{number}/evidence", ARTICLE, token).status_code == 404


def test_a_body_that_is_no_json_is_told_so(make: Maker, ada: User) -> None:
    assert post("claims", "{", token_of(ada)).status_code == 400


def test_an_address_says_by_which_methods_it_is_asked(make: Maker, ada: User) -> None:
    claim, token = make.published(), token_of(ada)
    reading = post("claimants", {}, token)
    writing = Client().get(f"/api/v1/claims/{claim.pk}/evidence")

    assert (reading.status_code, reading["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (writing.status_code, writing["Allow"]) == (405, "POST, OPTIONS")
