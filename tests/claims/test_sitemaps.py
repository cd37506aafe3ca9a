"""What search engines are told, and what they are not."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from claims import editorial, sitemaps
from claims.models import Claim, Claimant, Topic, User
from tests.makers import Maker

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return [str(each.text) for each in ElementTree.fromstring(answer.content).iter(f"{SPACE}loc")]


@pytest.mark.django_db
def test_robots_names_the_sitemap_and_keeps_engines_from_the_desk(client: Client, settings: Settings) -> None:
    text = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml\n" in text
    assert "Disallow: /admin/\n" in text
    assert not re.search(r"Disallow: /(en|de)?/?\n", text)


def test_everything_listed_is_there_in_both_languages(
    client: Client, claim: Claim, settings: Settings
) -> None:
    found = [
        place for each in locations(client, "/sitemap.xml") for place in locations(client, path_of(each))
    ]

    assert {f"{settings.SITE_URL}/{code}/" for code in ("en", "de")} <= set(found)
    assert any(place.endswith(claim.get_absolute_url().removeprefix("/en")) for place in found)
    assert sum("/mara-lindt/" in place for place in found) == 2
    for place in found:
        assert client.get(path_of(place)).status_code == 200, place


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def test_drafts_what_is_held_and_what_is_kept_from_search_are_in_none(
    client: Client, make: Maker, ada: User, dora: User, claim: Claim
) -> None:
    shy = editorial.save_claimant(claimant=Claimant(name="Shy Person", is_kept_from_search=True), by=ada)
    hidden = [make.draft(), make.published(claimant=shy), make.published()]
    editorial.hold(thing=hidden[2], office="A court", reason="Order", by=dora)

    found = [
        place for each in locations(client, "/sitemap.xml") for place in locations(client, path_of(each))
    ]

    assert any(f"/claims/{claim.pk}/" in place for place in found)
    assert not any(f"/claims/{each.pk}/" in place for each in hidden for place in found)
    assert not any("shy-person" in place for place in found)


def test_a_page_has_a_range_of_numbers_and_the_next_one_goes_on(
    client: Client,
    make: Maker,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(sitemaps, "ROWS_PER_PAGE", 2)
    claims = [make.published() for _each in range(5)]
    pages = [path_of(each) for each in locations(client, "/sitemap.xml") if "sitemap-claims-" in each]

    found = [place for page in pages for place in locations(client, page)]

    assert len(found) == 2 * len(claims)
    assert all(sum(f"/claims/{claim.pk}/" in place for place in found) == 2 for claim in claims)
    assert client.get(f"/sitemap-claims-{len(pages)}.xml").status_code == 404
    with django_assert_num_queries(2):
        client.get(pages[-1])


def test_topics_are_listed_while_something_of_them_is_public(client: Client, claim: Claim) -> None:
    for name in ("Bridges", "Dams"):
        Topic.objects.create(name=name, slug=name.lower())
    claim.topics.add(Topic.objects.get(slug="bridges"))

    found = locations(client, "/sitemap-pages.xml")

    assert sum("/topics/bridges/" in place for place in found) == 2
    assert not [place for place in found if "/topics/dams/" in place]
