"""The list of claims to consider: looked at here, decided on their own pages."""

import pytest
from django.test import Client

from claims.models import User
from tests.conftest import NOW
from tracker.admin.intake.proposals import STATE_LABELS
from tracker.intake import proposals
from tracker.models import Article, Feed, ProposedClaim

LIST = "/admin/tracker/proposedclaim/"
DATED = "The harbour bridge will open to traffic by the end of 2027, secretary Orla Pemberwick said."


@pytest.fixture
def proposal(feed: Feed) -> ProposedClaim:
    Article.objects.create(
        feed=feed,
        key="1",
        url="https://ledger.example/1",
        title="Bridge",
        content=f"<p>{DATED}</p>",
        language="en",
        published_at=NOW,
        stored_at=NOW,
    )
    proposals.spot_waiting(now=NOW)
    return ProposedClaim.objects.get()


def test_a_proposal_is_found_by_its_article_and_shown_whole(as_ada: Client, proposal: ProposedClaim) -> None:
    assert DATED in as_ada.get(LIST, {"q": "Bridge"}).content.decode()
    assert DATED not in as_ada.get(LIST, {"q": "Tunnel"}).content.decode()
    page = as_ada.get(f"{LIST}{proposal.pk}/change/").content.decode()
    assert "by the end of 2027" in page
    assert "Orla Pemberwick" in page


def test_nothing_is_changed_here(as_ada: Client, proposal: ProposedClaim) -> None:
    answer = as_ada.post(f"{LIST}{proposal.pk}/change/", {"state": "dismissed"})
    assert answer.status_code == 403
    proposal.refresh_from_db()
    assert proposal.state == "waiting"


def test_an_outsider_does_not_see_them(client: Client, cleo: User) -> None:
    client.force_login(cleo)
    assert client.get(LIST).status_code == 302


def test_every_state_has_its_colour() -> None:
    assert set(STATE_LABELS) == set(ProposedClaim.State)
