"""How a claim is cut into units and weighed."""

from dataclasses import replace

from tests.tracker.match.cases import HARBOUR, SWIMMING
from tracker.match.claims import Unit, Weighed, importance, outline, weigh
from tracker.match.rarity import Rarity
from tracker.match.shapes import StandingQuery
from tracker.words import words_of


def weighed(query: StandingQuery) -> Weighed:
    return weigh(outline(query), Rarity())


def unit(query: StandingQuery, surface: str) -> Unit:
    (found,) = (unit for unit in outline(query).units if unit.surface == surface)
    return found


def test_a_word_in_statement_and_quote_counts_more_than_in_the_statement_alone() -> None:
    assert unit(HARBOUR, "cranes").emphasis > unit(HARBOUR, "port").emphasis


def test_a_word_of_the_statement_counts_more_than_one_of_the_quote() -> None:
    query = replace(HARBOUR, statement="Ferries sail.", quote="Trains stop.")

    assert unit(query, "Ferries").emphasis > unit(query, "Trains").emphasis


def test_names_outweigh_words_and_everyday_words_count_least() -> None:
    emden, crane, year = words_of("In Emden cranes this year", "en")

    assert importance(emden) > importance(crane) > importance(year)


def test_a_bare_number_counts_less_than_a_measured_one() -> None:
    bare, measured, *_ = words_of("12 cranes, 18 months", "en")[::2]

    assert importance(bare) < importance(measured)


def test_the_claimant_is_one_unit_under_all_names_and_no_part_of_the_total() -> None:
    claim = weighed(replace(HARBOUR, statement="Jorinde Harms lifts cranes.", quote=""))

    assert [unit.surface for unit in claim.units] == ["Jorinde Harms", "lifts", "cranes"]
    assert claim.total == sum(claim.weights[1:])


def test_the_last_name_nearly_stands_for_the_whole() -> None:
    claimant = outline(HARBOUR).units[0]

    assert claimant.parts["harms"] > 2 * claimant.parts["jorinde"]


def test_a_claim_without_a_claimant_has_no_unit_for_one() -> None:
    assert not any(unit.is_claimant for unit in outline(replace(HARBOUR, claimant="", aliases=())).units)


def test_the_parts_of_a_compound_lead_to_it_for_less() -> None:
    claim = weighed(SWIMMING)

    ((_, whole, whole_is_part),) = claim.lookup["hallenbad"]
    ((_, part, part_is_part),) = claim.lookup["hall"]
    assert part < whole
    assert (whole_is_part, part_is_part) == (False, True)


def test_names_and_numbers_make_the_neutral_share() -> None:
    claim = weighed(SWIMMING)

    assert 0 < claim.neutral < claim.total
