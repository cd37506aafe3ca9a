"""The links in a reader's mails."""

from claims.models import Claim, Wish
from claims.readers import links, wishes
from tests.conftest import NOW


def test_each_link_does_its_one_thing_and_ends_with_the_wish(claim: Claim) -> None:
    wishes.ask("jo@reader.example", claim, language="en", now=NOW)
    wish = Wish.objects.get()
    token = links.confirm_address(wish).rstrip("/").rpartition("/")[2]

    assert links.wish_of(token, links.CONFIRM) == wish
    assert links.wish_of(token, links.STOP) is None
    assert links.wish_of(token + "x", links.CONFIRM) is None
    wishes.stop(wish)
    assert links.wish_of(token, links.CONFIRM) is None


def test_a_link_of_a_deleted_wish_is_not_that_of_a_later_one_with_its_number(claim: Claim) -> None:
    wishes.ask("jo@reader.example", claim, language="en", now=NOW)
    wish = Wish.objects.get()
    token = links.stop_address(wish).rstrip("/").rpartition("/")[2]
    Wish.objects.update(nonce="another")

    assert links.wish_of(token, links.STOP) is None
