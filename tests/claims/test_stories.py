"""One story in many papers, and many stories that look alike."""

from itertools import product

import pytest

from claims import stories

WIRE = (
    "The harbour city has opened its new bridge over the Elbe to traffic after nine years of work. Mayor Jonas "
    "Petersen cut the ribbon on Tuesday morning before the first of 14,000 cars crossed. The bridge cost 312 million "
    "euros, some 40 million more than planned, and replaces a ferry that had run since 1911. Shops on the northern "
    "bank hope for customers, while residents fear noise. A second lane for bicycles follows in spring, the city said."
)
MORE = (
    "In the evening several hundred people walked across before the barriers fell. The police counted no incidents. "
    "Engineers will inspect the cables once a month during the first year of operation, a spokeswoman explained."
)
MONTHLY = (
    "Consumer prices in the country rose by {rate} percent in {month} compared with the same month a year earlier, "
    "the statistics office reported. In the month before, the rate had been {before} percent. Economists had "
    "expected about the same. Energy was the main driver once again, the office said in its monthly release."
)


def same(one: str, other: str) -> bool:
    return stories.is_one_story(stories.fingerprint(one), stories.fingerprint(other))


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        f"HARBOUR CITY (wire). {WIRE}",
        f"{WIRE} {MORE}",
        WIRE.rpartition(" A second lane")[0],
        WIRE.replace("Mayor Jonas Petersen cut", "Petersen, the mayor, cut").upper(),
    ],
    ids=["as it came", "with a dateline", "with more below", "cut at the end", "edited and in capitals"],
)
def test_a_wire_story_is_one_story_in_every_paper(copy: str) -> None:
    assert same(WIRE, copy)


def test_another_story_of_the_same_town_is_another() -> None:
    assert not same(WIRE, MORE + " Mayor Jonas Petersen thanked the police on Tuesday morning.")


def test_a_monthly_report_with_other_figures_is_another_story() -> None:
    march = MONTHLY.format(rate="2.1", month="March", before="2.0")
    assert not same(march, MONTHLY.format(rate="2.3", month="April", before="2.1"))
    assert same(march, march + " Rents rose too.")


def test_a_standing_phrase_makes_no_story() -> None:
    assert not same("Read all about it in our live blog.", "Read all about it in our live blog.")


def test_long_texts_are_compared_by_what_both_keep() -> None:
    words = ["".join(letters) for letters in product("abcdefghij", repeat=4)]
    long, other, teaser = (" ".join(chosen) for chosen in (words[:3000], words[3000:6000], words[:600]))
    assert len(str(stories.fingerprint(long))) < 1500
    assert not same(long, other)
    assert same(teaser, long)


def test_a_round_up_is_none_of_the_stories_that_it_holds() -> None:
    words = ["".join(letters) for letters in product("abcdefghij", repeat=4)]
    reports = [" ".join(words[start : start + 200]) for start in range(0, 2000, 200)]
    assert not any(same(report, " ".join(reports)) for report in reports)
    assert same(" ".join(words[:30]), " ".join(reports))  # a teaser is found in any text


def test_a_fingerprint_survives_being_stored() -> None:
    for text in (WIRE, WIRE * 3 + MORE, ""):
        assert stories.parse_fingerprint(str(stories.fingerprint(text))) == stories.fingerprint(text)


@pytest.mark.parametrize("stored", ["", "1", "nonsense", "1AAA= ", "\x00", "1ä"])
def test_what_cannot_be_read_is_like_no_other(stored: str) -> None:
    assert not stories.is_one_story(stories.parse_fingerprint(stored), stories.parse_fingerprint(stored))


REPORT = (
    "{who} lifted the cup on Sunday in front of {many} people, who had waited for hours outside the old hall."
    " The mayor spoke of a great day for the town, and the band played until the lights went out at night."
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("The swimmer", "4.000"), ("The swimmer", "4000")),
        (("The swimmer", "4,000"), ("The swimmer", "4000")),
        (("The swimmer", "4000"), ("The 21-year-old", "4000")),
        (("Die Sportlerin", "4000"), ("Die 21-Jährige", "4.000")),
    ],
)
def test_how_a_number_is_written_and_an_age_for_a_name_make_no_other_story(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    one, other = (stories.fingerprint(REPORT.format(who=who, many=many)) for who, many in (first, second))

    assert stories.is_one_story(one, other)


def test_another_number_is_another_story_still() -> None:
    one, other = (
        stories.fingerprint(REPORT.format(who="The swimmer", many=many)) for many in ("4.000", "5.000")
    )

    assert not stories.is_one_story(one, other)
