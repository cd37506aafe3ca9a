"""The queue of claims to consider: shown, dismissed in bulk, made drafts."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, SelectionTally, User
from tests.conftest import NOW
from tests.tracker.admin.intake.test_choose import fields_of
from tracker.intake import proposals
from tracker.models import Article, Attachment, Feed, ProposedClaim

BRIDGE = (
    "The harbour bridge will open to traffic by the end of 2027, transport secretary Orla Pemberwick said."
)
TOLL = "The lorry toll will start in March 2027, the operator said."


@pytest.fixture
def queued(db: None) -> list[ProposedClaim]:
    feed = Feed.objects.create(url="https://ledger.example/rss", title="The Ansel Ledger")
    for number, text in enumerate((BRIDGE, TOLL)):
        Article.objects.create(
            feed=feed,
            key=str(number),
            url=f"https://ledger.example/{number}",
            title=f"Report {number}",
            content=f"<p>{text}</p><p>A minister said so on Monday.</p>",
            language="en",
            published_at=NOW,
            stored_at=NOW,
        )
    proposals.spot_waiting(now=NOW)
    return list(ProposedClaim.objects.order_by("pk"))


@pytest.fixture
def as_ben(client: Client, ben: User) -> Client:
    client.force_login(ben)
    return client


@pytest.fixture
def address() -> str:
    return reverse("admin:tracker_consider")


def test_what_waits_is_shown_with_its_window_and_where_it_stands(
    as_ben: Client, queued: list[ProposedClaim], address: str
) -> None:
    page = as_ben.get(address).content.decode()

    assert BRIDGE in page
    assert "31 December 2027" in page
    assert 'href="https://ledger.example/0"' in page


def test_several_are_dismissed_at_once(as_ben: Client, queued: list[ProposedClaim], address: str) -> None:
    as_ben.post(address, {"chosen": [each.pk for each in queued], "why": "minor"})

    assert not ProposedClaim.objects.waiting().exists()
    assert "Nothing to consider" in as_ben.get(address).content.decode()


@pytest.mark.parametrize("why", ["", "taken", "x"])
def test_nothing_is_dismissed_without_a_reason(
    as_ben: Client, queued: list[ProposedClaim], address: str, why: str
) -> None:
    answer = as_ben.post(address, {"chosen": [queued[0].pk], "why": why}, follow=True)

    assert "Choose why these are not taken up" in answer.content.decode()
    assert ProposedClaim.objects.waiting().count() == 2


def test_the_reason_stays_with_the_sentence_and_is_counted(
    as_ben: Client, queued: list[ProposedClaim], address: str
) -> None:
    as_ben.post(address, {"chosen": [queued[0].pk], "why": "not_checkable"})

    queued[0].refresh_from_db()
    assert queued[0].why_dismissed == "not_checkable"
    assert SelectionTally.objects.get(reason="not_checkable").number == 1


@pytest.mark.parametrize("chosen", ["", "x", "99999999999999999999", "²"])
def test_what_is_no_row_dismisses_nothing(
    as_ben: Client, queued: list[ProposedClaim], address: str, chosen: str
) -> None:
    response = as_ben.post(address, {"chosen": chosen, "why": "minor"}, follow=True)

    assert "Tick what is to be dismissed" in response.content.decode()
    assert ProposedClaim.objects.waiting().count() == 2


def test_to_look_changes_nothing(as_ben: Client, queued: list[ProposedClaim], address: str) -> None:
    as_ben.get(address, {"chosen": queued[0].pk})
    as_ben.get(reverse("admin:tracker_intake_proposal", args=[queued[0].pk]))

    assert ProposedClaim.objects.waiting().count() == 2


def test_a_draft_made_of_one_takes_it_out_of_the_queue(as_ben: Client, queued: list[ProposedClaim]) -> None:
    opened = as_ben.get(reverse("admin:tracker_intake_proposal", args=[queued[0].pk]))
    assert opened.context["dated"][0]["form"].is_taken

    article = {name: opened.context["form"][name].value() for name in opened.context["form"].fields}
    as_ben.post(reverse("admin:tracker_intake"), article | fields_of(opened) | {"step": "save"})

    assert Claim.objects.get().quote == BRIDGE
    queued[0].refresh_from_db()
    assert queued[0].state == "drafted"
    assert list(ProposedClaim.objects.waiting()) == [queued[1]]


def test_of_a_sentence_with_two_deadlines_one_may_be_drafted_and_the_other_still_waits(
    as_ben: Client, queued: list[ProposedClaim]
) -> None:
    Article.objects.filter(key="0").update(
        content="<p>There will be 100 charging points by 2027 and 500 by 2030, Orla Pemberwick said.</p>",
        spotted_at=None,
    )
    proposals.spot_waiting(now=NOW)
    later = ProposedClaim.objects.get(closes_on__year=2030)

    opened = as_ben.get(reverse("admin:tracker_intake_proposal", args=[later.pk]))
    article = {name: opened.context["form"][name].value() for name in opened.context["form"].fields}
    as_ben.post(reverse("admin:tracker_intake"), article | fields_of(opened) | {"step": "save"})

    assert Claim.objects.get().horizon == "by 2030"
    assert list(ProposedClaim.objects.filter(quote=later.quote).values_list("state", "horizon")) == [
        ("waiting", "by 2027"),
        ("drafted", "by 2030"),
    ]


@pytest.fixture
def heard(queued: list[ProposedClaim]) -> ProposedClaim:
    """The first of them, as said in a recording."""
    Attachment.objects.create(
        article=queued[0].article, kind="vtt", url="https://ledger.example/0.vtt", text=f"Hello.\n{BRIDGE}",
        recording="https://ledger.example/0.mp3", marks=[[0, 1, "Ann"], [7, 754, "Orla"]], read_at=NOW,
    )  # fmt: skip
    ProposedClaim.objects.filter(pk=queued[0].pk).update(second=754)
    return queued[0]


def test_what_was_said_in_a_recording_can_be_listened_to(
    as_ben: Client, heard: ProposedClaim, address: str
) -> None:
    link = '<a href="https://ledger.example/0.mp3#t=754" rel="noopener noreferrer" target="_blank">{}at 12:34</a>'
    opened = as_ben.get(reverse("admin:tracker_intake_proposal", args=[heard.pk]))

    assert link.format("") in as_ben.get(address).content.decode()
    assert link.format("Listen, ") in opened.content.decode()
    again = as_ben.post(
        reverse("admin:tracker_intake"), fields_of(opened) | opened.context["form"].data | {"step": "again"}
    )
    assert link.format("Listen, ") in again.content.decode()


def test_an_article_deleted_meanwhile_is_not_found(as_ben: Client, queued: list[ProposedClaim]) -> None:
    Article.objects.all().delete()

    assert as_ben.get(reverse("admin:tracker_intake_proposal", args=[queued[0].pk])).status_code == 404


def test_an_outsider_sees_and_dismisses_nothing(
    client: Client, cleo: User, queued: list[ProposedClaim], address: str
) -> None:
    cleo.is_staff = True
    cleo.save()
    client.force_login(cleo)

    assert client.get(address).status_code == 403
    assert client.post(address, {"chosen": queued[0].pk}).status_code == 403
    assert ProposedClaim.objects.waiting().count() == 2
