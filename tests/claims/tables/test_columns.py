from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from claims import editorial
from claims.models import Claim, Topic, User
from claims.tables.columns import TOGETHER, chunks_of, headings
from tests.makers import Maker

WHY = {"office": "Landgericht Elbstadt", "reason": "An injunction came in."}


def rows() -> list[dict[str, object]]:
    claims = Claim.objects.order_by("pk")
    return [dict(zip(headings(), row, strict=True)) for chunk in chunks_of(claims) for row in chunk]


def test_a_row_has_what_the_desk_sees(make: Maker, ada: User) -> None:
    topics = (Topic.objects.create(name="Rail", slug="rail"), Topic.objects.create(name="Elbe", slug="elbe"))
    claim = make.published(topics=topics, assigned_to=ada)

    (row,) = rows()

    assert row["Claim number"] == claim.pk
    assert row["Statement"] == claim.statement
    assert (row["Window opens on"], row["Window closes on"]) == (date(2026, 3, 2), date(2026, 12, 31))
    assert set(str(row["Topics"]).split("; ")) == {"Rail", "Elbe"}
    assert (row["Editorial state"], row["Outcome"], row["Assigned to"]) == ("Published", "Pending", str(ada))
    assert (row["Publisher"], row["Published on"]) == ("Morgenblatt", date(2026, 3, 2))
    assert str(row["Public address"]).endswith(claim.get_absolute_url())


def test_a_draft_has_no_public_address(make: Maker) -> None:
    make.draft()
    assert (rows()[0]["Public address"], rows()[0]["Public since"]) == ("", None)


def test_of_what_is_held_back_there_is_the_number_alone(make: Maker, dora: User) -> None:
    held, open_to_all = make.published(), make.published()
    editorial.hold(thing=held, by=dora, **WHY)

    first, second = rows()

    assert {name: cell for name, cell in first.items() if cell is not None} == {
        "Claim number": held.pk,
        "Editorial state": "Held back",
    }
    assert second["Statement"] == open_to_all.statement


def test_a_held_claimant_has_no_row_with_words(make: Maker, dora: User) -> None:
    claim = make.published()
    editorial.hold(thing=claim.claimant, by=dora, **WHY)
    assert claim.claimant.name not in str(rows())


def test_a_held_appearance_is_left_out(make: Maker, dora: User) -> None:
    claim = make.published()
    editorial.hold(thing=claim.appearances.get(), by=dora, **WHY)
    assert (rows()[0]["Publisher"], rows()[0]["Address"]) == (None, None)


def test_headings_are_in_the_readers_language() -> None:
    with translation.override("de"):
        assert headings()[:3] == ["Nummer der Vorhersage", "Urheber", "Aussage"]


def test_more_claims_take_no_more_queries(make: Maker) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            rows()
        return len(asked)

    make.draft()
    few = queries()
    for _ in range(5):
        make.draft()
    assert queries() == few <= 6
    assert TOGETHER > 6
