"""What stands in an entry: values that hash alike on every database, and what a write changed."""

import pytest

from claims.models import Claim
from claims.record.entries import chain_of, difference, length_of, model_of, plain, subject_of
from tests.makers import Maker


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (7, 7),
        (True, True),
        (None, None),
        (0.5, "0.5"),
        (1e20, "100000000000000000000"),
        (3.0, "3"),
        ([1, 2.50, "2.50"], ["1", "2.5", "2.50"]),
        ({"score": 1e-7, "is_near": False, "words": [["Elbe", 3.0]]},
         {"score": "0.0000001", "is_near": False, "words": [["Elbe", "3"]]}),
    ],
)  # fmt: skip
def test_numbers_are_written_so_that_no_database_writes_them_otherwise(
    value: object, written: object
) -> None:
    assert plain(value) == written
    assert type(plain(value)) is type(written)


def test_only_what_changed_is_in_the_difference() -> None:
    assert difference({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None, "d": 4}) == {"b": [2, 3], "d": [None, 4]}


def test_what_hangs_on_a_claim_is_written_into_the_claims_chain(claim: Claim, make: Maker) -> None:
    before = length_of(chain_of(claim))
    evidence = make.suggested(claim)
    assert chain_of(evidence) == chain_of(claim) == subject_of(claim) == f"claim:{claim.pk}"
    assert length_of(chain_of(claim)) > before
    assert model_of(subject_of(evidence)) is type(evidence)
    assert length_of("claim:0") == 0
