"""The board is read in parts, and each part is what the whole board says."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims import kept_board, kept_counts, scoreboard
from claims.comparing import Group
from claims.counting import CountingRule
from claims.models import BoardCounts, Claimant, ClaimantCounts, CountedClaim
from tests.conftest import NOW
from tests.makers import Maker

MINIMUM = 3


@pytest.fixture
def many(db: None) -> None:
    """Ninety who are compared, some of them far better or worse than most, and twenty with too few claims."""
    records = [
        *({"confirmed": 3 + number % 2, "missed": 3, "late": number % 3} for number in range(60)),
        *({"confirmed": 20, "partly": number % 2} for number in range(15)),
        *({"missed": 20, "late": number % 4} for number in range(15)),
        *({"confirmed": number % 3, "running": 1} for number in range(20)),
    ]
    for number, counts in enumerate(records):
        name = f"person {number * 37 % 110:03}"
        person = Claimant.objects.create(
            name=name.title(), name_key=name, twin_key=name, slug=name.replace(" ", "-")
        )
        Claimant.objects.filter(pk=person.pk).update(sort_key=name)
        ClaimantCounts.objects.create(claimant=person, sort_key=name, **counts)
    BoardCounts.objects.create(firmness="will", running=1)


def read(rule: CountingRule = CountingRule.STRICT) -> kept_board.KeptBoard:
    return kept_board.board_of_topic(None, rule=rule, minimum=MINIMUM)


def pages(board: kept_board.KeptBoard, group: str, way: str = "after") -> Iterator[kept_board.Section]:
    """All pages of a group, from the first on or from the last one back."""
    asked: dict[str, str] = {}
    while True:
        page = board.of_few(asked) if group == "few" else board.of_group(Group(group), asked)
        yield page
        key = page.next if way == "after" else page.previous
        if not key:
            return
        asked = {way: key}


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("rule", CountingRule)
def test_the_parts_are_those_of_the_whole_board_by_every_rule(rule: CountingRule) -> None:
    whole, board = scoreboard.standings(minimum=MINIMUM, rule=rule), read(rule)

    assert board.prior == whole.prior
    for group in Group:
        wanted = {each.claimant.name: each for each in whole.of_group(group)}
        found = [each for page in pages(board, group) for each in page.standings]
        assert {each.claimant.name: each for each in found} == wanted
        assert len(found) == len(wanted)
        rates = [each.place.estimate.rate for each in found if each.place]
        assert rates == sorted(rates, reverse=True)
    few = [each.claimant.name for page in pages(board, "few") for each in page.standings]
    assert sorted(few) == sorted(each.claimant.name for each in whole.too_few)


@pytest.mark.usefixtures("many")
def test_the_way_back_passes_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_board, "PER_PAGE", 7)
    board = read()
    forth = list(pages(board, "alike"))

    back = [forth[-1]]
    while back[-1].previous:
        back.append(board.of_group(Group.ALIKE, {"before": back[-1].previous}))

    assert len(forth) == 9
    shown = [[each.claimant.pk for each in page.standings] for page in forth]
    assert [[each.claimant.pk for each in page.standings] for page in reversed(back)] == shown
    assert (forth[0].previous, forth[-1].next) == ("", "")


@pytest.mark.usefixtures("many")
def test_the_first_page_has_ten_of_each_group_and_says_how_many_there_are() -> None:
    board = read()

    sections = {each.name: (each.number, len(each.standings)) for each in board.first()}

    assert sections == {"more": (15, 10), "alike": (60, 10), "less": (15, 10)}
    assert (board.few, sum(board.times.values())) == (20, 90)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    "key", ["x", "1~2~3", "1~0~a~1", "-1~2~a~1", "9~2~a~1", f"1~2~a~{2**63}", "1~2~\0~1"]
)
def test_a_key_that_is_none_gives_the_first_page_and_is_named(key: str) -> None:
    page = read().of_group(Group.ALIKE, {"after": key})

    assert len(page.standings) == 30
    assert [label for label, _text in page.faults] == ["Page"]


@pytest.mark.usefixtures("many")
def test_a_page_begins_also_after_a_record_that_nobody_has_any_longer() -> None:
    page = read().of_group(Group.ALIKE, {"after": "8~9~zz~1"})

    assert page.standings
    assert not page.faults


@pytest.mark.usefixtures("many")
def test_who_stands_elsewhere_by_another_rule_is_counted_and_named() -> None:
    own, shown = read(), read(CountingRule.LATE)

    listed, number = kept_board.moves(None, own=CountingRule.STRICT, shown=shown)

    places = [
        {
            each.claimant.pk: each.place.group
            for group in Group
            for page in pages(board, group)
            for each in page.standings
            if each.place
        }
        for board in (own, shown)
    ]
    other = {pk for pk, group in places[0].items() if places[1][pk] is not group}
    assert number == len(other)
    assert {move.claimant.pk for move in listed} <= other


@pytest.mark.usefixtures("many")
def test_the_pages_lead_from_one_to_the_next(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for query in ("", "?group=alike", "?group=few", "?count=late"):
        with django_assert_max_num_queries(10 if "count" not in query else 12):
            assert client.get(f"/en/{query}").status_code == 200
    first = client.get("/en/?group=alike&count=late")
    assert b"All groups" in first.content
    following = first.context["page"].next
    second = client.get("/en/?" + urlencode({"group": "alike", "count": "late", "after": following}))
    assert second.context["page"].previous
    wrong = client.get("/en/?group=best").content.decode()
    assert "“best” is no group of the board." in wrong


def test_a_reader_after_midnight_sees_the_new_day_though_no_job_ran(client: Client, make: Maker) -> None:
    make.published(by_hand=(make.facts.said_on, NOW.date()))
    assert client.get("/en/").context["track"].running == 1

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        for path in ("/en/", "/en/claimants/", "/en/claimants/mara-lindt/"):
            kept_counts.rebuild()
            CountedClaim.objects.update(is_closed=False, counts_as="running")
            ClaimantCounts.objects.update(running=1, awaiting=0)
            BoardCounts.objects.update(running=1, awaiting=0)
            page = client.get(path).context
            track = page["records"][0][1] if "records" in page else page["track"]
            assert (track.running, track.awaiting) == (0, 1), path
