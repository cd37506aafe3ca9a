"""Pages by key: every row once, forwards and back, whatever its order, and nonsense is named."""

from datetime import date, timedelta

import pytest

from claims import editorial, paging
from claims.models import Claim, Claimant, User
from claims.search import SORTS
from tests.makers import Maker


@pytest.fixture
def claims(make: Maker) -> list[Claim]:
    """Seven, of which some share their days: only the number tells those apart."""
    days = [date(2026, 8, 1) + timedelta(days=each // 3) for each in range(7)]
    return [make.published(by_hand=(date(2026, 3, 2), day)) for day in days]


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize("order", SORTS.values(), ids=str)
def test_every_row_stands_on_one_page_forwards_and_back(order: tuple[str, ...]) -> None:
    rows = Claim.objects.all()
    whole = list(rows.order_by(*order))

    pages = [paging.page_of(rows, order, {}, size=3)]
    while pages[-1].next:
        pages.append(paging.page_of(rows, order, {"after": pages[-1].next}, size=3))
    back = [paging.page_of(rows, order, {"before": each.previous}, size=3) for each in pages[1:]]

    assert [row for each in pages for row in each.rows] == whole
    assert [len(each.rows) for each in pages] == [3, 3, 1]
    assert [list(each.rows) for each in back] == [list(each.rows) for each in pages[:-1]]
    assert (back[0].previous, bool(back[1].previous), bool(back[0].next)) == ("", True, True)


def test_names_with_any_letter_are_keys(ada: User) -> None:
    for name in ("Ñandú & Co", "Özlem Ö", "zoë?", "Čapek"):
        editorial.save_claimant(claimant=Claimant(name=name), by=ada)
    order = ("sort_key", "pk")

    first = paging.page_of(Claimant.objects.all(), order, {}, size=2)
    last = paging.page_of(Claimant.objects.all(), order, {"after": first.next}, size=2)

    assert [*first.rows, *last.rows] == list(Claimant.objects.order_by(*order))


@pytest.mark.usefixtures("claims")
def test_a_row_that_comes_before_moves_no_page(make: Maker) -> None:
    order = SORTS[""]
    first = paging.page_of(Claim.objects.all(), order, {}, size=3)
    make.published()

    second = paging.page_of(Claim.objects.all(), order, {"after": first.next}, size=3)

    assert set(first.rows).isdisjoint(second.rows)


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    "key",
    [
        "x",
        "~",
        "2026-06-17~1",
        "2026-06-17T08:00:00~1",
        "\0~1",
        "9" * 500,
        f"2026-06-17T08:00:00+00:00~{2**70}",
    ],
)
def test_a_key_that_is_none_is_named_and_gives_the_first_page(key: str) -> None:
    page = paging.page_of(Claim.objects.all(), SORTS[""], {"after": key}, size=3)

    assert [text for _label, text in page.faults] == ["No page begins there."]
    assert list(page.rows) == list(Claim.objects.order_by(*SORTS[""])[:3])
    assert page.previous == ""


@pytest.mark.usefixtures("claims")
def test_beyond_so_many_rows_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert paging.count_of(Claim.objects.all()) == (7, False)

    monkeypatch.setattr(paging, "COUNTED", 6)
    assert paging.count_of(Claim.objects.all()) == (6, True)
