"""The four points before publication, each with its reason from the record."""

from claims import checklist, editorial
from claims.checklist import Point
from claims.models import Claim
from tests.makers import Maker, actions


def points(claim: Claim) -> dict[str, Point]:
    return {point.name: point for point in checklist.points_of(claim, claim.appearances.all())}


def test_each_point_has_its_reason_from_the_record(make: Maker) -> None:
    claim = make.draft()

    found = points(claim)

    assert all(point.holds for point in found.values())
    assert found["checkable"].reason == claim.checkable
    assert found["sourced"].reason.startswith("Morgenblatt, 2 March 2026, https://morgenblatt.example/")
    assert found["dated"].reason == "“bis Ende 2026”: 2 March 2026 – 31 December 2026"
    assert found["criteria"].reason == claim.criteria


def test_what_is_missing_does_not_hold(make: Maker) -> None:
    claim = make.draft(horizon="bald", criteria=" ", checkable="")

    assert {name for name, point in points(claim).items() if not point.holds} == {
        "checkable",
        "dated",
        "criteria",
    }


def test_a_place_that_nobody_can_find_is_no_source(make: Maker) -> None:
    claim = make.draft()
    place = claim.appearances.get()
    place.address = place.title = ""

    assert not checklist.points_of(claim, [place])[1].holds


def test_the_reason_given_at_publication_is_kept_in_the_log(make: Maker) -> None:
    claim = editorial.publish_claim(
        claim=make.draft(checkable=""), by=make.editor, checkable=" The road authority says so. "
    )

    assert claim.checkable == "The road authority says so."
    assert actions(f"claim:{claim.pk}")[-2:] == ["checked", "published"]
