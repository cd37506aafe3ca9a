import pytest

from tracker.parse.seen import NO_FINGERPRINT, Seen, identity

SEEN = Seen(b"context.", "guid", ((b"printed1".hex(), identity("a")), (b"printed2".hex(), identity("b"))))


@pytest.mark.parametrize("seen", [SEEN, Seen(), Seen(b"context.", "link", ())])
def test_what_was_seen_comes_back_as_it_was(seen: Seen) -> None:
    assert Seen.unpack(seen.pack()) == seen


def test_an_item_takes_forty_bytes() -> None:
    assert len(SEEN.pack()) - len(Seen().pack()) == 2 * 40


def test_an_item_to_be_read_again_has_no_fingerprint_but_is_still_there() -> None:
    again = SEEN.without([identity("a")])
    assert again.fingerprints() == {b"printed2".hex(): identity("b")}
    assert again.identities == SEEN.identities
    assert again.items[0][0] == NO_FINGERPRINT


def test_an_identity_is_of_one_length_whatever_the_guid() -> None:
    assert {len(identity(key)) for key in ("a", "ä" * 5_000, "\ud800")} == {64}
