"""Readers' own programs subscribe to claims, verdicts and corrections: read here by feedparser, as they do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import editorial
from claims.models import Claim, Claimant, Forgetting, Topic, User
from tests.conftest import NOW
from tests.makers import Maker


def read(client: Client, path: str) -> Any:
    """The feed as a feed reader takes it, well-formed."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert found.version == "atom10"
    return found


def titles(client: Client, path: str) -> list[str]:
    return [entry.title for entry in read(client, path).entries]


def test_a_new_claim_comes_with_its_whole_text(client: Client, claim: Claim) -> None:
    found = read(client, "/en/feeds/claims.atom")
    (entry,) = found.entries
    text = entry.content[0].value

    assert entry.title == f"Mara Lindt: {claim.statement}"
    assert entry.link.endswith(claim.get_absolute_url())
    for told in (claim.quote, claim.horizon, claim.criteria, "https://morgenblatt.example/interview/1"):
        assert told in text
    assert found.feed.links[1].href == "http://localhost:8000/en/feeds/claims.atom"


def test_each_language_has_its_feed_and_the_same_ids(client: Client, claim: Claim) -> None:
    english, german = (read(client, f"/{language}/feeds/claims.atom") for language in ("en", "de"))

    assert (english.feed.language, german.feed.language) == ("en", "de")
    assert german.entries[0].link.startswith("http://localhost:8000/de/claims/")
    assert "Gesagt am" in german.entries[0].content[0].value
    assert english.entries[0].id == german.entries[0].id == f"tag:localhost,2026:claim-{claim.pk}"
    assert english.feed.id != german.feed.id


def test_a_corrected_claim_keeps_its_id_and_is_newer(
    client: Client, claim: Claim, make: Maker, ada: User
) -> None:
    before = read(client, "/en/feeds/claims.atom").entries[0]
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        editorial.revise_claim(
            reason="A slip.", claim=claim, facts=replace(make.facts, statement="Cars cross."), by=ada
        )
    after = read(client, "/en/feeds/claims.atom").entries[0]

    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated > before.updated
    assert after.title == "Mara Lindt: Cars cross."


def test_verdicts_and_corrections_stand_apart(client: Client, claim: Claim, make: Maker) -> None:
    make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    make.ruled(claim, "missed", can_no_longer_happen=True)

    assert titles(client, "/en/feeds/verdicts.atom") == [
        f"Missed: Mara Lindt: {claim.statement}",
        f"Confirmed: Mara Lindt: {claim.statement}",
    ]
    assert titles(client, "/en/feeds/corrections.atom") == [
        f"Verdict replaced: Mara Lindt: {claim.statement}"
    ]
    assert len(titles(client, "/en/feeds/claims.atom")) == 1


def test_a_verdict_comes_with_its_reasons_and_what_it_rests_on(
    client: Client, claim: Claim, make: Maker
) -> None:
    verdict = make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
    text = read(client, "/en/feeds/verdicts.atom").entries[0].content[0].value

    assert verdict.reasoning in text
    assert verdict.evidence.get().address in text


def test_a_topic_and_a_claimant_have_their_own(client: Client, make: Maker, ada: User) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    other = editorial.save_claimant(claimant=Claimant(name="Orla Pemberwick"), by=ada)
    make.ruled(
        make.published(topics=(topic,), statement="Of the topic."), "missed", can_no_longer_happen=True
    )
    make.ruled(make.published(claimant=other, statement="Of Orla."), "missed", can_no_longer_happen=True)

    assert titles(client, "/en/feeds/topics/energy/claims.atom") == ["Mara Lindt: Of the topic."]
    assert titles(client, "/en/feeds/topics/energy/verdicts.atom") == ["Missed: Mara Lindt: Of the topic."]
    of_orla = read(client, "/en/feeds/claimants/orla-pemberwick/claims.atom")
    assert [entry.title for entry in of_orla.entries] == ["Orla Pemberwick: Of Orla."]
    assert of_orla.feed.title == "Foresaid – New claims: Orla Pemberwick"
    assert of_orla.feed.link.endswith("/en/claimants/orla-pemberwick/")
    assert titles(client, "/en/feeds/claimants/orla-pemberwick/corrections.atom") == []


def test_a_search_has_its_own_feed_newest_first_whatever_its_order(
    client: Client, make: Maker, ada: User
) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    make.published(topics=(topic,), statement="A windmill turns.")
    make.published(topics=(topic,), statement="A dam holds.")
    make.published(statement="A windmill stands.")

    found = read(client, "/en/feeds/search.atom?sort=closes&q=windmill&topic=energy&after=x")
    assert [entry.title for entry in found.entries] == ["Mara Lindt: A windmill turns."]
    assert found.feed.title == "Foresaid – New claims: windmill, Energy"
    assert found.feed.id == "tag:localhost,2026:/en/feeds/search.atom?q=windmill&topic=energy"
    assert found.feed.link.endswith("/en/claims/?q=windmill&topic=energy")
    assert titles(client, "/en/feeds/search.atom?topic=energy") == [
        "Mara Lindt: A dam holds.",
        "Mara Lindt: A windmill turns.",
    ]


def test_a_search_that_is_not_understood_is_named_and_no_feed(client: Client, claim: Claim) -> None:
    answer = client.get("/en/feeds/search.atom?outcome=banana")

    assert answer.status_code == 400
    assert answer.content.decode().startswith("Outcome: ")


