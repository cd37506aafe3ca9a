from claims.models import Claim
from tracker.spot.shapes import Firmness, Grounds


def test_firmness_has_the_records_own_values() -> None:
    assert {each.value for each in Firmness} == set(Claim.Firmness.values)


def test_every_ground_is_a_sentence_for_the_desk() -> None:
    assert all(str(ground).endswith(".") for ground in Grounds)
    assert len({str(ground) for ground in Grounds}) == len(Grounds)
