"""Where an address of the site stands in a copy."""

import pytest
from pytest_django import Settings

from claims.copying.places import place_of


@pytest.mark.parametrize(
    ("address", "file", "rest"),
    [
        ("/en/", "en/index.html", ""),
        ("/de/?topic=energy&count=half", "de/topic-energy.count-half.html", ""),
        ("/en/claims/?topic=energy", "en/claims/index.html", "?topic=energy"),
        ("/en/claims/?after=2026-01-01~7", "en/claims/index.html", ""),
        ("/en/claims/?block=3", "en/claims/block-3.html", ""),
        ("/en/claims/7/the-words/#verdicts", "en/claims/7/index.html", "#verdicts"),
        ("/en/claims/7/the-words/record.json", "record/claims/7/record.json", ""),
        ("/en/claimants/mara-lindt/", "en/claimants/mara-lindt/index.html", ""),
        ("/en/claimants/mara-lindt/?count=late", "en/claimants/mara-lindt/count-late.html", ""),
        ("/en/corrections/?claim=7", "en/claims/7/index.html", "#notices"),
        ("/en/corrections/?kind=held&after=x", "en/corrections/kind-held.after-x.html", ""),
        ("/en/feeds/deadlines.ics?claim=7", "en/claims/7/deadline.ics", ""),
        ("/en/feeds/topics/energy/claims.atom", "en/feeds/topics/energy/claims.atom", ""),
        ("/record/checkpoints/12", "record/checkpoints/12.txt", ""),
        ("/record/checkpoints/12/note", "record/checkpoints/12.note", ""),
        ("/record/checkpoints/12/1.tsr", "record/checkpoints/12.1.tsr", ""),
        ("/static/claims/site.css", "static/claims/site.css", ""),
    ],
)
def test_each_address_has_its_file(address: str, file: str, rest: str) -> None:
    place = place_of(address)

    assert place is not None
    assert (place.file, place.rest) == (file, rest)


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/account/login/", "/en/feeds/search.atom?q=x", "/api/v1/claims", "/metrics", "/fr/"],
)
def test_what_needs_a_server_or_an_account_has_none(address: str) -> None:
    assert place_of(address) is None


def test_no_query_leads_out_of_the_folder() -> None:
    place = place_of("/en/?topic=../../../etc/passwd")

    assert place is not None
    assert ".." not in place.file


def test_a_logo_keeps_its_kind(settings: Settings) -> None:
    settings.LOGO = "/somewhere/logo.svg"

    assert place_of("/house/logo").file == "house/logo.svg"  # type: ignore[union-attr]