def test_the_list_of_claims_links_the_feed_of_what_is_searched(client: Client, claim: Claim) -> None:
    address = "/en/feeds/search.atom?q=bridge"

    assert client.get("/en/claims/?q=bridge&sort=closes").content.decode().count(address) == 2
    assert "search.atom" not in client.get("/en/claims/").content.decode()


def test_a_withdrawn_claim_leaves_the_feed_and_is_a_correction(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    editorial.withdraw_claim(claim=claim, reason="Never said so.", by=dora)

    assert titles(client, "/en/feeds/claims.atom") == titles(client, "/en/feeds/verdicts.atom") == []
    (entry,) = read(client, "/en/feeds/corrections.atom").entries
    assert "Never said so." in entry.content[0].value


def test_of_what_is_held_back_a_feed_tells_only_that_it_is(
    client: Client, claim: Claim, make: Maker, dora: User
) -> None:
    make.ruled(claim, "missed", can_no_longer_happen=True)
    editorial.hold(thing=claim, office="Chief", reason="A court asks.", by=dora)

    assert titles(client, "/en/feeds/claims.atom") == titles(client, "/en/feeds/verdicts.atom") == []
    assert titles(client, "/en/feeds/corrections.atom") == ["Held back"]
    assert client.get("/en/feeds/claimants/mara-lindt/claims.atom").status_code == 404


def test_the_feed_of_a_claimant_who_is_held_back_is_gone(
    client: Client, claim: Claim, claimant: Claimant, dora: User
) -> None:
    editorial.hold(thing=claimant, office="Chief", reason="A court asks.", by=dora)

    answer = client.get("/en/feeds/claimants/mara-lindt/claims.atom")
    assert answer.status_code == 410
    assert claimant.name not in answer.content.decode()


def test_the_feed_of_a_claimant_who_was_merged_leads_to_the_others(
    client: Client, make: Maker, ada: User, dora: User, claimant: Claimant
) -> None:
    other = editorial.save_claimant(claimant=Claimant(name="M. Lindt"), by=ada)
    make.published(claimant=other)
    editorial.merge_claimants(claimant=other, into=claimant, reason="One person.", by=dora)

    answer = client.get("/en/feeds/claimants/m-lindt/verdicts.atom")
    assert answer["Location"] == "/en/feeds/claimants/mara-lindt/verdicts.atom"


def test_what_was_withheld_makes_the_entry_newer_so_that_readers_take_it_anew(
    client: Client, claim: Claim, dora: User
) -> None:
    forgetting = Forgetting.objects.create(
        kind="field", office="Chief", reason="Asked.", by=dora, at=NOW, done_at=NOW + timedelta(days=3)
    )
    forgetting.claimants.add(claim.claimant)

    (entry,) = read(client, "/en/feeds/claims.atom").entries
    assert entry.updated.startswith("2026-06-20")
    assert titles(client, "/en/feeds/claimants/mara-lindt/corrections.atom") == ["Withheld by law"]


def test_a_feed_has_the_newest_fifty(client: Client, make: Maker) -> None:
    for number in range(51):
        make.published(statement=f"Number {number}.")

    found = titles(client, "/en/feeds/claims.atom")
    assert len(found) == 50
    assert found[0] == "Mara Lindt: Number 50."


def test_markup_and_control_characters_in_a_text_break_no_feed(client: Client, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(
        statement="A <b>\x0b & ]]> \ufffe end", quote="<script>x</script>"
    )

    (entry,) = read(client, "/en/feeds/claims.atom").entries
    assert "&lt;b&gt; &amp; ]]&gt;  end" in client.get("/en/feeds/claims.atom").content.decode()
    assert "<script>" not in entry.content[0].value


def test_who_has_the_feed_already_gets_no_second_one(client: Client, claim: Claim) -> None:
    first = client.get("/en/feeds/claims.atom")
    second = client.get("/en/feeds/claims.atom", headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 304
    assert first["X-Robots-Tag"] == "noindex"


def test_an_empty_feed_is_the_same_each_time(client: Client, db: None) -> None:
    with time_machine.travel(NOW, tick=False):
        first = client.get("/en/feeds/claims.atom").content
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert client.get("/en/feeds/claims.atom").content == first


@pytest.mark.parametrize("place", ["", "topics/energy/", "claimants/mara-lindt/"])
@pytest.mark.parametrize("kind", ["claims", "verdicts", "corrections"])
def test_a_feed_takes_a_fixed_number_of_queries(
    client: Client,
    make: Maker,
    ada: User,
    place: str,
    kind: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    topic = editorial.save_topic(topic=Topic(name="Energy"), by=ada)
    for _number in range(4):
        claim = make.published(topics=(topic,))
        make.ruled(claim, "confirmed", happened_on=date(2026, 6, 1))
        make.ruled(claim, "missed", can_no_longer_happen=True)

    with django_assert_max_num_queries(8):
        assert titles(client, f"/en/feeds/{place}{kind}.atom")


def test_the_feed_of_a_search_takes_a_fixed_number_of_queries(
    client: Client, make: Maker, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(4):
        make.published(statement="A windmill turns.")

    with django_assert_max_num_queries(14):
        found = read(client, "/en/feeds/search.atom?q=windmill&claimant=mara-lindt")
    assert len(found.entries) == 4
    assert found.feed.title == "Foresaid – New claims: windmill, Mara Lindt"
