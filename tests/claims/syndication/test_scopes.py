"""What a feed is of, and what is said where none such is public."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from claims import editorial
from claims.models import Claim, Claimant, Topic, User
from claims.syndication.scopes import EVERYTHING, Scope, door
from tests.makers import Maker

WHY = {"reason": "An injunction came in.", "office": "Landgericht Elbstadt"}


@pytest.fixture
def topic(ada: User) -> Topic:
    return editorial.save_topic(topic=Topic(name="Energy"), by=ada)


def test_each_scope_has_its_name_its_page_and_its_rows(make: Maker, topic: Topic, ada: User) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="Orla Pemberwick"), by=ada)
    of_topic, of_other = make.published(topics=(topic,)), make.published(claimant=other)
    told = {
        scope: (scope.name, scope.path, set(scope.narrow(Claim.objects.public())))
        for scope in (EVERYTHING, Scope(topic=topic), Scope(claimant=other))
    }
    assert [*told.values()] == [
        ("", "/en/claims/", {of_topic, of_other}),
        ("Energy", "/en/claims/?topic=energy", {of_topic}),
        ("Orla Pemberwick", other.get_absolute_url(), {of_other}),
    ]


def test_search_engines_are_sent_to_the_pages(rf: RequestFactory) -> None:
    @door
    def answer(request: HttpRequest, scope: Scope) -> HttpResponse:
        return HttpResponse(scope.name)

    response = answer(rf.get("/"))
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "no-cache")
    assert answer(rf.post("/")).status_code == 405


@pytest.mark.parametrize("of", ["topics/energy", "claimants/nobody"])
def test_of_what_is_not_public_there_is_no_feed(client: Client, topic: Topic, of: str) -> None:
    assert client.get(f"/en/feeds/{of}/claims.atom").status_code == 404


def test_a_merged_claimants_feed_is_that_of_who_stays(
    client: Client, claim: Claim, ada: User, dora: User
) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="M. Lindt"), by=ada)
    editorial.merge_claimants(claimant=other, into=claim.claimant, reason="One person.", by=dora)
    answer = client.get("/en/feeds/claimants/m-lindt/claims.atom")
    assert (answer.status_code, answer["Location"]) == (302, "/en/feeds/claimants/mara-lindt/claims.atom")
    editorial.hold(thing=claim.claimant, by=dora, **WHY)
    assert client.get("/en/feeds/claimants/m-lindt/claims.atom").status_code == 410
