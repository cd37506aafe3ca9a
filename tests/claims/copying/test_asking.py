from django.test import Client

from claims.copying.asking import ask, language_of, request_for
from claims.models import Claim
from tests.makers import Maker


def test_the_site_answers_as_it_does_to_a_reader(client: Client, claim: Claim) -> None:
    answer = ask(claim.get_absolute_url())
    assert (answer.status, answer.leads_to) == (200, "")
    assert claim.quote in answer.body.decode()


def test_another_slug_leads_to_the_right_one(claim: Claim) -> None:
    answer = ask(f"/de/claims/{claim.pk}/other/")
    assert answer.status in {301, 302}
    assert answer.leads_to == claim.get_absolute_url().replace("/en/", "/de/")


def test_of_a_draft_there_is_the_page_that_says_so(make: Maker) -> None:
    draft = make.draft()
    answer = ask(f"/en/claims/{draft.pk}/x/")
    assert answer.status == 404
    assert draft.statement not in answer.body.decode()


def test_it_asks_for_a_copy_and_for_nobody_in_particular() -> None:
    request = request_for("/de/claims/?sort=closes")
    assert (request.GET["sort"], request.LANGUAGE_CODE) == ("closes", "de")
    assert not request.user.is_authenticated


def test_a_page_without_a_language_is_english() -> None:
    assert [language_of(address) for address in ("/de/x/", "/en/", "/record/key", "/")] == [
        "de",
        "en",
        "en",
        "en",
    ]
