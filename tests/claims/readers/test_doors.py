"""Pages on which readers ask to be told."""

import pytest
from django.test import Client
from pytest_django import Settings

from claims import editorial
from claims.models import Claim, Topic, User, Wish
from claims.readers import doors, links, wishes
from tests.conftest import NOW
from tests.makers import Maker

JO = "jo@reader.example"


def page(claim: Claim, language: str = "en") -> str:
    return f"/{language}/follow/claims/{claim.pk}/"


@pytest.fixture
def wish(claim: Claim) -> Wish:
    wishes.ask(JO, claim, language="de", now=NOW)
    return Wish.objects.get()


def test_a_reader_asks_from_the_claims_page(claim: Claim) -> None:
    client = Client(enforce_csrf_checks=True)
    assert page(claim) in client.get(claim.get_absolute_url()).content.decode()
    form = client.get(page(claim))

    answer = client.post(page(claim), {"address": JO}, follow=True)

    assert claim.statement in form.content.decode()
    assert "Look into your mail" in answer.content.decode()
    made = Wish.objects.get()
    assert (made.address, made.claim, made.language, made.stage) == (JO, claim, "en", Wish.Stage.NEW)


def test_no_page_of_it_sets_a_cookie_or_holds_a_token(client: Client, claim: Claim) -> None:
    answers = [client.get(page(claim)), client.post(page(claim), {"address": JO}), client.get(page(claim))]

    assert [answer.cookies for answer in answers] == [{}, {}, {}]
    assert b"csrf" not in answers[0].content
    assert answers[0].content == answers[2].content


def test_the_language_of_the_page_is_that_of_the_mails(client: Client, claim: Claim) -> None:
    client.post(page(claim, "de"), {"address": JO})
    assert Wish.objects.get().language == "de"


def test_a_claimant_and_a_topic_are_followed_too(client: Client, claim: Claim, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    claim.topics.add(topic)
    for path in (f"/en/follow/claimants/{claim.claimant.slug}/", f"/en/follow/topics/{topic.slug}/"):
        assert client.post(path, {"address": JO}).status_code == 302

    assert [wish.about for wish in Wish.objects.order_by("pk")] == [claim.claimant, topic]
    assert f"/en/follow/topics/{topic.slug}/" in client.get("/en/claims/?topic=energy").content.decode()
    assert "/en/follow/claimants/" in client.get(claim.claimant.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "address", ["", "jo", "jo@", "jo@reader.example\nBcc: all@reader.example", "x" * 300]
)
def test_what_is_no_address_is_named_at_its_field(client: Client, claim: Claim, address: str) -> None:
    answer = client.post(page(claim), {"address": address})

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert 'id="id_address_error"' in answer.content.decode()
    assert not Wish.objects.exists()


def test_what_is_known_of_an_address_is_told_to_nobody(client: Client, claim: Claim) -> None:
    first = client.post(page(claim), {"address": JO})
    again = client.post(page(claim), {"address": JO})

    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])


def test_who_asks_too_often_is_told_so(client: Client, make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "MOST_AN_HOUR", 1)
    claims = [make.published(), make.published()]
    answers = [client.post(page(claim), {"address": f"{claim.pk}@reader.example"}) for claim in claims]

    assert [answer.status_code for answer in answers] == [302, 429]
    assert "try again in" in answers[1].content.decode()
    assert Wish.objects.count() == 1


def test_an_address_with_too_many_wishes_is_told_why(client: Client, make: Maker) -> None:
    for _each in range(wishes.MOST_UNCONFIRMED):
        wishes.ask(JO, make.published(), language="en", now=NOW)
    answer = client.post(page(make.published()), {"address": JO})

    assert answer.status_code == 429
    assert "wait for a confirmation" in answer.content.decode()


def test_of_a_decided_claim_nobody_is_told_any_more(client: Client, claim: Claim, make: Maker) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    answer = client.post(page(claim), {"address": JO})

    assert "This claim is decided already." in answer.content.decode()
    assert not Wish.objects.exists()
    assert page(claim) not in client.get(claim.get_absolute_url()).content.decode()


def test_what_readers_may_not_see_cannot_be_followed(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    draft = make.draft()
    assert client.post(page(draft), {"address": JO}).status_code == 404
    assert client.post("/en/follow/claimants/nobody/", {"address": JO}).status_code == 404
    assert client.post("/en/follow/topics/nothing/", {"address": JO}).status_code == 404
    editorial.hold(thing=claim, office="A court", reason="Asked.", concerns="Mara", by=dora)
    assert client.post(page(claim), {"address": JO}).status_code == 410
    editorial.hold(thing=claim.claimant, office="A court", reason="Asked.", concerns="Mara", by=dora)
    held = client.post(f"/en/follow/claimants/{claim.claimant.slug}/", {"address": JO})
    assert held.status_code in {404, 410}
    assert not Wish.objects.exists()


def test_where_no_mail_goes_out_nothing_is_offered(client: Client, claim: Claim, settings: Settings) -> None:
    settings.FOLLOW_BY_MAIL = False

    assert client.get(page(claim)).status_code == 404
    assert client.get("/en/follow/asked/").status_code == 404
    assert "/follow/" not in client.get(claim.get_absolute_url()).content.decode()


def test_a_look_at_the_link_confirms_nothing(client: Client, wish: Wish) -> None:
    """Mail programs look at links before their readers do."""
    address = links.confirm_address(wish)
    seen = client.get(address)
    wish.refresh_from_db()
    assert "Waren Sie das?" in seen.content.decode()
    assert wish.confirmed_at is None

    answer = client.post(address)

    wish.refresh_from_db()
    assert wish.stage == "confirmed"
    assert "Sie erfahren es" in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert client.post(address).status_code == 200


def test_one_click_of_a_mail_program_deletes_the_wish(wish: Wish) -> None:
    program = Client(enforce_csrf_checks=True)
    address = links.stop_address(wish)
    assert "Keine solchen Mails mehr?" in program.get(address).content.decode()
    assert Wish.objects.exists()

    answer = program.post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not Wish.objects.exists()
    assert program.post(address).status_code == 200


@pytest.mark.parametrize("name", ["confirm", "stop"])
def test_a_broken_link_says_so_and_nothing_else(client: Client, db: None, name: str) -> None:
    answer = client.get(f"/follow/{name}/broken/")

    assert answer.status_code == 200
    assert "broken" not in answer.content.decode()
